// What every entry gives: `load`, `loadSync` and the errors. Entries differ only in where the module comes from.

import { DynabootError, PolicyError } from "./errors.js";
import { fileOf, readFile, refuseSignature } from "./input/file.js";
import * as border from "./generated/dynaboot.js";
import { CHOICES, EXPECTED, POLICY, read, refusal, rowAt, rowsOf } from "./input/plain.js";

export { DynabootError, PolicyError };

/**
 * Makes an entry's `load`. The module is started once; after a start that failed, the next `load` tries again.
 *
 * @param {() => unknown} instantiate Has the module instantiated.
 * @returns {(options?: import("./index.js").Options) => Promise<import("./index.js").Dynaboot>}
 */
export function loader(instantiate) {
  let starting;
  return async function load(options) {
    const policy = policyOf(options);
    if (!engine.started) {
      starting ??= instantiate();
      try {
        await starting;
      } finally {
        starting = undefined;
      }
      // A `loadSync` meanwhile may have been given up for this start.
      if (engine.started) engine.instance++;
      else begin();
    }
    return faceFor(policy);
  };
}

/**
 * Makes an entry's `loadSync`.
 *
 * @param {() => unknown} instantiate Has the module instantiated at once.
 * @returns {(options?: import("./index.js").Options) => import("./index.js").Dynaboot}
 */
export function syncLoader(instantiate) {
  return function loadSync(options) {
    const policy = policyOf(options);
    if (!engine.started) {
      instantiate();
      begin();
    }
    return faceFor(policy);
  };
}

/**
 * The policy that is asked for: an object, or a file, which is copied at once.
 *
 * @typedef {{ policy?: object, file?: import("./input/file.js").PolicyFile }} Asked
 *
 * @param {import("./index.js").Options} [options]
 * @returns {Asked}
 */
function policyOf(options) {
  const { policy, policyBytes, signature, publicKey, ...rest } = options ?? {};
  const [unknown] = Object.keys(rest);
  // To ignore an option would be to answer by something else than was asked for.
  if (unknown !== undefined) throw new TypeError(`load does not know the option \`${unknown}\`: it takes ${KNOWN}`);
  const signed = { signature: signature ?? undefined, publicKey: publicKey ?? undefined };
  if (policyBytes === undefined || policyBytes === null) {
    refuseSignature(signed, policy ? "one for a policy without bytes" : "one without a policy");
    return { policy: policy ?? undefined };
  }
  if (policy !== undefined && policy !== null) {
    throw new DynabootError(refusal({ path: "policyBytes", found: "a policy beside it" }, "one of `policy` and `policyBytes`"));
  }
  return { file: fileOf({ policyBytes, ...signed }) };
}

const KNOWN = "`policy`, or `policyBytes` with `signature` and `publicKey`";

/** The module, and what there is to know about it. */
const engine = {
  started: false,
  /** Which instance of it answers. */
  instance: 0,
  /** Whether a call is under way: a getter in its input could call again. */
  busy: false,
  /** Whether its memory cannot be relied on any more. */
  suspect: false,
  /** @type {import("./index.js").Dynaboot | undefined} The face for the built-in policy, once somebody has asked for it. */
  builtin: undefined,
};

function begin() {
  border.start();
  engine.started = true;
}

const BUILTIN = 0;

/** @param {Asked} asked */
function faceFor({ policy, file }) {
  if (policy === undefined && file === undefined) return (engine.builtin ??= face(() => BUILTIN));
  return faceBy(file ? readFile(file, verify) : policy);
}

/**
 * Verifies a signature; the module has to be started.
 *
 * @type {import("./input/file.js").Verify}
 * @throws {DynabootError} It does not hold.
 */
export function verify(bytes, signature, publicKey) {
  guarded(() => {
    try {
      border.verifyPolicy(bytes, signature, publicKey);
    } catch (thrown) {
      if (thrown instanceof Error) throw thrown;
      throw new DynabootError(/** @type {import("./generated/dynaboot.js").ShapeError} */ (thrown));
    }
  });
}

/** @param {unknown} policy */
function faceBy(policy) {
  const { text, odd } = read(policy, POLICY);
  if (odd) throw new PolicyError([refusal(odd, EXPECTED)]);
  return loaded(text);
}

/**
 * A face for an organisation's policy. It is kept as text: when a trap costs the instance, the next one loads it again.
 * @param {string} text
 */
function loaded(text) {
  /** @type {{ number: number, instance?: number }} */
  const handle = { number: NaN };
  const number = () => {
    if (handle.instance !== engine.instance) {
      handle.number = mistakesOf(() => border.loadPolicy(text));
      handle.instance = engine.instance;
    }
    return handle.number;
  };
  guarded(number);
  const made = face(number, text);
  forgotten.register(made, handle);
  return made;
}

