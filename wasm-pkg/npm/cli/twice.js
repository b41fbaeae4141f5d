// JSON of which `JSON.parse` would keep the last of two equal keys and say nothing.

/** A text, with the colon when it is a key; or what opens, parts or closes. */
const TOKENS = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\],]/g;

/**
 * The path of the first key that its object has had already.
 *
 * @param {string} text JSON that can be read.
 * @returns {string | undefined}
 */
export function givenTwice(text) {
  /** @type {({ keys: Set<string>, at: string } | { keys?: undefined, at: number })[]} What is around, and where in it we are. */
  const around = [];
  for (const [token, quoted, colon] of text.matchAll(TOKENS)) {
    const inner = around.at(-1);
    if (colon && inner?.keys) {
      // Escapes make one key of two spellings.
      inner.at = JSON.parse(quoted);
      if (inner.keys.has(inner.at)) return around.map(({ at }) => at).join(".");
      inner.keys.add(inner.at);
    } else if (token === "{") around.push({ keys: new Set(), at: "" });
    else if (token === "[") around.push({ at: 0 });
    else if (token === "}" || token === "]") around.pop();
    else if (token === "," && inner && !inner.keys) inner.at++;
  }
  return undefined;
}
