// `--format junit`: a test case a file, for what shows test reports.

/** @type {Record<string, string>} */
const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {unknown} value */
const text = (value) =>
  String(value)
    // What XML cannot hold, however it is written, and what nobody sees.
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]|[\u{7f}-\u{9f}\p{Cf}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (letter) => ESCAPED[letter])
    .replace(/#(?=#)/g, "&#35;")
    .replace(/[\t\n\r]/g, (letter) => `&#${letter.codePointAt(0)};`);

/** @param {import("./check.js").Row[]} rows */
export function junit(rows) {
  /** @param {(row: import("./check.js").Row) => unknown} fits */
  const count = (fits) => rows.filter(fits).length;
  const failures = count(({ assessment }) => assessment && isOpen(assessment));
  const errors = count(({ error }) => error);
  const totals = `tests="${rows.length}" failures="${failures}" errors="${errors}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${totals}>`,
    `  <testsuite name="dynaboot" ${totals}>`,
    ...rows.flatMap(testCase),
    "  </testsuite>",
    "</testsuites>\n",
  ].join("\n");
}

/** @param {import("../index.js").Report} report */
const isOpen = ({ verdict }) => verdict === "blocked" || verdict === "incomplete";

/** @param {import("./check.js").Row} row */
function testCase(row) {
  const name = row.file === "-" ? "standard input" : row.file;
  return [`    <testcase classname="dynaboot.check" name="${text(name)}">`, ...outcome(row), "    </testcase>"];
}

/** @param {import("./check.js").Row} row */
function outcome({ assessment, error }) {
  if (error) return [`      <error type="shape" message="${text(error.message)}"/>`];
  const { verdict, unfinished, findings, questions } = assessment;
  const told = findings.map(({ severity, rule, at, message, todo }) => `${severity}: ${message}\n  at ${at}, rule ${rule}\n  ${todo}`);
  const asked = questions.filter(({ decisive }) => decisive).map(({ at, ask }) => `question: ${ask}\n  at ${at}`);
  const body = [...(unfinished ? [`unfinished: ${unfinished}`] : []), ...told, ...asked].join("\n\n");
  if (!isOpen(assessment)) return body ? [`      <system-out>${text(body)}</system-out>`] : [];
  const [worst] = verdict === "blocked" ? findings.map(({ message }) => message) : questions.map(({ ask }) => ask);
  return [`      <failure type="${verdict}" message="${text(worst ?? unfinished ?? verdict)}">${text(body)}</failure>`];
}
