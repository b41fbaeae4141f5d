// What the caller can mend: told in a sentence, without a stack.

import { DynabootError } from "../node.js";
import { visible } from "./words.js";

export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {object} [error] What is wrong, as `--format json` tells it.
   * @param {import("./document.js").Place} [place] Where in the file.
   */
  constructor(message, error = { path: "", expected: "", message }, place) {
    super(message);
    this.error = error;
    this.place = place;
  }
}

/**
 * Asks by a name from the command line.
 *
 * @template T
 * @param {() => T} ask
 * @returns {T}
 */
export function known(ask) {
  try {
    return ask();
  } catch (cause) {
    if (cause instanceof DynabootError) throw new Refusal(visible(cause.message));
    throw cause;
  }
}
