// The element's module is packed into a script. That it unpacks to the very bytes is proved by the build; here is what a browser
// would make of it, and of a script that did not arrive whole.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const PACKAGE = fileURLToPath(new URL("../../wasm-pkg", import.meta.url));
const of = (...path) => import(pathToFileURL(join(PACKAGE, ...path)).href);
const { unpack } = await of("npm", "element", "unpack.js");
const { expand } = await of("npm", "element", "expand.js");
const { module } = await of("dist", "generated", "element-inline.js");

test("what is unpacked is a whole module", () => {
  const bytes = unpack(module);
  assert.equal(bytes.length, module.size);
  assert.ok(WebAssembly.validate(bytes));
});

test("half a script is no module", () => {
  const text = module.text.slice(0, 4 * Math.floor(module.text.length / 8));
  const makes = () => {
    const bytes = unpack({ ...module, text });
    if (!WebAssembly.validate(bytes)) throw new RangeError("no module");
  };
  assert.throws(makes);
});

test("what reaches back before the beginning is damaged", () => {
  // The first thing that it says is to go on with an earlier match.
  assert.throws(() => expand(new Uint8Array(32).fill(255), 16), RangeError);
});
