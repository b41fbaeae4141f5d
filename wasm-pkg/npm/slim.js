// The entry for those who bring the module themselves: `dynaboot/dynaboot.wasm`, cached and compressed as they like.

import { loader, syncLoader } from "./face.js";
import startModule, { initSync } from "./generated/dynaboot.js";

export { DynabootError, PolicyError } from "./face.js";

/** @type {any} */
let given;
const start = loader(() => startModule({ module_or_path: given }));
const startSync = syncLoader(() => initSync({ module: given }));

/** @type {typeof import("./slim.js").load} */
export async function load(options) {
  const { wasm, ...rest } = options ?? {};
  if (wasm === undefined) {
    throw new TypeError("load needs the module: load({ wasm }) with a URL, a Response, its bytes or a WebAssembly.Module");
  }
  given = wasm;
  return start(rest);
}

/** @type {typeof import("./slim.js").loadSync} */
export function loadSync(options) {
  const { wasm, ...rest } = options ?? {};
  if (!(wasm instanceof WebAssembly.Module || wasm instanceof ArrayBuffer || ArrayBuffer.isView(wasm))) {
    throw new TypeError("loadSync needs the module: loadSync({ wasm }) with its bytes or a WebAssembly.Module");
  }
  given = wasm;
  return startSync(rest);
}
