// Colours, where a terminal shows them and nobody asked for none: Node.js looks at NO_COLOR (https://no-color.org).

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

/** @typedef {Record<keyof typeof CODES, (text: string) => string>} Paint */

/**
 * @param {import("node:tty").WriteStream} stream
 * @returns {Paint}
 */
export function paintFor(stream) {
  const coloured = Boolean(stream.isTTY) && stream.hasColors();
  /** @type {(code: number) => (text: string) => string} */
  const paint = (code) => (text) => (coloured ? `\x1b[${code}m${text}\x1b[0m` : text);
  return /** @type {Paint} */ (Object.fromEntries(Object.entries(CODES).map(([name, code]) => [name, paint(code)])));
}