/** A face that nobody has any more: its policy can go. Older Workers are never told, and end sooner than that matters. */
const forgotten = globalThis.FinalizationRegistry
  ? new FinalizationRegistry((handle) => {
      if (handle.instance === engine.instance) border.dropPolicy(handle.number);
    })
  : { register() {} };

/**
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
function mistakesOf(call) {
  try {
    return call();
  } catch (thrown) {
    throw Array.isArray(thrown) ? new PolicyError(thrown) : thrown;
  }
}

/** @typedef {import("./index.js").Answer} Answer */

/** The texts of the policies that faces answer by; `null` is the built-in one. */
const texts = new WeakMap();

/**
 * @param {() => number} number The policy's.
 * @param {string} text
 * @returns {import("./index.js").Dynaboot}
 */
function face(number, text = "null") {
  const made = Object.freeze(
    /** @type {import("./index.js").Dynaboot} */ ({
      assess: (choices) => /** @type {Answer} */ (ask(border.assess, number, choices, utcDate())),
      check: (choices) => ask(border.check, number, choices, utcDate()),
      assessAll: (list) => askAll(number, list),
      alternatives: (choices) => ask(border.alternatives, number, choices, utcDate()),
      explain: (rule) => ask(border.explain, number, rule),
      matrix: (agent) => ask(border.matrix, number, agent ?? null),
      calendar: (agent, from) => ask(border.calendar, number, { agent, from }, utcDate()),
      probe: (system, agent) => ask(border.probe, number, system, named(agent)),
      readProbe: (line) => ask(border.readProbe, number, line),
      differences: (other) => differences(text, other),
    }),
  );
  texts.set(made, text);
  return made;
}

/**
 * @param {() => number} number
 * @param {unknown} list
 * @returns {import("./index.js").Row[]}
 */
function askAll(number, list) {
  const { length, refused } = rowsOf(list);
  if (refused) throw new DynabootError(refused);
  const today = utcDate();
  return Array.from({ length }, (_, index) => {
    const { row, refused } = rowAt(list, index);
    if (refused) return { error: refused };
    try {
      return /** @type {Answer} */ (ask(border.assess, number, row, today));
    } catch (cause) {
      if (!(cause instanceof DynabootError)) throw cause;
      const { path, expected, didYouMean, message } = cause;
      return { error: didYouMean === undefined ? { path, expected, message } : { path, expected, didYouMean, message } };
    }
  });
}

/**
 * @param {string} text
 * @param {import("./index.js").Dynaboot} other
 */
function differences(text, other) {
  const base = texts.get(other);
  if (base === undefined) throw new TypeError("differences needs what another `load` gave");
  return guarded(() => mistakesOf(() => border.diffPolicies(base, text)));
}

/**
 * Asks, and says of what cannot be asked what is wrong: the types know best what was expected where an odd thing stands.
 *
 * @template T
 * @template {unknown[]} More
 * @param {(number: number, text: string, ...more: More) => T} asked
 * @param {() => number} number
 * @param {unknown} value
 * @param {More} more
 * @returns {T}
 */
function ask(asked, number, value, ...more) {
  return guarded(() => {
    const { text, odd } = read(value, CHOICES);
    let answer;
    try {
      answer = asked(number(), text, ...more);
    } catch (thrown) {
      // What the border refuses on purpose is no error of its own.
      if (thrown instanceof Error) throw thrown;
      const refused = /** @type {import("./generated/dynaboot.js").ShapeError} */ (thrown);
      const better = odd && odd.path === refused.path && refused.didYouMean === undefined;
      throw new DynabootError(better ? refusal(odd, refused.expected) : refused);
    }
    if (odd) throw new DynabootError(refusal(odd, EXPECTED));
    return answer;
  });
}

/**
 * An agent's name as the border reads it, which says what is no name.
 *
 * @param {unknown} agent
 */
function named(agent) {
  const { text, odd } = guarded(() => read(agent ?? null, CHOICES));
  if (odd) throw new DynabootError(refusal({ ...odd, path: "agent" }, "a string"));
  return text;
}

const FAULT =
  "dynaboot stopped on a fault of its own; the next call starts it afresh; please report this with the choices, without secrets";

/**
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
function guarded(call) {
  if (engine.busy) throw new Error("dynaboot cannot be called by the input that it is reading");
  engine.busy = true;
  try {
    if (engine.suspect) renew();
    return call();
  } catch (thrown) {
    if (thrown instanceof DynabootError) throw thrown;
    // Nobody meant it.
    engine.suspect = true;
    throw new Error(FAULT, { cause: thrown });
  } finally {
    engine.busy = false;
  }
}

/** Starts the module again. Nothing is passed meanwhile: arguments would still go to the memory that is given up. */
function renew() {
  border.renew();
  border.start();
  engine.instance++;
  engine.suspect = false;
}

const utcDate = () => new Date().toISOString().slice(0, 10);
