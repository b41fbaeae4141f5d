// Words: the near ones, and lines of them.

import { harmless, visible } from "./safe.js";

export { visible } from "./safe.js";

/**
 * The candidate that was probably meant.
 * @param {string} word
 * @param {string[]} candidates
 */
export function closest(word, candidates) {
  if (word.length > 64) return undefined;
  const near = candidates
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate) }))
    .sort((one, other) => one.distance - other.distance)[0];
  return near && near.distance <= Math.max(near.candidate.length, 3) / 3 ? near.candidate : undefined;
}

/**
 * Insertions, removals, replacements and swaps of neighbours.
 * @param {string} one
 * @param {string} other
 */
function distance(one, other) {
  const table = Array.from({ length: one.length + 1 }, (_, row) => [row]);
  for (let column = 0; column <= other.length; column++) table[0][column] = column;
  for (let row = 1; row <= one.length; row++) {
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      table[row][column] = Math.min(
        table[row - 1][column] + 1,
        table[row][column - 1] + 1,
        table[row - 1][column - 1] + (same ? 0 : 1),
        swapped ? table[row - 2][column - 2] + 1 : Infinity,
      );
    }
  }
  return table[one.length][other.length];
}

/**
 * Lines of at most `width` letters; a word that is longer stands alone.
 * @param {string} text
 * @param {number} width
 */
export function wrap(text, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of visible(text).split(/ +/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  // A word that stood inside a line may begin one now.
  return lines.map(harmless);
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/**
 * One, two and three.
 * @param {string[]} words
 */
export const list = (words) => [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(" and ");
