// `--format sarif`: findings at their lines, for code scanning and editors. SARIF 2.1.0.

import { pathToFileURL } from "node:url";
import { isAbsolute } from "node:path";

import { harmlessLines, jsonText } from "./safe.js";

const LEVELS = { error: "error", warning: "warning", note: "note" };

/**
 * @param {import("./check.js").Row[]} rows
 * @param {import("../index.js").Dynaboot} dynaboot
 * @param {string} version The tool's.
 */
export function sarif(rows, dynaboot, version) {
  const results = rows.flatMap((row) => [...found(row), ...open(row)]);
  const ids = [...new Set(results.map(({ ruleId }) => ruleId))].sort();
  const refused = rows.filter((row) => row.error !== undefined);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "dynaboot", semanticVersion: version, rules: ids.map((id) => rule(dynaboot.explain(id))) } },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: refused.length === 0,
            toolExecutionNotifications: [
              ...refused.map(({ file, error, place }) => ({
                level: "error",
                message: { text: plain(error.message) },
                locations: [location(file, place)],
              })),
              ...rows.flatMap(({ file, assessment }) =>
                assessment?.unfinished
                  ? [{ level: "warning", message: { text: plain(assessment.unfinished) }, locations: [location(file)] }]
                  : [],
              ),
            ],
          },
        ],
        results: results.map((result) => ({ ...result, ruleIndex: ids.indexOf(result.ruleId) })),
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
}

/** @param {import("./check.js").Row} row */
function found({ file, assessment, find }) {
  if (!assessment) return [];
  return assessment.findings.map(({ rule, severity, at, message, todo }) => ({
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: plain(`${message}. ${todo}`) },
    locations: [location(file, find(at), at)],
    partialFingerprints: { "dynaboot/v1": `${rule} ${at}` },
  }));
}

/**
 * What is not known yet is no failure, and no pass either.
 * @param {import("./check.js").Row} row
 */
function open({ file, assessment, find }) {
  if (!assessment) return [];
  const decisive = assessment.questions.filter(({ decisive }) => decisive);
  return decisive.map(({ rules: [rule], at, ask }) => ({
    ruleId: rule,
    kind: "open",
    level: "none",
    message: { text: plain(`${ask} Answer it at ${at}`) },
    locations: [location(file, find(at), at)],
    partialFingerprints: { "dynaboot/v1": `${rule} ${at} open` },
  }));
}

/**
 * A message's text, in which brackets and what follows them would be a link.
 * @param {string} text
 */
const plain = (text) => text.replace(/[\\[\]]/g, "\\$&");

/** @param {import("../index.js").Page} page */
function rule({ id, title, severity, why, todo, markdown, source }) {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why} ${todo}`, markdown: harmlessLines(markdown) },
    ...(source ? { helpUri: source.url } : {}),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/**
 * Where it stands in the user's own file; what is not in it is told at the place around it.
 * @param {string} file
 * @param {import("./document.js").Place} [place]
 * @param {string} [at]
 */
function location(file, place, at) {
  const region = place && {
    region: { startLine: place.start.line, startColumn: place.start.col, endLine: place.end.line, endColumn: place.end.col },
  };
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region },
    ...(at ? { logicalLocations: [{ fullyQualifiedName: at }] } : {}),
  };
}

/** @param {string} file */
function uriOf(file) {
  if (file === "-") return "stdin";
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(/[\\/]/).map(encodeURIComponent).join("/");
}
