// Organisations' policies: `--policy`, `dynaboot policy check` and `dynaboot policy diff`.

import { load, PolicyError } from "../node.js";
import { nameOf, open, placeOf } from "./document.js";
import { paintFor } from "./paint.js";
import { Refusal } from "./refusal.js";
import { list, plural, visible } from "./words.js";

const BUILTIN = "builtin";

/**
 * Starts dynaboot, by the policy of a file when one is named.
 *
 * @param {string | undefined} file
 * @returns {Promise<import("../index.js").Dynaboot>}
 */
export async function start(file) {
  return file === undefined ? load() : load({ policy: await readPolicy(file) });
}

/** @typedef {NonNullable<import("../index.js").Options["policy"]>} Policy */

/**
 * The policy of a file, when nothing is wrong with it.
 * @param {string} file
 * @returns {Promise<Policy>}
 */
export async function readPolicy(file) {
  const { value, find } = await open(file, { toml: true, what: "a policy is far smaller" });
  try {
    if (value === null || value === undefined) throw new Refusal(`${nameOf(file)}: it is empty; a policy has a name and a version`);
    const policy = /** @type {Policy} */ (value);
    await load({ policy });
    return policy;
  } catch (cause) {
    if (!(cause instanceof PolicyError)) throw cause;
    const lines = cause.mistakes.map(({ path, message }) => `${placeOf(file, find(path))}: ${visible(message)}`);
    throw new Refusal(lines.join("\n          "), { path: "", expected: "a policy", message: cause.message, mistakes: cause.mistakes });
  }
}

/**
 * @param {string[]} words
 * @param {{ format: string }} options
 * @returns {Promise<number>} The exit code.
 */
export async function policy([what, ...files], { format }) {
  /** @type {Record<string, (files: string[], format: string) => Promise<number>>} */
  const commands = { check: checkPolicy, diff: diffPolicies };
  if (!Object.hasOwn(commands, what)) {
    throw new Refusal(`there is no \`dynaboot policy ${visible(what)}\`; there are ${list(Object.keys(commands))}`);
  }
  return commands[what](files, format);
}

/**
 * @param {string[]} files
 * @param {string} format
 */
async function checkPolicy([file, ...more], format) {
  if (file === undefined || more.length > 0) throw new Refusal("`dynaboot policy check` takes one file");
  const dynaboot = await start(file);
  const { policy } = dynaboot.check({});
  const changes = dynaboot.differences(await load());
  if (format === "json") {
    process.stdout.write(`${JSON.stringify({ policy, differences: changes.length }, null, 2)}\n`);
    return 0;
  }
  const paint = paintFor(process.stdout);
  const lines = [
    `${paint.bold(`${nameOf(file)}: `)}${paint.green("a policy")}, ${visible(policy.name)} ${visible(policy.version)}`,
    `It differs from the built-in one at ${plural(changes.length, "place")}; to see them: dynaboot policy diff builtin ${nameOf(file)}`,
    ...policy.off.map(({ rule, reason }) => `Switched off: ${rule}, ${visible(reason)}`),
    paint.dim(`Digest: ${policy.digest}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}

/**
 * @param {string[]} files
 * @param {string} format
 */
async function diffPolicies(files, format) {
  if (files.length !== 2) throw new Refusal("`dynaboot policy diff` takes two policies: files, or `builtin`");
  const [one, other] = await Promise.all(files.map((file) => start(file === BUILTIN ? undefined : file)));
  const differences = other.differences(one);
  if (format === "json") {
    process.stdout.write(`${JSON.stringify(differences, null, 2)}\n`);
    return 0;
  }
  const paint = paintFor(process.stdout);
  /**
   * @param {string} sign
   * @param {unknown} value
   */
  const line = (sign, value) => (value === undefined ? [] : [`  ${sign} ${visible(JSON.stringify(value))}`]);
  for (const { at, from, to } of differences) {
    const lines = [paint.bold(visible(at)), ...line("-", from).map(paint.red), ...line("+", to).map(paint.green)];
    process.stdout.write(`${lines.join("\n")}\n`);
  }
  if (differences.length === 0) process.stdout.write("They say the same.\n");
  return 0;
}
