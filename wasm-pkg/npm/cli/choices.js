// Choices in a file: read, placed and checked for shape.

import { isScalar } from "yaml";

import { DynabootError } from "../node.js";
import { nameOf, open, placeOf } from "./document.js";
import { Refusal } from "./refusal.js";
import { visible } from "./words.js";

/**
 * Reads a file and asks about it.
 *
 * @template T
 * @param {string} file Its name, or - for standard input.
 * @param {string | undefined} today Beats the file's own.
 * @param {(choices: object, find: (path: string) => import("./document.js").Place | undefined) => T} ask
 * @returns {Promise<T>}
 */
export async function askAbout(file, today, ask) {
  const { value, find } = await open(file, { what: "choices are a page at most" });
  if (value === null) {
    const message = "it is empty; write what you have, such as `cloud: aws`";
    throw new Refusal(`${nameOf(file)}: ${message}`, { path: "", expected: "an object of choices", message });
  }
  const asked = today !== undefined && typeof value === "object" && !Array.isArray(value);
  const choices = /** @type {object} */ (asked ? { ...value, today } : value);
  try {
    return ask(choices, find);
  } catch (cause) {
    if (!(cause instanceof DynabootError)) throw cause;
    if (asked && cause.path === "today") throw new Refusal(`--${cause.message}`, told(cause));
    const place = find(cause.path);
    const advice = [
      cause.didYouMean && cause.expected && `expected ${cause.expected}`,
      place && remedy(choices, place, cause, (other) => ask(other, find)),
    ];
    const sentence = [cause.message, ...advice.filter(Boolean)].map(visible).join("\n  ");
    throw new Refusal(`${placeOf(file, place)}: ${sentence}`, told(cause), place);
  }
}

/** @param {DynabootError} error */
const told = ({ path, expected, didYouMean, message }) => ({ path, expected, didYouMean, message });

export { nameOf };

/**
 * What YAML took for something else than was meant, if the other reading is one that fits.
 * @param {object} choices
 * @param {import("./document.js").Place} place
 * @param {DynabootError} error
 * @param {(choices: object) => unknown} ask
 */
function remedy(choices, { keys, node }, error, ask) {
  if (!isScalar(node)) return undefined;
  /** @param {unknown} value */
  const fits = (value) => {
    try {
      ask(changed(choices, keys, value));
      return true;
    } catch (cause) {
      return cause instanceof DynabootError && cause.path !== error.path;
    }
  };
  if (typeof node.value === "number" || typeof node.value === "boolean") {
    // What the message keeps to itself is a secret.
    if (!error.message.includes(`\`${node.value}\``)) return undefined;
    return fits(node.source) ? `in quotes it is text: "${node.source}"` : undefined;
  }
  const meant = { yes: true, on: true, y: true, no: false, off: false, n: false }[String(node.value).toLowerCase()];
  return meant !== undefined && fits(meant) ? `write ${meant}; only true and false are not text` : undefined;
}

/**
 * @param {any} value
 * @param {string[]} path
 * @param {unknown} to
 */
function changed(value, [key, ...keys], to) {
  if (key === undefined) return to;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = changed(copy[key], keys, to);
  return copy;
}
