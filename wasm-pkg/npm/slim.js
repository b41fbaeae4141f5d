// The entry for those who bring the module themselves: `dynaboot/dynaboot.wasm`, cached and compressed as they like.

import { faceOf } from "./face.js";
import startModule from "./generated/dynaboot.js";

export { DynabootError } from "./face.js";

let given;
const start = faceOf(() => startModule({ module_or_path: given }));

/** @type {typeof import("./slim.js").load} */
export async function load(options) {
  const { wasm, ...rest } = options ?? {};
  if (wasm === undefined) {
    throw new TypeError("load needs the module: load({ wasm }) with a URL, a Response, its bytes or a WebAssembly.Module");
  }
  given = wasm;
  return start(rest);
}
