// The entry for Cloudflare Workers, which compile modules before they run and never at run time.

import { faceOf } from "./face.js";
import { initSync } from "./generated/dynaboot.js";
import wasm from "./generated/dynaboot.wasm";

export { DynabootError } from "./face.js";

export const load = faceOf(() => initSync({ module: wasm }));
