// The entry for Vercel's edge runtime, which marks precompiled modules by `?module`.

import { loader, syncLoader } from "./face.js";
import { initSync } from "./generated/dynaboot.js";
import wasm from "./generated/dynaboot.wasm?module";

export { DynabootError, PolicyError } from "./face.js";

export const load = loader(async () => initSync({ module: wasm }));
export const loadSync = syncLoader(() => initSync({ module: wasm }));
