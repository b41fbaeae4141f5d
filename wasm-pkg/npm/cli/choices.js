// Choices in a file: read, placed and checked for shape.

import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

import { DynabootError } from "../index.js";
import { Refusal } from "./refusal.js";
import { visible } from "./words.js";

/** Far above any real file, far below what would hurt. */
const LARGEST = 4 * 1024 * 1024;

/**
 * Reads a file and asks about it.
 *
 * @template T
 * @param {string} file Its name, or - for standard input.
 * @param {string | undefined} today Beats the file's own.
 * @param {(choices: object) => T} ask
 * @returns {Promise<T>}
 */
export async function askAbout(file, today, ask) {
  const { value, document, lines } = understand(file, await read(file));
  const asked = today !== undefined && value !== null && typeof value === "object" && !Array.isArray(value);
  const choices = asked ? { ...value, today } : value;
  try {
    return ask(choices);
  } catch (cause) {
    if (!(cause instanceof DynabootError)) throw cause;
    if (asked && cause.path === "today") throw new Refusal(`--${cause.message}`, told(cause));
    const place = find(document, cause.path);
    const advice = [
      cause.didYouMean && cause.expected && `expected ${cause.expected}`,
      place && remedy(choices, place, cause, ask),
    ];
    const sentence = [cause.message, ...advice.filter(Boolean)].map(visible).join("\n  ");
    throw new Refusal(`${at(file, lines, place?.offset)}: ${sentence}`, told(cause));
  }
}

const told = ({ path, expected, didYouMean, message }) => ({ path, expected, didYouMean, message });

/** The name for people. */
export const nameOf = (file) => (file === "-" ? "standard input" : visible(file));

async function read(file) {
  let bytes;
  try {
    bytes = file === "-" ? await buffer(process.stdin) : await readFile(file);
  } catch (cause) {
    const reasons = {
      ENOENT: "there is no such file",
      EISDIR: "it is a directory; name the files in it",
      EACCES: "it cannot be read: permission denied",
    };
    throw new Refusal(`${nameOf(file)}: ${reasons[cause.code] ?? `it cannot be read: ${cause.message}`}`);
  }
  if (bytes.length > LARGEST) throw new Refusal(`${nameOf(file)}: it is larger than 4 MB; choices are a page at most`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`${nameOf(file)}: it is not UTF-8 text; save it as UTF-8`);
  }
}

/** JSON is YAML, so one reader knows the lines of both. */
function understand(file, text) {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    // A warning is about something that would be dropped.
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) {
      throw new Refusal(`${at(file, lines, problem.pos[0])}: it cannot be read as YAML or JSON: ${visible(problem.message)}`);
    }
    return { value: document.toJS(), document, lines };
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    const reason = cause instanceof RangeError ? "it is nested too deeply" : visible(cause.message);
    throw new Refusal(`${nameOf(file)}: it cannot be read as YAML or JSON: ${reason}`);
  }
}

function at(file, lines, offset) {
  if (offset === undefined) return nameOf(file);
  const { line, col } = lines.linePos(offset);
  return `${nameOf(file)}:${line}:${col}`;
}

/** Where a path of the choices stands in the document: its keys, its offset, its value's node. */
function find(document, path) {
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
  return offset === undefined ? undefined : { keys, offset, node };
}

function step(node, rest) {
  const begins = (key) => rest === key || rest.startsWith(`${key}.`);
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => begins(String(key)));
    return pair && { key: String(pair.key), offset: pair.key?.range?.[0], node: pair.value };
  }
  if (isSeq(node)) {
    const [key] = rest.split(".");
    const item = node.items[key];
    return item && { key, offset: item.range?.[0], node: item };
  }
  return undefined;
}

/** What YAML took for something else than was meant, if the other reading is one that fits. */
function remedy(choices, { keys, node }, error, ask) {
  if (!isScalar(node)) return undefined;
  const fits = (value) => {
    try {
      ask(changed(choices, keys, value));
      return true;
    } catch (cause) {
      return cause instanceof DynabootError && cause.path !== error.path;
    }
  };
  if (typeof node.value === "number" || typeof node.value === "boolean") {
    return fits(node.source) ? `in quotes it is text: "${node.source}"` : undefined;
  }
  const meant = { yes: true, on: true, y: true, no: false, off: false, n: false }[String(node.value).toLowerCase()];
  return meant !== undefined && fits(meant) ? `write ${meant}; only true and false are not text` : undefined;
}

function changed(value, [key, ...keys], to) {
  if (key === undefined) return to;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = changed(copy[key], keys, to);
  return copy;
}
