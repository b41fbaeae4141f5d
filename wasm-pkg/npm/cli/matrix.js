// `dynaboot matrix`: an agent's support table.

import { csvLine } from "./csv.js";
import { paintFor } from "./paint.js";
import { jsonText } from "./safe.js";
import { start } from "./policy.js";
import { known } from "./refusal.js";
import { visible, wrap } from "./words.js";
/** @import { Paint } from "./paint.js" */

/** @import { Matrix, MatrixCell, Support } from "../index.js" */

const WORDS = { supported: "yes", conditional: "if", unsupported: "no", notListed: "–" };
const LEGEND = ["yes: supported, no: not supported, –: not listed", "if: supported on a condition; dynaboot check says which"];
const WIDEST = 100;

/**
 * @param {[]} _
 * @param {{ agent?: string, format: string, policy?: import("./options.js").PolicyFile }} options
 * @returns {Promise<number>} The exit code.
 */
export async function matrix(_, { agent, format, policy }) {
  const dynaboot = await start(policy);
  const table = known(() => dynaboot.matrix(agent));
  const { stdout } = process;
  /** @type {Record<string, () => string>} */
  const forms = {
    human: () => human(table, paintFor(stdout), stdout.columns),
    json: () => `${jsonText(table, 2)}\n`,
    markdown: () => markdown(table),
    csv: () => csv(table),
  };
  stdout.write(forms[format]());
  return 0;
}

/**
 * @param {Matrix} table
 * @param {Paint} paint
 * @param {number} columns
 */
function human(table, paint, columns = 80) {
  const colours = { supported: paint.green, conditional: paint.yellow, unsupported: paint.red, notListed: paint.dim };
  const { rows, notes } = grid(table);
  const cells = rows.map(({ cells }) => cells.map(({ word, note }) => (note ? `${word}[${note}]` : word)));
  const first = longest(table.systems);
  const widths = table.clouds.map((cloud, column) => longest([cloud, ...cells.map((row) => row[column])]));
  /**
   * @param {string} head
   * @param {string[]} texts
   * @param {number} from
   * @param {(column: number) => (text: string) => string} colour
   */
  const line = (head, texts, from, colour) =>
    [head.padEnd(first), ...texts.map((text, index) => colour(from + index)(text.padEnd(widths[from + index])))].join("  ").trimEnd();
  const width = Math.max(40, Math.min(columns, WIDEST));
  /** @param {string} text */
  const told = (text) => wrap(text, width).map(paint.dim);
  const lines = [
    paint.bold(`The support table of the agent ${table.agent}`),
    "",
    ...panels(widths, width - first).flatMap(([from, to]) => [
      line("", table.clouds.slice(from, to), from, () => paint.bold),
      ...rows.map(({ system, cells: row }, index) =>
        line(system, cells[index].slice(from, to), from, (column) => colours[row[column].support]),
      ),
      "",
    ]),
    ...LEGEND.flatMap(told),
    ...notes.flatMap((note, index) => told(`[${index + 1}] ${note}`)),
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * The columns that fit beside each other, as ranges: what does not fit goes below.
 * @param {number[]} widths
 * @param {number} room
 * @returns {[number, number][]}
 */
function panels(widths, room) {
  /** @type {[number, number][]} */
  const ranges = [];
  let from = 0;
  let used = 0;
  widths.forEach((width, column) => {
    if (column > from && used + 2 + width > room) {
      ranges.push([from, column]);
      from = column;
      used = 0;
    }
    used += 2 + width;
  });
  return [...ranges, [from, widths.length]];
}

/** @param {Matrix} table */
function markdown(table) {
  const { rows, notes } = grid(table);
  /** @param {string[]} texts */
  const line = (texts) => `| ${texts.join(" | ")} |`;
  /** @param {ReturnType<typeof grid>["rows"][number]["cells"][number]} cell */
  const cell = ({ word, text, support, note }) =>
    (support === "conditional" && text ? `${word} (${plain(text)})` : word) + (note ? `[^${note}]` : "");
  const lines = [
    line([plain(table.agent), ...table.clouds.map(plain)]),
    line(["---", ...table.clouds.map(() => "---")]),
    ...rows.map(({ system, cells }) => line([plain(system), ...cells.map(cell)])),
    "",
    `${LEGEND.join("; ")}.`,
    ...notes.flatMap((note, index) => ["", `[^${index + 1}]: ${plain(note)}`]),
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * A line a cell, since a cell is more than a word.
 * @param {Matrix} matrix
 */
function csv({ agent, cells }) {
  const head = ["agent", "system", "cloud", "support", "text", "provenance", "sentence", "title", "url", "checkedOn"];
  const lines = cells.map(({ system, cloud, support, text, provenance, source }) => {
    const from = [source?.sentence, source?.title, source?.url, source?.checkedOn];
    return [agent, system, cloud, support, text, provenance, ...from];
  });
  return [head, ...lines].map(csvLine).join("");
}

/**
 * The rows, each with a cell a cloud, and what there is to note about the cells that can be read in two ways.
 * @param {Matrix} table
 */
function grid({ clouds, systems, cells }) {
  /** @type {string[]} */
  const notes = [];
  const found = new Map(cells.map((cell) => [`${cell.system} ${cell.cloud}`, cell]));
  /** @param {Partial<MatrixCell>} cell */
  const noted = ({ provenance, source }) => {
    if (provenance !== "ambiguous") return undefined;
    const said = [source?.sentence && `“${source.sentence}”`, source?.title].filter(Boolean);
    const note = visible(["the source is ambiguous", said.join(", ")].filter(Boolean).join(": "));
    if (!notes.includes(note)) notes.push(note);
    return notes.indexOf(note) + 1;
  };
  /** @param {string} system */
  const row = (system) =>
    clouds.map((cloud) => {
      /** @type {Partial<MatrixCell> & { support: Support, text: string }} */
      const cell = found.get(`${system} ${cloud}`) ?? { support: "notListed", text: "" };
      return { word: WORDS[cell.support], text: cell.text, support: cell.support, note: noted(cell) };
    });
  return { rows: systems.map((system) => ({ system, cells: row(system) })), notes };
}

/** @param {string[]} texts */
const longest = (texts) => Math.max(0, ...texts.map((text) => text.length));

/** @param {string} text */
const plain = (text) => visible(text).replace(/[\\|*_`<>[\]]/g, "\\$&");
