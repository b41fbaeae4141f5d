// `dynaboot check`: says whether, why, and what to do.

import { askAbout, nameOf } from "./choices.js";
import { junit } from "./junit.js";
import { paintFor } from "./paint.js";
import { harmlessLines, jsonText, pasted } from "./safe.js";
import { start } from "./policy.js";
import { Refusal } from "./refusal.js";
import { sarif } from "./sarif.js";
import { tell } from "./tell.js";
import { version } from "./version.js";
import { plural } from "./words.js";
/** @import { Place } from "./document.js" */

/** @import { Alternative, Dynaboot, Report } from "../index.js" */

export const CODES = { ready: 0, readyWithWarnings: 0, incomplete: 2, blocked: 1 };
export const WRONG = 64;
/** The worst first. */
const BADNESS = [WRONG, CODES.blocked, CODES.incomplete, CODES.ready];

/**
 * The exit code of several: the worst.
 * @param {number[]} codes
 */
export const worst = (codes) => BADNESS.find((code) => codes.includes(code)) ?? CODES.ready;

/**
 * What a file leads to: its answer, or what is wrong with it.
 * @typedef {{ file: string } & (Answered | Refused)} Row
 *
 * @typedef {object} Answered
 * @property {Report} assessment
 * @property {Alternative[]} [ways]
 * @property {Find} find Where a path stands in the file.
 * @property {undefined} [error]
 * @property {undefined} [place]
 *
 * @typedef {object} Refused
 * @property {import("./refusal.js").Wrong} error
 * @property {Place} [place] Where the error is.
 * @property {undefined} [assessment]
 * @property {undefined} [ways]
 * @property {undefined} [find]
 *
 * @typedef {(path: string) => Place | undefined} Find
 */

/**
 * @param {string[]} files
 * @param {{ today?: string, format: string, policy?: import("./options.js").PolicyFile }} options
 * @returns {Promise<number>} The exit code.
 */
export async function check(files, { today, format, policy }) {
  const dynaboot = await start(policy);
  /** @type {Row[]} */
  const rows = [];
  /**
   * @param {object} choices
   * @param {Find} find
   */
  const ask = (choices, find) => {
    // Never `assess`: a script may hold secrets, and what is checked ends up in logs.
    const report = dynaboot.check(choices);
    return { report, find, ways: format === "human" ? waysOut(dynaboot, report, choices) : undefined };
  };
  for (const file of files) {
    rows.push(await row(file, () => askAbout(file, today, ask)));
    if (format === "human") tellRow(rows[rows.length - 1], rows.length > 1);
  }
  /** @type {Record<string, () => string>} */
  const forms = {
    human: () => (rows.length > 1 ? `\n${summary(rows)}\n` : ""),
    json: () => `${jsonText(json(rows), 2)}\n`,
    sarif: () => sarif(rows, dynaboot, version()),
    junit: () => junit(rows),
  };
  process.stdout.write(forms[format]());
  return worst(rows.map(({ assessment }) => (assessment ? CODES[assessment.verdict] : WRONG)));
}

/**
 * The nearest choices that are not blocked, where these are: to look for them takes many checks.
 * @param {Dynaboot} dynaboot
 * @param {Report} report
 * @param {object} choices
 */
export const waysOut = (dynaboot, { verdict }, choices) => (verdict === "blocked" ? dynaboot.alternatives(choices) : []);

/**
 * @param {string} file
 * @param {() => Promise<{ report: Report, find: Find, ways?: Alternative[] }>} ask
 * @returns {Promise<Row>}
 */
async function row(file, ask) {
  try {
    const { report, find, ways } = await ask();
    return { file, assessment: report, ways, find };
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    process.stderr.write(`${harmlessLines(`dynaboot: ${cause.message}`)}\n`);
    return { file, error: cause.error, place: cause.place };
  }
}

/**
 * @param {Row} row
 * @param {boolean} another
 */
function tellRow({ file, assessment, ways }, another) {
  if (!assessment) return;
  const { stdout } = process;
  stdout.write(`${another ? "\n" : ""}${tell(nameOf(file), assessment, paintFor(stdout), stdout.columns, ways)}`);
  if (CODES[assessment.verdict] === 0 && assessment.route !== "alreadyThere" && file !== "-") {
    stdout.write(`\nNext: dynaboot render ${pasted(file)}\n`);
  }
}

/** @param {Row[]} rows */
function json(rows) {
  const [{ assessment, error }] = rows;
  return rows.length > 1 ? rows.map(({ file, assessment, error }) => ({ file, assessment, error })) : (assessment ?? { error });
}

/** @param {Row[]} rows */
function summary(rows) {
  /** @param {(row: Row) => unknown} fits */
  const count = (fits) => rows.filter(fits).length;
  /** @type {[number, string][]} */
  const parts = [
    [count(({ assessment }) => assessment?.verdict === "blocked"), "blocked"],
    [count(({ assessment }) => assessment?.verdict === "incomplete"), "incomplete"],
    [count(({ assessment }) => assessment && CODES[assessment.verdict] === 0), "ready"],
    [count(({ error }) => error), "not read"],
  ];
  const told = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return `${plural(rows.length, "file")}: ${told.join(", ")}`;
}
