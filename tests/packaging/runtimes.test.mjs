// The packed package where there is no Node.js: Deno, Bun and workerd, each from the npm registry, unconfigured.

import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { MODULES, makeProject, program, READY } from "./project.mjs";
import { serveWorker, workerd } from "./workerd.mjs";

const project = makeProject();
const expected = (await (await project.entry()).load()).assess(READY);

const deno = program("@deno/linux-x64-glibc/deno", "@deno/linux-arm64-glibc/deno", "@deno/darwin-arm64/deno");
const bun = program("@oven/bun-linux-x64/bin/bun", "@oven/bun-linux-aarch64/bin/bun", "@oven/bun-darwin-aarch64/bin/bun");

const ask = (load) => `console.log(JSON.stringify((${load}).assess(${JSON.stringify(READY)})));`;
project.write("ask.mjs", `import { load, loadSync } from "dynaboot"; ${ask("await load()")} ${ask("loadSync()")}`);
project.write("ask.cjs", `const { loadSync } = require("dynaboot"); ${ask("loadSync()")}`);

/** Each line that a program writes is the whole answer. */
function answers(path, args) {
  const environment = { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", DENO_DIR: join(project.directory, ".deno") };
  const told = execFileSync(path, args, { cwd: project.directory, encoding: "utf8", env: environment });
  const lines = told
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  for (const line of lines) assert.deepEqual(line, expected);
  return lines.length;
}

test("Deno, with no permission but to read the package", { skip: deno.skip }, () => {
  assert.equal(answers(deno.path, ["run", "--no-remote", "--node-modules-dir=manual", "--allow-read=.", "ask.mjs"]), 2);
});

test("Bun, by import and by require, and bundled by it", { skip: bun.skip }, () => {
  assert.equal(answers(bun.path, ["run", "ask.mjs"]), 2);
  assert.equal(answers(bun.path, ["run", "ask.cjs"]), 1);
  execFileSync(bun.path, ["build", "ask.mjs", "--target", "bun", "--outfile", "bun-bundle.mjs"], { cwd: project.directory, stdio: "pipe" });
  assert.equal(answers(bun.path, ["run", "bun-bundle.mjs"]), 2);
});

test("workerd, which compiles no module at run time", { skip: workerd.skip }, async () => {
  project.write(
    "worker.mjs",
    `import { load, loadSync } from "dynaboot";
     export default { async fetch(request) {
       const choices = await request.json();
       return Response.json([(await load()).assess(choices), loadSync().assess(choices)]);
     } };`,
  );
  for (const date of ["2025-01-01", "2026-11-01"]) {
    await serveWorker(workerd.path, project, "worker.mjs", date, async (url) => {
      const response = await fetch(url, { method: "POST", body: JSON.stringify(READY) });
      assert.deepEqual(await response.json(), [expected, expected], date);
    });
  }
});

test("publint and are-the-types-wrong find nothing", async () => {
  const { publint } = await import("publint");
  const { messages } = await publint({ pkgDir: project.home, strict: true });
  assert.deepEqual(messages, []);
  const attw = join(MODULES, "@arethetypeswrong", "cli", "dist", "index.js");
  const run = promisify(execFile);
  // From CommonJS the package is an ES module, which `require` of this Node.js takes; so it is for every package of ES modules.
  const args = [
    attw,
    join(project.directory, project.packed.filename),
    "--profile",
    "node16",
    "--ignore-rules",
    "cjs-resolves-to-esm",
    "--exclude-entrypoints",
    "dynaboot.wasm",
    "policy.schema.json",
    "choices.schema.json",
    "--format",
    "table-flipped",
    "--no-color",
  ];
  const { stdout } = await run(process.execPath, args, { cwd: project.directory });
  assert.match(stdout, /No problems found/);
});
