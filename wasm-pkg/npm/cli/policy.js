// Organisations' policies: `--policy`, `dynaboot policy check` and `dynaboot policy diff`.

import { verify } from "../face.js";
import { DynabootError, load, PolicyError } from "../node.js";
import { bytesOf, nameOf, open, placeOf } from "./document.js";
import { paintFor } from "./paint.js";
import { jsonText, pasted } from "./safe.js";
import { Refusal } from "./refusal.js";
import { tellRecipe } from "./tell.js";
import { list, plural, visible } from "./words.js";

const BUILTIN = "builtin";

/** @import { PolicyFile } from "./options.js" */

/**
 * Starts dynaboot, by the policy of a file when one is named.
 *
 * @param {PolicyFile | undefined} policy
 * @returns {Promise<import("../index.js").Dynaboot>}
 */
export async function start(policy) {
  return policy === undefined ? load() : load({ policy: await readPolicy(policy) });
}

/** @typedef {NonNullable<import("../index.js").Options["policy"]>} Policy */

/**
 * The policy of a file, when nothing is wrong with it.
 * @param {PolicyFile} given
 * @returns {Promise<Policy>}
 */
export async function readPolicy({ file, key }) {
  const verify = key === undefined ? undefined : await verifier(file, key);
  const { value, find } = await open(file, { toml: true, what: "a policy is far smaller", verify });
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
 * What verifies the bytes of a file, whatever form it has.
 * @param {string} file
 * @param {string} key
 * @returns {Promise<(bytes: Uint8Array) => void>}
 */
async function verifier(file, key) {
  if (file === "-") throw new Refusal("`--policy-key` needs a policy in a file, since its signature lies beside it");
  const name = `${file}.minisig`;
  const [signature, publicKey] = await Promise.all([textOf(name), KEY.test(key) ? key : textOf(key)]);
  await load();
  return (bytes) => {
    try {
      verify(bytes, signature, publicKey);
    } catch (cause) {
      if (!(cause instanceof DynabootError)) throw cause;
      const { path, expected, message } = cause;
      throw new Refusal(`${nameOf(name)}: ${visible(message)}`, { path, expected, message });
    }
  };
}

/** A key of minisign in its line of Base64. */
const KEY = /^RW[\w+/]{54}$/;

/** @param {string} file */
async function textOf(file) {
  return (await bytesOf(file)).toString("utf8");
}

/**
 * @param {string[]} words
 * @param {{ format: string, "policy-key"?: string }} options
 * @returns {Promise<number>} The exit code.
 */
export async function policy([what, ...files], { format, "policy-key": key }) {
  /** @type {Record<string, (files: string[], format: string, key?: string) => Promise<number>>} */
  const commands = { check: checkPolicy, diff: diffPolicies };
  if (!Object.hasOwn(commands, what)) {
    throw new Refusal(`there is no \`dynaboot policy ${visible(what)}\`; there are ${list(Object.keys(commands))}`);
  }
  return commands[what](files, format, key);
}

/**
 * @param {string[]} files
 * @param {string} format
 * @param {string} [key]
 */
async function checkPolicy([file, ...more], format, key) {
  if (file === undefined || more.length > 0) throw new Refusal("`dynaboot policy check` takes one file");
  const dynaboot = await start({ file, key });
  const { policy } = dynaboot.check({});
  const changes = dynaboot.differences(await load());
  // Both systems' recipes, since none is named.
  const ids = changes.flatMap(({ at }) => /^agents\.([^.]+)/.exec(at)?.[1] ?? []);
  const recipes = [...new Set(ids)].flatMap((id) => recipeOf(dynaboot, id));
  if (format === "json") {
    process.stdout.write(`${jsonText({ policy, differences: changes.length, recipes }, 2)}\n`);
    return 0;
  }
  const paint = paintFor(process.stdout);
  const lines = [
    `${paint.bold(`${nameOf(file)}: `)}${paint.green("a policy")}, ${visible(policy.name)} ${visible(policy.version)}`,
    `It differs from the built-in one at ${plural(changes.length, "place")}; to see them: dynaboot policy diff builtin ${pasted(file)}`,
    ...policy.off.map(({ rule, reason }) => `Switched off: ${rule}, ${visible(reason)}`),
    paint.dim(`Digest: ${policy.digest}`),
    ...recipes.flatMap((recipe) => ["", ...tellRecipe(recipe, paint, process.stdout.columns)]),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}

/**
 * The recipe of an agent that the policy has and that is not built in.
 * @param {import("../index.js").Dynaboot} dynaboot
 * @param {string} id
 */
function recipeOf(dynaboot, id) {
  try {
    return dynaboot.check({ agent: { id } }).recipe ?? [];
  } catch (cause) {
    // The policy took that agent away.
    if (cause instanceof DynabootError) return [];
    throw cause;
  }
}

/**
 * @param {string[]} files
 * @param {string} format
 * @param {string} [key]
 */
async function diffPolicies(files, format, key) {
  if (key !== undefined) throw new Refusal("`dynaboot policy diff` verifies no signature; `dynaboot policy check` does");
  if (files.length !== 2) throw new Refusal("`dynaboot policy diff` takes two policies: files, or `builtin`");
  const [one, other] = await Promise.all(files.map((file) => start(file === BUILTIN ? undefined : { file })));
  const differences = other.differences(one);
  if (format === "json") {
    process.stdout.write(`${jsonText(differences, 2)}\n`);
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
