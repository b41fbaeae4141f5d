// Lines of a stream of any length, in memory of one line.

/** Far above any real line. */
const LONGEST = 4 * 1024 * 1024;

/**
 * A line's number, and what stands there or why it cannot be read.
 * @typedef {{ line: number } & ({ text: string, error?: undefined } | { text?: undefined, error: string })} Line
 */

/**
 * The lines that say something, each with how many bytes were read so far.
 *
 * @param {AsyncIterable<Uint8Array>} stream
 * @returns {AsyncGenerator<Line & { bytes: number }>}
 */
export async function* linesOf(stream) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 0;
  let bytes = 0;
  /** @type {Uint8Array[]} */
  let parts = [];
  let length = 0;
  /** @returns {Line & { bytes: number } | undefined} */
  const take = () => {
    line++;
    const long = length > LONGEST;
    const whole = Buffer.concat(parts);
    parts = [];
    length = 0;
    if (long) return { line, bytes, error: "it is longer than 4 MB; choices are a page at most" };
    try {
      const text = decoder.decode(whole);
      return text.trim() === "" ? undefined : { line, bytes, text };
    } catch {
      return { line, bytes, error: "it is not UTF-8 text" };
    }
  };
  for await (const chunk of stream) {
    let rest = chunk;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      add(rest.subarray(0, end));
      bytes += end + 1;
      const taken = take();
      if (taken) yield taken;
      rest = rest.subarray(end + 1);
    }
    add(rest);
    bytes += rest.length;
  }
  const taken = length > 0 ? take() : undefined;
  if (taken) yield taken;

  /** @param {Uint8Array} part */
  function add(part) {
    length += part.length;
    // Of a line that is too long, nothing is kept.
    if (length > LONGEST) parts = [];
    else parts.push(part);
  }
}
