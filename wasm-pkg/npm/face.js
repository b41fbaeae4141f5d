// What every entry gives: `load`, and the errors. Entries differ only in where the module comes from.

import * as border from "./generated/dynaboot.js";

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
Object.defineProperty(DynabootError.prototype, "name", { value: "DynabootError", configurable: true, writable: true });

/**
 * Makes an entry's `load`. The module is started once; after a start that failed, the next `load` tries again.
 *
 * @param {() => unknown} instantiate Has the module instantiated.
 * @returns {(options?: object) => Promise<import("./index.js").Dynaboot>}
 */
export function faceOf(instantiate) {
  let started;
  return async function load(options) {
    const [unknown] = Object.keys(options ?? {});
    if (unknown !== undefined) {
      // To ignore a policy would be to answer by another one.
      throw new TypeError(`load does not know the option \`${unknown}\` in this version`);
    }
    started ??= start(instantiate);
    try {
      await started;
    } catch (cause) {
      started = undefined;
      throw cause;
    }
    return face;
  };
}

async function start(instantiate) {
  await instantiate();
  border.start();
}

const face = Object.freeze({
  assess: (choices) => call(border.assess, choices, utcDate()),
  check: (choices) => call(border.check, choices, utcDate()),
  assessAll: (list) => call(border.assessAll, list, utcDate()),
  alternatives: (choices) => call(border.alternatives, choices, utcDate()),
  explain: (rule) => call(border.explain, rule),
  matrix: (agent) => call(border.matrix, agent),
});

const FAULT =
  "dynaboot stopped on a fault of its own; the next call starts it afresh; please report this with the choices, without secrets";

/** Whether a call is under way: a getter in its input could call again, and must not see the module half-way. */
let inside = false;
/** Whether the module's memory cannot be relied on any more. */
let suspect = false;

function call(ask, ...input) {
  if (inside) throw new Error("dynaboot cannot be called by the input that it is reading");
  inside = true;
  try {
    if (suspect) renew();
    return ask(...input);
  } catch (thrown) {
    // What the border refuses on purpose says what it expected; anything else nobody meant.
    if (typeof thrown?.expected === "string") throw new DynabootError(thrown);
    suspect = true;
    throw new Error(FAULT, { cause: thrown });
  } finally {
    inside = false;
  }
}

/** Starts the module again. Nothing is passed meanwhile: arguments would still go to the memory that is given up. */
function renew() {
  border.renew();
  border.start();
  suspect = false;
}

const utcDate = () => new Date().toISOString().slice(0, 10);
