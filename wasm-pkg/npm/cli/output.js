// Standard output: its reader may be slow, or gone, and its disk may be full.

import { once } from "node:events";

const { stdout } = process;

/**
 * Why nothing more can be written. The stream itself forgets it.
 * @type {NodeJS.ErrnoException | undefined}
 */
export let lost;

stdout.on("error", (cause) => {
  lost ??= cause;
});

/**
 * Writes, and waits for a reader that is slower than we are.
 * @param {string} text
 */
export async function write(text) {
  if (stdout.write(text) || lost) return;
  // That there is no more to wait for is no failure of the one who waits.
  await once(stdout, "drain").catch(() => {});
}
