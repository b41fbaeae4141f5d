// Files in YAML, JSON or TOML: read, understood, and every path in them found again by line and column.

import { constants } from "node:fs";
import { open as openFile } from "node:fs/promises";
import { parse as parseToml, TomlError } from "smol-toml";
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";

import { Refusal } from "./refusal.js";
import { visible } from "./words.js";

/** Far above any real file, far below what would hurt. */
const LARGEST = 4 * 1024 * 1024;
const MOST_LINES = 200_000;

/**
 * @typedef {object} Place
 * @property {string[]} keys The keys of the path that are there.
 * @property {import("yaml").Node | null} node The value.
 * @property {{ line: number, col: number }} start
 * @property {{ line: number, col: number }} end
 */

/**
 * Reads a file of choices or of a policy.
 *
 * @param {string} file Its name, or - for standard input.
 * @param {{ toml?: boolean, what: string, verify?: (bytes: Uint8Array) => void }} takes What it may be, how large it is as a rule, and
 *   what looks at its bytes before they are understood.
 * @returns {Promise<{ value: unknown, find: (path: string) => Place | undefined }>}
 */
export async function open(file, { toml = false, what, verify }) {
  const text = await read(file, what, verify);
  return toml && file.toLowerCase().endsWith(".toml") ? understandToml(file, text) : understandYaml(file, text);
}

/**
 * `file:line:column`, as far as it is known.
 * @param {string} file
 * @param {Place} [place]
 */
export function placeOf(file, place) {
  return place ? `${nameOf(file)}:${place.start.line}:${place.start.col}` : nameOf(file);
}

/**
 * The name for people.
 * @param {string} file
 */
export const nameOf = (file) => (file === "-" ? "standard input" : visible(file));

/**
 * The text of a file.
 * @param {string} file
 * @param {string} what
 * @param {(bytes: Uint8Array) => void} [verify]
 */
async function read(file, what, verify) {
  const bytes = await bytesOf(file);
  if (bytes.length > LARGEST) throw new Refusal(`${nameOf(file)}: it is larger than 4 MB; ${what}`);
  if (bytes.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 0) > MOST_LINES) {
    throw new Refusal(`${nameOf(file)}: it has more than ${MOST_LINES} lines; ${what}`);
  }
  verify?.(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`${nameOf(file)}: it is not UTF-8 text; save it as UTF-8`);
  }
}

/** Without waiting for who may write into a pipe. Windows has none of that. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * What is in a file or comes by standard input, and no more of it than shows that it is too large.
 * @param {string} file
 */
