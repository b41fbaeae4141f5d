// `dynaboot alternatives`: the nearest choices that are not blocked.

import { CODES, waysOut } from "./check.js";
import { askAbout, nameOf } from "./choices.js";
import { paintFor } from "./paint.js";
import { jsonText, pasted } from "./safe.js";
import { start } from "./policy.js";
import { reached, tellAlternatives } from "./tell.js";

/**
 * @param {[string]} files
 * @param {{ today?: string, format: string, policy?: import("./options.js").PolicyFile }} options
 * @returns {Promise<number>} The exit code: that something is blocked is no failure here, unless there is no way out.
 */
export async function alternatives([file], { today, format, policy }) {
  const dynaboot = await start(policy);
  const { report, ways } = await askAbout(file, today, (choices) => {
    const report = dynaboot.check(choices);
    return { report, ways: waysOut(dynaboot, report, choices) };
  });
  const { stdout } = process;
  if (format === "json") {
    stdout.write(`${jsonText(ways, 2)}\n`);
  } else if (report.verdict !== "blocked") {
    stdout.write(`${nameOf(file)}: nothing is blocked; it is ${reached(report.verdict)}\n`);
  } else if (ways.length === 0) {
    stdout.write(`${nameOf(file)}: blocked, and no near choice is not; dynaboot check ${pasted(file)} says why\n`);
  } else {
    stdout.write(`${paintFor(stdout).bold(`${nameOf(file)}: blocked`)}\n\n${tellAlternatives(ways, stdout.columns)}`);
  }
  return report.verdict === "blocked" && ways.length === 0 ? CODES.blocked : 0;
}
