// What the package weighs, beside what it weighed when somebody last looked: more than 3 % more is a failure that says what
// grew. `node tests/packaging/size.test.mjs --write` takes the size of now, which a review then sees.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COMMITTED = join(ROOT, "tests", "packaging", "size.json");
const MORE = 1.03;

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const file = (...path) => readFileSync(join(ROOT, ...path));

/** The sections of a wasm module that weigh something, compressed each by itself. */
function sections(module) {
  const names = { 10: "code", 11: "data: policy, scripts, words" };
  const found = {};
  for (let at = 8; at < module.length;) {
    const id = module[at++];
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = module[at++];
      size |= (byte & 127) << shift;
      more = byte > 127;
    }
    if (names[id]) found[`wasm, ${names[id]}`] = brotli(module.subarray(at, at + size));
    at += size;
  }
  return found;
}

function measure() {
  const module = file("wasm-pkg", "dist", "generated", "dynaboot.wasm");
  const scripts = ["generated/dynaboot.js", "face.js", "input/file.js", "input/plain.js"];
  const parts = {
    ...sections(module),
    "of the data, the policy": brotli(file("core", "policy.json")),
    ...Object.fromEntries(scripts.map((name) => [name, brotli(file("wasm-pkg", "dist", name))])),
  };
  const total = brotli(module) + scripts.reduce((sum, name) => sum + parts[name], 0);
  return { total, parts };
}

if (process.argv.includes("--write")) {
  writeFileSync(COMMITTED, `${JSON.stringify(measure(), null, 2)}\n`);
} else {
  test("the headless module and its glue weigh no more than 3 % more than committed, brotli", () => {
    const committed = JSON.parse(readFileSync(COMMITTED, "utf8"));
    const now = measure();
    const grew = Object.entries(now.parts)
      .map(([name, size]) => [name, size - (committed.parts[name] ?? 0)])
      .filter(([, more]) => more > 0)
      .sort(([, one], [, other]) => other - one)
      .map(([name, more]) => `\n  ${name}: ${more} bytes more`);
    const todo = "if it is worth it, run node tests/packaging/size.test.mjs --write and commit what it writes";
    assert.ok(now.total <= committed.total * MORE, `${committed.total} bytes became ${now.total}:${grew.join("")}\n${todo}`);
  });
}
