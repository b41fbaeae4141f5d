// `dynaboot check`: says whether, why, and what to do.

import { load } from "../index.js";
import { askAbout, nameOf } from "./choices.js";
import { paintFor } from "./paint.js";
import { Refusal } from "./refusal.js";
import { tell } from "./tell.js";
import { plural } from "./words.js";

export const CODES = { ready: 0, readyWithWarnings: 0, incomplete: 2, blocked: 1 };
const WRONG = 64;
/** The worst first. */
const BADNESS = [WRONG, CODES.blocked, CODES.incomplete, CODES.ready];

/**
 * @param {string[]} files
 * @param {{ today?: string, format: string }} options
 * @returns {Promise<number>} The exit code.
 */
export async function check(files, { today, format }) {
  const dynaboot = await load();
  const rows = [];
  const ask = (choices) => {
    // Never `assess`: a script may hold secrets, and what is checked ends up in logs.
    const report = dynaboot.check(choices);
    return { report, ways: format === "human" ? waysOut(dynaboot, report, choices) : undefined };
  };
  for (const file of files) {
    rows.push(await row(file, () => askAbout(file, today, ask)));
    if (format === "human") tellRow(rows.at(-1), rows.length > 1);
  }
  if (format === "json") process.stdout.write(`${JSON.stringify(json(rows), null, 2)}\n`);
  else if (rows.length > 1) process.stdout.write(`\n${summary(rows)}\n`);
  const codes = rows.map(({ assessment }) => (assessment ? CODES[assessment.verdict] : WRONG));
  return BADNESS.find((code) => codes.includes(code));
}

/** The nearest choices that are not blocked, where these are: to look for them takes many checks. */
export const waysOut = (dynaboot, { verdict }, choices) => (verdict === "blocked" ? dynaboot.alternatives(choices) : []);

async function row(file, ask) {
  try {
    const { report, ways } = await ask();
    return { file, assessment: report, ways };
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    process.stderr.write(`dynaboot: ${cause.message}\n`);
    return { file, error: cause.error };
  }
}

function tellRow({ file, assessment, ways }, another) {
  if (!assessment) return;
  const { stdout } = process;
  stdout.write(`${another ? "\n" : ""}${tell(nameOf(file), assessment, paintFor(stdout), stdout.columns, ways)}`);
  if (CODES[assessment.verdict] === 0 && assessment.route !== "alreadyThere" && file !== "-") {
    stdout.write(`\nNext: dynaboot render ${nameOf(file)}\n`);
  }
}

function json(rows) {
  if (rows.length > 1) return rows;
  const [{ assessment, error }] = rows;
  return assessment ?? { error };
}

function summary(rows) {
  const count = (fits) => rows.filter(fits).length;
  const parts = [
    [count(({ assessment }) => assessment?.verdict === "blocked"), "blocked"],
    [count(({ assessment }) => assessment?.verdict === "incomplete"), "incomplete"],
    [count(({ assessment }) => assessment && CODES[assessment.verdict] === 0), "ready"],
    [count(({ error }) => error), "not read"],
  ];
  const told = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return `${plural(rows.length, "file")}: ${told.join(", ")}`;
}
