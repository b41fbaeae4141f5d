// Makes a module of what `cargo xtask build` packed: numbers of one kind stand together there, compressed and as letters.

import { expand } from "./expand.js";

/**
 * @typedef {object} Packed
 * @property {number} size How long the module is.
 * @property {number[]} lengths How long each stream is.
 * @property {Record<number, number[][]>} codes For a code its bytes, and the streams where its numbers are.
 * @property {string} text
 */

/** @typedef {{ bytes: Uint8Array, at: number }} Stream */

const BLOCK = 2;
const IF = 4;
const END = 11;
// The streams that are more than numbers. What stands behind a rare operation has its length before it.
const HEAD = 0;
const TAIL = 1;
const REST = 15;
const CODES = 16;
const LOCALS = 17;

/**
 * @param {Packed} packed
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function unpack({ size, lengths, codes, text }) {
  const whole = expand(
    bytesOf(text),
    lengths.reduce((sum, length) => sum + length, 0),
  );
  let from = 0;
  /** @type {Stream[]} */
  const streams = lengths.map((length) => ({ bytes: whole.subarray(from, (from += length)), at: 0 }));
  const head = streams[HEAD];
  const tail = streams[TAIL];
  const operations = streams[CODES];
  const locals = streams[LOCALS];
  const table = Array.from({ length: 256 }, (_, code) => codes[code] ?? [[code], []]);
  const module = new Uint8Array(size);
  module.set(head.bytes);
  let end = head.bytes.length;
  // A function, whose length has to stand before it.
  const body = new Uint8Array(size);
  let length = 0;
  /** @param {Stream} stream */
  const copy = (stream) => {
    let number = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = stream.bytes[stream.at++];
      body[length++] = byte;
      number |= (byte & 127) << shift;
      more = byte > 127;
    }
    return number;
  };
  /** @param {Stream} stream */
  const copyRest = (stream) => {
    const start = length;
    const count = copy(stream);
    body.set(stream.bytes.subarray(stream.at, (stream.at += count)), start);
    length = start + count;
  };
  while (operations.at < operations.bytes.length) {
    length = 0;
    for (let left = copy(locals) * 2; left > 0; left--) copy(locals);
    for (let depth = 0; depth >= 0;) {
      const code = operations.bytes[operations.at++];
      const entry = table[code];
      const bytes = entry[0];
      const from = entry[1];
      // Counted by hand: there are 400,000 of them, before any engine has warmed up.
      for (let index = 0; index < bytes.length; index++) body[length++] = bytes[index];
      for (let index = 0; index < from.length; index++) {
        if (from[index] === REST) copyRest(streams[REST]);
        else copy(streams[from[index]]);
      }
      if (code === END) depth--;
      else if (code >= BLOCK && code <= IF) depth++;
    }
    let rest = length;
    for (; rest > 127; rest >>= 7) module[end++] = (rest & 127) | 128;
    module[end++] = rest;
    module.set(body.subarray(0, length), end);
    end += length;
  }
  module.set(tail.bytes, end);
  return module;
}

/** @param {string} text */
function bytesOf(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let index = 0; index < letters.length; index++) bytes[index] = letters.charCodeAt(index);
  return bytes;
}
