// What is thrown when an input cannot be.

/** Something that an input cannot be: an unknown field, a wrong type, an id that nobody knows. */
export class DynabootError extends Error {
  /** @param {import("./generated/dynaboot.js").ShapeError} error */
  constructor({ path, expected, didYouMean, message }) {
    super(message);
    this.path = path;
    this.expected = expected;
    this.didYouMean = didYouMean;
  }
}
name(DynabootError, "DynabootError");

/** A policy that is wrong somewhere, and so is refused whole: the first mistake, and the list of all. */
export class PolicyError extends DynabootError {
  /** @param {import("./generated/dynaboot.js").ShapeError[]} mistakes */
  constructor(mistakes) {
    const [first, ...others] = mistakes;
    super({ ...first, message: first.message + (others.length > 0 ? ` (and ${others.length} more, see \`mistakes\`)` : "") });
    this.mistakes = mistakes;
  }
}
name(PolicyError, "PolicyError");

/**
 * @param {Function} type
 * @param {string} value
 */
function name(type, value) {
  Object.defineProperty(type.prototype, "name", { value, configurable: true, writable: true });
}
