// Text of somebody else's: in one line, and such that neither a terminal, a shell, a spreadsheet nor the machine that runs a pipeline
// takes it for a command.

/** What is not seen, or changes how the rest is seen: control characters, C1 too, and marks of direction. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Text in one line that steers nothing.
 * @param {unknown} text
 */
export function visible(text) {
  return harmless(String(text).replace(UNSEEN, (letter) => (letter === "\n" || letter === "\t" ? " " : "\ufffd")));
}

/**
 * A line that no runner of pipelines obeys: GitHub looks for `::` at its beginning, Azure Pipelines, GitHub and TeamCity for `##` before
 * a bracket anywhere in it. Those of GitLab need an escape, which `visible` takes away.
 * @param {string} line
 */
export function harmless(line) {
  return line.replace(/^(\s*)::(?=[a-z])/i, "$1: :").replace(/#(?=#[\w ]*\[)/g, "# ");
}

/**
 * Text of several lines, each of which is harmless.
 * @param {string} text
 */
export const harmlessLines = (text) => text.split("\n").map(visible).join("\n");

/**
 * A value as JSON that means the same to who reads it, and nothing to who only sees it go by.
 * @param {unknown} value
 * @param {number} [indent]
 */
export function jsonText(value, indent) {
  /** @param {string} letter */
  const escaped = (letter) => [...Array(letter.length).keys()].map((index) => escape(letter.charCodeAt(index))).join("");
  // `JSON.stringify` escapes what is below the blank: what is left of these is inside a text, but for its own line feeds.
  return JSON.stringify(value, null, indent)
    .replace(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/gu, escaped)
    .replace(/#(?=#)/g, escape(0x23));
}

/** @param {number} unit */
const escape = (unit) => `\\u${unit.toString(16).padStart(4, "0")}`;

/**
 * A word to be pasted into a shell.
 * @param {string} word
 */
export function pasted(word) {
  const shown = visible(word.startsWith("-") ? `./${word}` : word);
  return /^[\w@%+=:,./\p{L}-]+$/u.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
