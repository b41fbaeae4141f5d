// What a page gave its planner, as the text that crosses to it: bounded, and safe against getters, proxies and cycles.

import { DynabootError } from "../errors.js";
import { CHOICES, EXPECTED, read, refusal } from "../input/plain.js";

const LISTS = ["fixedFields", "hiddenFields"];
const WORDS = ["view", "theme", "today"];

/**
 * @param {Record<string, unknown>} given By the names of properties; `choices` and the lists may be texts of attributes.
 * @returns {string}
 * @throws {DynabootError} Something that has not the shape of its property.
 */
export function settingsText(given) {
  const parts = [`"anew":${given.anew === true}`];
  if (given.choices !== undefined) parts.push(`"choices":${choicesText(given.choices)}`);
  if (given.entered !== undefined) parts.push(`"entered":${given.entered}`);
  for (const name of LISTS) if (given[name] !== undefined) parts.push(`"${name}":${JSON.stringify(paths(name, given[name]))}`);
  for (const name of WORDS) if (given[name] !== undefined) parts.push(`"${name}":${JSON.stringify(String(given[name]))}`);
  return `{${parts.join()}}`;
}

/**
 * Choices as a text that is the same for equal ones; nothing for what cannot be choices.
 * @param {unknown} choices
 */
export function plainText(choices) {
  try {
    return choicesText(choices);
  } catch {
    return undefined;
  }
}

/** @param {unknown} choices */
function choicesText(choices) {
  const { text, odd } = read(typeof choices === "string" ? parsed(choices) : choices, CHOICES);
  if (odd) throw new DynabootError(refusal({ ...odd, path: ["choices", odd.path].filter(Boolean).join(".") }, EXPECTED));
  return text;
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const found = `text that is no JSON (${/** @type {Error} */ (cause).message})`;
    throw new DynabootError(refusal({ path: "choices", found }, 'JSON, such as `{ "cloud": "aws" }`'));
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {string[]}
 */
function paths(name, value) {
  if (typeof value === "string") return value.split(/\s+/).filter(Boolean);
  const { text, odd } = read(value, CHOICES);
  const list = odd ? undefined : JSON.parse(text);
  if (Array.isArray(list) && list.every((path) => typeof path === "string")) return list;
  throw new DynabootError(refusal({ path: name, found: "something else" }, "a list of the paths of fields"));
}