export async function bytesOf(file) {
  try {
    if (file === "-") return await beginning(process.stdin);
    // The file that is looked at is the one that is read, whatever its name means meanwhile.
    const handle = await openFile(file, READ_AT_ONCE);
    try {
      refuseUnlessFile(file, await handle.stat());
      return await beginning(handle.createReadStream({ end: LARGEST, autoClose: false }));
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw cause instanceof Refusal ? cause : unreadable(file, cause);
  }
}

/**
 * @param {AsyncIterable<Uint8Array>} stream
 * @returns {Promise<Buffer>}
 */
async function beginning(stream) {
  const parts = [];
  let length = 0;
  for await (const part of stream) {
    parts.push(part);
    length += part.length;
    if (length > LARGEST) break;
  }
  return Buffer.concat(parts);
}

/**
 * A device or a pipe may have no end, or never begin.
 *
 * @template {{ isFile(): boolean, isDirectory(): boolean }} S
 * @param {string} file
 * @param {S} status
 * @returns {S}
 */
export function refuseUnlessFile(file, status) {
  if (status.isDirectory()) throw unreadable(file, { code: "EISDIR" });
  if (!status.isFile()) throw new Refusal(`${nameOf(file)}: it is no regular file; give what it has by standard input: -`);
  return status;
}

/**
 * Why the system does not give a file.
 * @param {string} file
 * @param {unknown} cause
 */
export function unreadable(file, cause) {
  const { code = "", message } = /** @type {NodeJS.ErrnoException} */ (cause);
  /** @type {Record<string, string>} */
  const reasons = {
    ENOENT: "there is no such file",
    EISDIR: "it is a directory; name the files in it",
    EACCES: "it cannot be read: permission denied",
  };
  return new Refusal(`${nameOf(file)}: ${reasons[code] ?? `it cannot be read: ${message}`}`);
}

/**
 * JSON is YAML, so one reader knows the lines of both.
 * @param {string} file
 * @param {string} text
 */
function understandYaml(file, text) {
  const lines = new LineCounter();
  try {
    // That no key is there twice is looked at below: the reader itself would compare each with all before it.
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error", uniqueKeys: false });
    // A warning is about something that would be dropped.
    const [problem] = [...document.errors, ...document.warnings, ...givenTwice(document)];
    if (problem) throw new Refusal(`${at(file, lines, problem.pos[0])}: ${unread(problem, text)}`);
    return { value: document.toJS(), find: (/** @type {string} */ path) => find(document, lines, path) };
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(`${nameOf(file)}: ${unread(cause, text)}`);
  }
}

/**
 * The first key that its map has had already.
 * @param {import("yaml").Document} document
 * @returns {{ pos: [number], message: string, code?: string }[]}
 */
function givenTwice(document) {
  /** @type {{ pos: [number], message: string }[]} */
  const found = [];
  visit(document, {
    Map(_, map) {
      const keys = new Set();
      for (const { key } of map.items) {
        const word = isScalar(key) ? `${typeof key.value} ${key.value}` : key;
        if (keys.has(word) && isScalar(key)) {
          found.push({ pos: [key.range?.[0] ?? 0], message: "Map keys must be unique" });
          return visit.BREAK;
        }
        keys.add(word);
      }
      return undefined;
    },
  });
  return found;
}

/**
 * Why a text cannot be read, for the one whose file it is.
 * @param {any} cause
 * @param {string} text
 */
function unread(cause, text) {
  if (cause instanceof RangeError || cause.code === "RESOURCE_EXHAUSTION") return "it is nested too deeply";
  if (cause.code === "MULTIPLE_DOCS") return "here begins a second document; each needs a file of its own";
  // In a file with a password, the word that the reader stumbles over may be that.
  const reason = /password/i.test(text) ? cause.message.replace(REPEATED, "") : cause.message;
  return `it cannot be read as YAML or JSON: ${visible(reason)}`;
}

/** What the reader's messages repeat of a text: what follows a colon, an escape, a tag. */
const REPEATED = /(?<=\S): .*| \\.*| !\S*/gs;

/**
 * @param {string} file
 * @param {LineCounter} lines
 * @param {number | undefined} offset
 */
function at(file, lines, offset) {
  if (offset === undefined) return nameOf(file);
  const { line, col } = lines.linePos(offset);
  return `${nameOf(file)}:${line}:${col}`;
}

/**
 * Where a path stands in the document, or the nearest that is there around it.
 * @param {import("yaml").Document} document
 * @param {LineCounter} lines
 * @param {string} path
 * @returns {Place | undefined}
 */
function find(document, lines, path) {
  /** @type {any} */
  let node = document.contents;
  let offset = node?.range?.[0];
  let rest = path;
  const keys = [];
  while (rest !== "") {
    if (isAlias(node)) node = node.resolve(document);
    const next = step(node, rest);
    if (!next) break;
    keys.push(next.key);
    offset = next.offset ?? offset;
    rest = rest.slice(next.key.length + 1);
    node = next.node;
  }
  if (offset === undefined) return undefined;
  const [start, end] = [offset, node?.range?.[1] ?? offset].map((place) => lines.linePos(place));
  return { keys, node, start, end };
}

/**
 * @param {unknown} node
 * @param {string} rest
 * @returns {{ key: string, offset?: number, node: unknown } | undefined}
 */
function step(node, rest) {
  /** @param {string} key */
  const begins = (key) => rest === key || rest.startsWith(`${key}.`);
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => begins(String(key)));
    const key = /** @type {import("yaml").Node | undefined} */ (pair?.key);
    return pair && { key: String(key), offset: key?.range?.[0], node: pair.value };
  }
  if (isSeq(node)) {
    const [key] = rest.split(".");
    const item = /** @type {any} */ (node.items)[key];
    return item && { key, offset: item.range?.[0], node: item };
  }
  return undefined;
}

/**
 * TOML keeps no places once it is read; its own mistakes have theirs.
 * @param {string} file
 * @param {string} text
 */
function understandToml(file, text) {
  try {
    // A date of its own becomes text, as it is in JSON.
    const value = JSON.parse(JSON.stringify(parseToml(text), (_, value) => (value instanceof Date ? String(value) : value)));
    return { value, find: () => undefined };
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const [reason] = cause.message.split("\n");
    throw new Refusal(`${nameOf(file)}:${cause.line}:${cause.column}: it cannot be read as TOML: ${visible(reason)}`);
  }
}
