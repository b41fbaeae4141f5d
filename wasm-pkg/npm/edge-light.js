// The entry for Vercel's edge runtime, which marks precompiled modules by `?module`.

import { faceOf } from "./face.js";
import { initSync } from "./generated/dynaboot.js";
import wasm from "./generated/dynaboot.wasm?module";

export { DynabootError } from "./face.js";

export const load = faceOf(() => initSync({ module: wasm }));
