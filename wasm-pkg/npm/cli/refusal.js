// What the caller can mend: told in a sentence, without a stack.

import { DynabootError } from "../node.js";
import { visible } from "./words.js";

/**
 * What is wrong, as `--format json` tells it.
 * @typedef {import("../index.js").ShapeError & { mistakes?: readonly import("../index.js").ShapeError[] }} Wrong
 */

export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {Wrong} [error]
   * @param {import("./document.js").Place} [place] Where in the file.
   */
  constructor(message, error = { path: "", expected: "", message }, place) {
    super(message);
    this.error = error;
    this.place = place;
  }
}

/**
 * Asks by what the command line says itself.
 *
 * @template T
 * @param {() => T} ask
 * @returns {T}
 */
export function known(ask) {
  try {
    return ask();
  } catch (cause) {
    // A path is an option's, since what is asked by has no other.
    if (cause instanceof DynabootError) throw new Refusal(`${cause.path && "--"}${visible(cause.message)}`);
    throw cause;
  }
}
