// CSV as RFC 4180 has it, but with plain line feeds, and without what a spreadsheet would work out.

import { visible } from "./safe.js";

/** @param {(string | undefined)[]} fields */
export const csvLine = (fields) => `${fields.map(quoted).join(",")}\n`;

/** @param {string} [text] */
function quoted(text = "") {
  const shown = visible(text);
  // A spreadsheet takes what begins like this for a formula.
  const plain = /^\s*[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return /[",]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
