// Findings in SARIF as annotations of GitHub Actions, which any step may print.

import { readFileSync } from "node:fs";

const COMMANDS = { error: "error", warning: "warning", note: "notice", none: "notice" };

/** A text as a workflow command takes it. */
const data = (text) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text) => data(String(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");

const [run] = JSON.parse(readFileSync(process.argv[2], "utf8")).runs;
const told = run.invocations.flatMap(({ toolExecutionNotifications }) => toolExecutionNotifications);
for (const { level, ruleId = "not read", message, locations } of [...told, ...run.results]) {
  const { artifactLocation, region = {} } = locations[0].physicalLocation;
  const place = { file: decodeURI(artifactLocation.uri), line: region.startLine, col: region.startColumn, title: ruleId };
  const properties = Object.entries(place).filter(([, value]) => value !== undefined);
  console.log(`::${COMMANDS[level]} ${properties.map(([name, value]) => `${name}=${property(value)}`).join(",")}::${data(message.text)}`);
}
