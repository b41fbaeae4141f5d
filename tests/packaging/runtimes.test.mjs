// The packed package where there is no Node.js: Deno, Bun and workerd, each from the npm registry, unconfigured.

import assert from "node:assert/strict";
import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { makeProject, READY, ROOT } from "./project.mjs";

const MODULES = join(ROOT, "tests", "node_modules");
const project = makeProject();
const expected = (await (await project.entry()).load()).assess(READY);

/** The program of a package that brings one for each machine. */
function program(...places) {
  const path = places.map((place) => join(MODULES, place)).find(existsSync);
  // Their packages have none for this machine.
  return { path, skip: path || process.env.CI === "true" ? false : `${places[0]} is not for this machine` };
}

const deno = program("@deno/linux-x64-glibc/deno", "@deno/linux-arm64-glibc/deno", "@deno/darwin-arm64/deno");
const bun = program("@oven/bun-linux-x64/bin/bun", "@oven/bun-linux-aarch64/bin/bun", "@oven/bun-darwin-aarch64/bin/bun");
const workerd = program("@cloudflare/workerd-linux-64/bin/workerd", "@cloudflare/workerd-linux-arm64/bin/workerd", "@cloudflare/workerd-darwin-arm64/bin/workerd");

const ask = (load) => `console.log(JSON.stringify((${load}).assess(${JSON.stringify(READY)})));`;
project.write("ask.mjs", `import { load, loadSync } from "dynaboot"; ${ask("await load()")} ${ask("loadSync()")}`);
project.write("ask.cjs", `const { loadSync } = require("dynaboot"); ${ask("loadSync()")}`);

/** Each line that a program writes is the whole answer. */
function answers(path, args) {
  const environment = { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", DENO_DIR: join(project.directory, ".deno") };
  const told = execFileSync(path, args, { cwd: project.directory, encoding: "utf8", env: environment });
  const lines = told.trim().split("\n").map((line) => JSON.parse(line));
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

/** A port that is free. */
async function port() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

test("workerd, which compiles no module at run time", { skip: workerd.skip }, async () => {
  // What wrangler does: the worker is one module, the module's bytes stay a file of their own.
  const { build } = await import("esbuild");
  project.write(
    "worker.mjs",
    `import { load, loadSync } from "dynaboot";
     export default { async fetch(request) {
       const choices = await request.json();
       return Response.json([(await load()).assess(choices), loadSync().assess(choices)]);
     } };`,
  );
  await build({
    entryPoints: [join(project.directory, "worker.mjs")],
    outfile: join(project.directory, "worker.bundle.mjs"),
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    external: ["*.wasm"],
    logLevel: "error",
  });
  for (const date of ["2025-01-01", "2026-11-01"]) {
    const at = await port();
    project.write(
      "worker.capnp",
      `using Workerd = import "/workerd/workerd.capnp";
       const config :Workerd.Config = (
         services = [(name = "main", worker = .worker)],
         sockets = [(name = "http", address = "127.0.0.1:${at}", http = (), service = "main")]);
       const worker :Workerd.Worker = (
         modules = [
           (name = "worker.mjs", esModule = embed "worker.bundle.mjs"),
           (name = "generated/dynaboot.wasm", wasm = embed "node_modules/dynaboot/generated/dynaboot.wasm")],
         compatibilityDate = "${date}");`,
    );
    const server = spawn(workerd.path, ["serve", "worker.capnp"], { cwd: project.directory, stdio: ["ignore", "inherit", "pipe"] });
    let said = "";
    server.stderr.on("data", (text) => (said += text));
    try {
      const told = await asked(`http://127.0.0.1:${at}/`, server, () => said);
      assert.deepEqual(told, [expected, expected], date);
    } finally {
      server.kill();
    }
  }
});

/** The answer of a server that may still be starting. */
async function asked(url, server, said) {
  for (let tries = 0; ; tries++) {
    try {
      const response = await fetch(url, { method: "POST", body: JSON.stringify(READY) });
      assert.ok(response.ok, `${response.status}: ${said()}`);
      return await response.json();
    } catch (cause) {
      if (cause instanceof assert.AssertionError || server.exitCode !== null || tries > 300) throw new Error(`${cause}\n${said()}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

test("publint and are-the-types-wrong find nothing", async () => {
  const { publint } = await import("publint");
  const { messages } = await publint({ pkgDir: project.home, strict: true });
  assert.deepEqual(messages, []);
  const attw = join(MODULES, "@arethetypeswrong", "cli", "dist", "index.js");
  const run = promisify(execFile);
  // From CommonJS the package is an ES module, which `require` of this Node.js takes; so it is for every package of ES modules.
  const args = [attw, join(project.directory, project.packed.filename), "--profile", "node16", "--ignore-rules", "cjs-resolves-to-esm", "--exclude-entrypoints", "dynaboot.wasm", "policy.schema.json", "--format", "table-flipped", "--no-color"];
  const { stdout } = await run(process.execPath, args, { cwd: project.directory });
  assert.match(stdout, /No problems found/);
});
