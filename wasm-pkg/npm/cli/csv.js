// CSV as RFC 4180 has it, but with plain line feeds.

/** @param {(string | undefined)[]} fields */
export const csvLine = (fields) => `${fields.map(quoted).join(",")}\n`;

const quoted = (text = "") => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
