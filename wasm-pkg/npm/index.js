// The entry for Node.js, browsers and bundlers: the module is inside, so nothing is fetched and nothing needs a plugin.

import { loader, syncLoader } from "./face.js";
import { initSync } from "./generated/dynaboot.js";
import { wasm } from "./generated/inline.js";

export { DynabootError, PolicyError } from "./face.js";

// `initSync`, since the other way looks for `Response`, for which Node.js starts its whole fetch: 20 ms.
export const load = loader(async () => initSync({ module: await WebAssembly.compile(bytes(wasm)) }));
export const loadSync = syncLoader(() => initSync({ module: bytes(wasm) }));

/**
 * The fastest way that this place has.
 * @param {string} base64
 * @returns {Uint8Array<ArrayBuffer>}
 */
function bytes(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  if (globalThis.Buffer) return globalThis.Buffer.from(base64, "base64");
  const text = atob(base64);
  const decoded = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) decoded[index] = text.charCodeAt(index);
  return decoded;
}
