// What the caller can mend: told in a sentence, without a stack.

export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {object} [error] What is wrong, as `--format json` tells it.
   */
  constructor(message, error = { path: "", expected: "", message }) {
    super(message);
    this.error = error;
  }
}
