// The options of a command, with nothing guessed and nothing dropped.

import { parseArgs } from "node:util";

import { Refusal } from "./refusal.js";
import { closest } from "./words.js";

const OPTIONS = {
  today: { type: "string" },
  format: { type: "string" },
  policy: { type: "string" },
  out: { type: "string" },
  help: { type: "boolean", short: "h" },
};

const FORMATS = ["human", "json"];
const LATER = ["sarif", "junit"];

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string[]} names The options that the command has.
 */
export function parse(command, args, names) {
  const known = Object.fromEntries([...names, "help"].map((name) => [name, OPTIONS[name]]));
  const { tokens, values, positionals } = parseArgs({
    args,
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const seen = new Set();
  for (const token of tokens.filter(({ kind }) => kind === "option")) {
    require(command, token, known);
    if (seen.has(token.name)) throw new Refusal(`\`${token.rawName}\` is given twice; it is needed once`);
    seen.add(token.name);
  }
  const options = { today: values.today, format: values.format ?? "human", out: values.out, help: values.help };
  if (options.help) return { files: [], options };
  if (values.policy !== undefined) {
    throw new Refusal("`--policy` is not there yet: this version answers by the built-in policy alone");
  }
  checkFormat(options.format);
  checkFiles(command, positionals);
  return { files: positionals, options };
}

function require(command, { name, rawName, value }, known) {
  const option = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!option) {
    const near = closest(name, Object.keys(known));
    const todo = near ? `did you mean \`--${near}\`?` : `dynaboot ${command} --help lists what it knows`;
    throw new Refusal(`\`dynaboot ${command}\` has no option \`${rawName}\`; ${todo}`);
  }
  if (option.type === "string" && value === undefined) throw new Refusal(`\`${rawName}\` needs a value after it`);
  if (option.type === "boolean" && value !== undefined) throw new Refusal(`\`${rawName}\` takes no value`);
}

function checkFormat(format) {
  if (FORMATS.includes(format)) return;
  if (LATER.includes(format)) throw new Refusal(`the format \`${format}\` is not there yet; there are human and json`);
  const near = closest(format, FORMATS);
  throw new Refusal(`there is no format \`${format}\`; ${near ? `did you mean \`${near}\`?` : "there are human and json"}`);
}

function checkFiles(command, files) {
  if (files.length === 0) {
    throw new Refusal(`\`dynaboot ${command}\` needs a file, or - for standard input; dynaboot ${command} --help shows one`);
  }
  if (command === "render" && files.length > 1) {
    throw new Refusal(`\`dynaboot render\` takes one file; here are ${files.length}`);
  }
  if (files.filter((file) => file === "-").length > 1) throw new Refusal("standard input, -, can be read only once");
}
