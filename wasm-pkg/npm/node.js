// The entry for Node.js itself: the module is read from the file beside. As text inside a script it would be parsed first.
// A bundler takes the script for itself, since it moves what it bundles away from the file.

import { readFileSync } from "node:fs";

import { loader, syncLoader } from "./face.js";
import { initSync } from "./generated/dynaboot.js";

export { DynabootError, PolicyError } from "./face.js";

const bytes = () => readFileSync(new URL("./generated/dynaboot.wasm", import.meta.url));

export const load = loader(async () => initSync({ module: await WebAssembly.compile(bytes()) }));
export const loadSync = syncLoader(() => initSync({ module: bytes() }));
