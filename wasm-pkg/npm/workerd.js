// The entry for Cloudflare Workers, which compile modules before they run and never at run time.

import { loader, syncLoader } from "./face.js";
import { initSync } from "./generated/dynaboot.js";
import wasm from "./generated/dynaboot.wasm";

export { DynabootError, PolicyError } from "./face.js";

export const load = loader(async () => initSync({ module: wasm }));
export const loadSync = syncLoader(() => initSync({ module: wasm }));
