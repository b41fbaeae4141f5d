// `dynaboot calendar`: on which days something changes in an agent's support table.

import { csvLine } from "./csv.js";
import { paintFor } from "./paint.js";
import { jsonText } from "./safe.js";
import { start } from "./policy.js";
import { known } from "./refusal.js";
import { wrap } from "./words.js";
/** @import { Paint } from "./paint.js" */

/** @import { CalendarChange, CalendarDay } from "../index.js" */

const WIDEST = 100;

/**
 * @param {[]} _
 * @param {{ agent?: string, from?: string, format: string, policy?: import("./options.js").PolicyFile }} options
 * @returns {Promise<number>} The exit code.
 */
export async function calendar(_, { agent, from, format, policy }) {
  const dynaboot = await start(policy);
  const days = known(() => dynaboot.calendar(agent, from));
  const { stdout } = process;
  /** @type {Record<string, () => string>} */
  const forms = {
    human: () => human(days, dynaboot.matrix(agent).clouds, paintFor(stdout), stdout.columns),
    json: () => `${jsonText(days, 2)}\n`,
    csv: () => csv(days),
  };
  stdout.write(forms[format]());
  return 0;
}

/**
 * @param {CalendarDay[]} days
 * @param {string[]} all
 * @param {Paint} paint
 * @param {number} columns
 */
function human(days, all, paint, columns = 80) {
  if (days.length === 0) return "nothing changes with the day alone\n";
  const width = Math.max(40, Math.min(columns, WIDEST));
  /**
   * @param {string} text
   * @param {number} depth
   */
  const indented = (text, depth) => wrap(text, width - depth).map((line) => " ".repeat(depth) + line);
  const blocks = days.map(({ date, changes }) => {
    const lines = grouped(changes).flatMap(({ rule, appears, clouds, systems }) => [
      `  ${rule} ${appears ? "appears" : "goes"}`,
      ...indented(`for ${systems.join(", ")}`, 4),
      ...indented(clouds.length === all.length ? "on every cloud" : `on ${clouds.join(", ")}`, 4).map(paint.dim),
    ]);
    return [paint.bold(date), ...lines].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}

/**
 * What is the same but for its systems, told once: many releases end on one day.
 * @param {CalendarChange[]} changes
 */
function grouped(changes) {
  const found = new Map();
  for (const { system, ...change } of changes) {
    const what = JSON.stringify(change);
    if (found.has(what)) found.get(what).systems.push(system);
    else found.set(what, { ...change, systems: [system] });
  }
  return [...found.values()];
}

/**
 * A line a change, since a day has several.
 * @param {CalendarDay[]} days
 */
function csv(days) {
  const head = ["date", "system", "rule", "change", "clouds"];
  const lines = days.flatMap(({ date, changes }) =>
    changes.map(({ system, rule, appears, clouds }) => [date, system, rule, appears ? "appears" : "goes", clouds.join(" ")]),
  );
  return [head, ...lines].map(csvLine).join("");
}
