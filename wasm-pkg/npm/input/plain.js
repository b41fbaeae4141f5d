// JSON out of whatever a script passes: bounded, and safe against getters, proxies and cycles. `JSON.stringify` would
// make text of a Date, nothing of a function, and call what it finds.

/** How much there may be: nesting, values in all, and letters of all texts together, in UTF-16 units. */
export const CHOICES = { deepest: 16, values: 10_000, units: 2 ** 20 };
export const POLICY = { deepest: 16, values: 200_000, units: 2 ** 22 };
const MOST_ROWS = 100_000;

/** What a value must be when its place says no more. */
export const EXPECTED = "text, true, false, null, a list or a plain object";
const UNREADABLE = "something that cannot be read";
/** What stands for an odd thing: a number, which no choice is, and no key. */
const ODD = "0";

/** @typedef {import("../generated/dynaboot.js").ShapeError} ShapeError */

/**
 * Something that is not plain, or that goes beyond a limit, and where.
 * @typedef {{ path: string, found: string, limit?: string }} Odd
 */

/**
 * Reads a value. For each odd thing in it a number stands.
 *
 * @param {unknown} value
 * @param {typeof CHOICES} limits
 * @returns {{ text: string, odd?: Odd }}
 */
export function read(value, limits) {
  const walk = new Walk(limits);
  const text = walk.value(value);
  return { text, odd: walk.odd };
}

/**
 * The rows of a list, each to be read when it is asked for.
 *
 * @param {unknown} list
 * @returns {{ length: number, refused?: undefined } | { length?: undefined, refused: ShapeError }}
 */
export function rowsOf(list) {
  const expected = `a list of at most ${MOST_ROWS} choices`;
  if (!isList(list)) return { refused: refusal({ path: "", found: describe(list) }, expected) };
  const length = lengthOf(list);
  return length === undefined || length > MOST_ROWS ? { refused: refusal({ path: "", found: "a longer one" }, expected) } : { length };
}

/**
 * A row of a list, or what is wrong when it cannot be had.
 * @param {any} list
 * @param {number} index
 * @returns {{ row?: unknown, refused?: ShapeError }}
 */
export function rowAt(list, index) {
  try {
    return { row: list[index] };
  } catch {
    return { refused: refusal({ path: "", found: UNREADABLE }, "an object of choices") };
  }
}

/**
 * What is wrong, as the border says it. A limit knows better than `expected` what belongs there.
 * @param {Odd} odd
 * @param {string} expected
 * @returns {ShapeError}
 */
export function refusal({ path, found, limit }, expected) {
  const wanted = limit ?? expected;
  return { path, expected: wanted, message: `${path && `${path}: `}found ${found}, expected ${wanted}` };
}

class Walk {
  /** @type {Odd | undefined} */
  odd;
  /** @type {(string | number)[]} */
  #path = [];
  #values = 0;
  #units = 0;
  /** Whether a limit is reached: nothing more is read. */
  #full = false;
  #limits;

  /** @param {typeof CHOICES} limits */
  constructor(limits) {
    this.#limits = limits;
  }

  /**
   * @param {unknown} value
   * @returns {string}
   */
  value(value) {
    this.#values++;
    const { values, deepest } = this.#limits;
    if (this.#values > values) return this.#stop("too many values", `at most ${values} in all`);
    switch (typeof value) {
      case "string":
        return this.#text(value);
      case "boolean":
        return String(value);
      case "number":
        // Minus nothing is nothing.
        return Number.isFinite(value) ? String(value) : this.#strange(`the number \`${value}\``);
      case "object":
        break;
      default:
        return this.#strange(describe(value));
    }
    if (value === null) return "null";
    if (this.#path.length >= deepest) return this.#strange(`something nested more than ${deepest} levels deep`);
    let list;
    try {
      list = Array.isArray(value);
    } catch {
      return this.#strange(UNREADABLE);
    }
    if (list) return this.#list(/** @type {unknown[]} */ (value));
    return isPlain(value) ? this.#object(value) : this.#strange(describe(value));
  }

  /** @param {string} text */
  #text(text) {
    this.#units += text.length;
    const { units } = this.#limits;
    if (this.#units > units) return this.#stop("too much text", `at most ${units} characters in all`);
    // Half a surrogate pair could not be told from a replacement character.
    return isUnicode(text) ? JSON.stringify(text) : this.#strange("text that is not Unicode");
  }

  /** @param {unknown[]} list */
  #list(list) {
    const length = lengthOf(list);
    if (length === undefined) return this.#strange(UNREADABLE);
    const items = [];
    for (let index = 0; index < length && !this.#full; index++) items.push(this.#at(list, index));
    return `[${items.join()}]`;
  }

  /** @param {object} object */
  #object(object) {
    let keys;
    try {
      keys = Object.keys(object);
    } catch {
      return this.#strange(UNREADABLE);
    }
    const entries = [];
    for (const key of keys) {
      const name = this.#text(key);
      if (name === ODD) break;
      const value = this.#at(object, key);
      // What is undefined is left out.
      if (value !== undefined) entries.push(`${name}:${value}`);
      if (this.#full) break;
    }
    return `{${entries.join()}}`;
  }

  /**
   * What stands there; nothing for what an object leaves out.
   * @param {any} holder
   * @param {string | number} key
   */
  #at(holder, key) {
    this.#path.push(key);
    let value;
    let got = true;
    try {
      value = holder[key];
    } catch {
      got = false;
    }
    let text;
    if (!got) text = this.#strange(UNREADABLE);
    else if (value !== undefined || typeof key === "number") text = this.value(value);
    this.#path.pop();
    return text;
  }

  /**
   * @param {string} found
   * @param {string} [limit]
   */
  #strange(found, limit) {
    this.odd ??= { path: this.#path.join("."), found, limit };
    return ODD;
  }

  /**
   * @param {string} found
   * @param {string} limit
   */
  #stop(found, limit) {
    this.#full = true;
    return this.#strange(found, limit);
  }
}

/** @param {string} text */
const isUnicode = (text) => text.isWellFormed?.() ?? !/\p{Surrogate}/u.test(text);

/**
 * @param {unknown} value
 * @returns {value is unknown[]}
 */
function isList(value) {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * The length of a list; nothing when it cannot be told, which only a proxy can bring about.
 * @param {unknown[]} list
 */
function lengthOf(list) {
  try {
    const { length } = list;
    return Number.isInteger(length) && length >= 0 && length < 2 ** 32 ? length : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether it is an object of no class, of this realm or another.
 * @param {object} object
 */
function isPlain(object) {
  try {
    const parent = Object.getPrototypeOf(object);
    return parent === null || Object.getPrototypeOf(parent) === null;
  } catch {
    return false;
  }
}

/**
 * What something is, in words that repeat nothing of its content.
 * @param {unknown} value
 */
function describe(value) {
  if (value === undefined || value === null) return String(value);
  if (typeof value !== "object") return `a ${typeof value}`;
  let name;
  try {
    name = Object.prototype.toString.call(value).slice("[object ".length, -1);
  } catch {
    return UNREADABLE;
  }
  if (name === "Object") return "an object of a class";
  if (name === "Array") return "a list";
  if (!/^[A-Za-z0-9]{1,30}$/.test(name)) return UNREADABLE;
  return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
}
