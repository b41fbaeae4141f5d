#!/usr/bin/env node
// The command `dynaboot`: what was asked for, and the exit code.

import { readFileSync } from "node:fs";

import { alternatives } from "./alternatives.js";
import { check } from "./check.js";
import { explain } from "./explain.js";
import { ALTERNATIVES_HELP, CHECK_HELP, EXPLAIN_HELP, HELP, MATRIX_HELP, RENDER_HELP } from "./help.js";
import { matrix } from "./matrix.js";
import { parse } from "./options.js";
import { Refusal } from "./refusal.js";
import { render } from "./render.js";
import { closest, list } from "./words.js";

/** The call or a file is wrong: `EX_USAGE` of sysexits.h. */
const WRONG = 64;
/** Our own fault: `EX_SOFTWARE`. */
const FAULT = 70;

const FILE = { what: "file", needs: "a file, or - for standard input", most: 1 };
const RULE = { what: "rule", needs: "a rule's id, as dynaboot check gives it", most: 1 };

const COMMANDS = {
  check: {
    run: check,
    help: CHECK_HELP,
    takes: { options: ["today", "format", "policy"], formats: ["human", "json"], words: { ...FILE, most: Infinity } },
  },
  render: { run: render, help: RENDER_HELP, takes: { options: ["today", "out", "policy"], words: FILE } },
  alternatives: {
    run: alternatives,
    help: ALTERNATIVES_HELP,
    takes: { options: ["today", "format", "policy"], formats: ["human", "json"], words: FILE },
  },
  explain: {
    run: explain,
    help: EXPLAIN_HELP,
    takes: { options: ["format", "policy"], formats: ["human", "json", "markdown"], words: RULE },
  },
  matrix: {
    run: matrix,
    help: MATRIX_HELP,
    takes: { options: ["agent", "format", "policy"], formats: ["human", "json", "markdown", "csv"] },
  },
};

/** @returns {Promise<number>} The exit code. */
async function main([name, ...rest]) {
  if (name === undefined) {
    process.stderr.write(HELP);
    return WRONG;
  }
  if (name === "--version" || name === "-V") {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  if (name === "help" || name === "--help" || name === "-h") {
    process.stdout.write(Object.hasOwn(COMMANDS, rest[0] ?? "") ? COMMANDS[rest[0]].help : HELP);
    return 0;
  }
  if (!Object.hasOwn(COMMANDS, name)) throw new Refusal(unknown(name));
  const command = COMMANDS[name];
  const { given, options } = parse(name, rest, command.takes);
  if (options.help) {
    process.stdout.write(command.help);
    return 0;
  }
  return command.run(given, options);
}

function unknown(name) {
  const names = Object.keys(COMMANDS);
  const near = closest(name, names);
  if (near) return `there is no command \`${name}\`; did you mean \`dynaboot ${near}\`?`;
  // `dynaboot vm.yaml` is what everybody tries first.
  if (/[./\\]/.test(name)) return `there is no command \`${name}\`; to check that file: dynaboot check ${name}`;
  return `there is no command \`${name}\`; there are ${list(names)}: dynaboot --help`;
}

const version = () => JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on("error", (cause) => {
  if (cause.code !== "EPIPE") throw cause;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (cause) {
  const refused = cause instanceof Refusal;
  process.stderr.write(refused ? `dynaboot: ${cause.message}\n` : `dynaboot: ${cause.stack ?? cause}\n`);
  process.exitCode = refused ? WRONG : FAULT;
}
