#!/usr/bin/env node
// The command `dynaboot`: what was asked for, and the exit code.

import { WRONG } from "./check.js";
import { COMMANDS } from "./commands.js";
import { HELP } from "./help.js";
import { parse } from "./options.js";
import { lost } from "./output.js";
import { Refusal } from "./refusal.js";
import { harmlessLines, pasted } from "./safe.js";
import { version } from "./version.js";
import { closest, list, visible } from "./words.js";

/** Our own fault: `EX_SOFTWARE`. */
const FAULT = 70;
const HELPS = ["help", "--help", "-h"];

/**
 * @param {string[]} words
 * @returns {Promise<number>} The exit code.
 */
async function main([name, ...rest]) {
  if (name === undefined) {
    process.stderr.write(HELP);
    return WRONG;
  }
  if (name === "--version" || name === "-V") {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  if (HELPS.includes(name)) {
    const [about] = rest.filter((word) => !HELPS.includes(word));
    if (about !== undefined && !Object.hasOwn(COMMANDS, about)) throw new Refusal(unknown(about));
    process.stdout.write(about === undefined ? HELP : COMMANDS[about].help);
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

/** @param {string} name */
function unknown(name) {
  const names = Object.keys(COMMANDS);
  const near = closest(name, names);
  if (near) return `there is no command \`${visible(name)}\`; did you mean \`dynaboot ${near}\`?`;
  // `dynaboot vm.yaml` is what everybody tries first.
  if (/[./\\]/.test(name)) return `there is no command \`${visible(name)}\`; to check that file: dynaboot check ${pasted(name)}`;
  return `there is no command \`${visible(name)}\`; there are ${list(names)}: dynaboot --help`;
}

// What goes on when nothing can be written any more, such as `render --out`, is finished first.
process.once("beforeExit", () => {
  // A reader that has seen enough, such as `head`, is no failure.
  if (lost === undefined || lost.code === "EPIPE") return;
  process.stderr.write(`dynaboot: standard output cannot be written: ${lost.message}\n`);
  process.exitCode = WRONG;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (cause) {
  const refused = cause instanceof Refusal;
  process.stderr.write(
    refused ? `${harmlessLines(`dynaboot: ${cause.message}`)}\n` : `dynaboot: ${/** @type {Error} */ (cause).stack ?? cause}\n`,
  );
  process.exitCode = refused ? WRONG : FAULT;
}
