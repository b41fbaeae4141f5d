// The options of a command, with nothing guessed and nothing dropped.

import { parseArgs } from "node:util";

import { Refusal } from "./refusal.js";
import { pasted } from "./safe.js";
import { closest, list, visible } from "./words.js";

/** @type {Record<string, { type: "string" | "boolean", short?: string }>} */
export const OPTIONS = {
  today: { type: "string" },
  from: { type: "string" },
  format: { type: "string" },
  agent: { type: "string" },
  system: { type: "string" },
  policy: { type: "string" },
  "policy-key": { type: "string" },
  out: { type: "string" },
  force: { type: "boolean" },
  help: { type: "boolean", short: "h" },
};

/**
 * @typedef {object} Takes What a command takes.
 * @property {string[]} options
 * @property {string[]} [formats] Of `--format`; the first is taken when none is given.
 * @property {{ what: string, needs: string, most: number, known?: string[] }} [words] What stands there without an option, and how many at most.
 */

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Takes} takes
 * @returns {{ given: string[], options: { [name: string]: any } }}
 */
export function parse(command, args, { options: names, formats = [], words }) {
  const known = Object.fromEntries([...names, "help"].map((name) => [name, OPTIONS[name]]));
  const { tokens, values, positionals } = parseArgs({
    args,
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const seen = new Set();
  for (const token of tokens.filter((token) => token.kind === "option")) {
    require(command, token, known);
    if (seen.has(token.name)) throw new Refusal(`\`${token.rawName}\` is given twice; it is needed once`);
    seen.add(token.name);
  }
  /** @type {{ [name: string]: any }} */
  const options = { ...values, format: values.format ?? formats[0], policy: policyOf(values) };
  if (options.help) return { given: [], options };
  if (formats.length > 0) checkFormat(options.format, formats);
  if (words) checkWords(command, positionals, words);
  else if (positionals.length > 0) throw new Refusal(unasked(command, positionals[0], names));
  if (values.policy === undefined && values["policy-key"] !== undefined && names.includes("policy")) {
    throw new Refusal("`--policy-key` needs the policy that it signs: --policy FILE");
  }
  if ([...positionals, values.policy].filter((word) => word === "-").length > 1) {
    throw new Refusal("standard input, -, can be read only once");
  }
  return { given: positionals, options };
}

/**
 * A policy's file, and the key that is to have signed it.
 * @typedef {{ file: string, key?: string }} PolicyFile
 */

/**
 * @param {{ [name: string]: any }} values
 * @returns {PolicyFile | undefined}
 */
function policyOf({ policy: file, "policy-key": key }) {
  return file === undefined ? undefined : { file, key };
}

/**
 * @param {string} command
 * @param {{ name: string, rawName: string, value?: string | boolean }} token
 * @param {typeof OPTIONS} known
 */
function require(command, { name, rawName, value }, known) {
  const option = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!option) {
    const near = closest(name, Object.keys(known));
    const todo = near ? `did you mean \`--${near}\`?` : `dynaboot ${command} --help lists what it knows`;
    throw new Refusal(`\`dynaboot ${command}\` has no option \`${visible(rawName)}\`; ${todo}`);
  }
  if (option.type === "string" && value === undefined) throw new Refusal(`\`${rawName}\` needs a value after it`);
  if (option.type === "boolean" && value !== undefined) throw new Refusal(`\`${rawName}\` takes no value`);
}

/**
 * @param {string} format
 * @param {string[]} formats
 */
function checkFormat(format, formats) {
  if (formats.includes(format)) return;
  const all = `there are ${list(formats)}`;
  const near = closest(format, formats);
  throw new Refusal(`there is no format \`${visible(format)}\`; ${near ? `did you mean \`${near}\`?` : all}`);
}

/**
 * @param {string} command
 * @param {string[]} given
 * @param {NonNullable<Takes["words"]>} words
 */
function checkWords(command, given, { what, needs, most }) {
  if (given.length === 0) {
    throw new Refusal(`\`dynaboot ${command}\` needs ${needs}; dynaboot ${command} --help shows one`);
  }
  if (given.length > most) throw new Refusal(`\`dynaboot ${command}\` takes one ${what}; here are ${given.length}`);
}

/**
 * @param {string} command
 * @param {string} word
 * @param {string[]} names
 */
function unasked(command, word, names) {
  const todo = names.includes("agent")
    ? `for an agent: dynaboot ${command} --agent ${pasted(word)}`
    : `dynaboot ${command} --help shows it`;
  return `\`dynaboot ${command}\` takes no \`${visible(word)}\`; ${todo}`;
}
