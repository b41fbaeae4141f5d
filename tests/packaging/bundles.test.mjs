// The packed package in bundles for servers: moved away from its files, and run there by Node.js, Deno or Bun.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";

import { makeProject, program, READY } from "./project.mjs";

const project = makeProject();
const expected = (await (await project.entry()).load()).assess(READY);
// Nothing of the package is anywhere near.
const away = mkdtempSync(join(tmpdir(), "dynaboot-bundles-"));
after(() => rmSync(away, { recursive: true, force: true }));

const deno = program("@deno/linux-x64-glibc/deno", "@deno/linux-arm64-glibc/deno", "@deno/darwin-arm64/deno");
const bun = program("@oven/bun-linux-x64/bin/bun", "@oven/bun-linux-aarch64/bin/bun", "@oven/bun-darwin-aarch64/bin/bun");

const ask = (load) => `console.log(JSON.stringify((${load}).assess(${JSON.stringify(READY)})));`;
const input = project.write(
  "ask.mjs",
  `import { load, loadSync } from "dynaboot"; (async () => { ${ask("await load()")} ${ask("loadSync()")} })();`,
);
const required = project.write(
  "ask.cjs",
  `const { load, loadSync } = require("dynaboot"); (async () => { ${ask("await load()")} ${ask("loadSync()")} })();`,
);
const quiet = { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", DENO_DIR: join(project.directory, ".deno") };

/** Runs a bundle; both ways to load gave the whole answer. */
function answers(file, path = process.execPath, ...args) {
  const lines = execFileSync(path, [...args, file], { cwd: away, encoding: "utf8", env: quiet })
    .trim()
    .split("\n");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    [expected, expected],
  );
}

/** Builds as for Node.js, with no plugin but for rollup, which has no other way to packages. */
const BUILDERS = {
  "esbuild as a module": (outfile) =>
    esbuild({ entryPoints: [input], outfile, bundle: true, format: "esm", platform: "node", logLevel: "error" }),
  "esbuild as CommonJS": (outfile) =>
    esbuild({ entryPoints: [required], outfile, bundle: true, format: "cjs", platform: "node", logLevel: "error" }),
  "esbuild with conditions of one's own": (outfile) =>
    esbuild({
      entryPoints: [input],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      conditions: ["production"],
      logLevel: "error",
    }),
  rollup: async (file) => (await rollup({ input, plugins: [nodeResolve({ exportConditions: ["node"] })] })).write({ file, format: "esm" }),
  "Vite for a server": (file) =>
    vite({
      root: project.directory,
      configFile: false,
      logLevel: "error",
      ssr: { noExternal: true },
      build: { ssr: input, outDir: away, emptyOutDir: false, rollupOptions: { output: { entryFileNames: file.slice(away.length + 1) } } },
    }),
  webpack: (file) =>
    new Promise((done, failed) => {
      const output = { path: away, filename: file.slice(away.length + 1) };
      webpack({ mode: "production", target: "node", context: project.directory, entry: input, output }, (cause, stats) => {
        if (cause || stats.hasErrors()) failed(cause ?? new Error(stats.toString("errors-only")));
        else done();
      });
    }),
};

for (const [name, make] of Object.entries(BUILDERS)) {
  test(`bundled by ${name}`, async () => {
    const script = /CommonJS|webpack/.test(name);
    const file = join(away, `${name.replaceAll(/\W/g, "-")}.${script ? "cjs" : "mjs"}`);
    await make(file);
    answers(file);
  });
}

test("bundled by Deno", { skip: deno.skip }, () => {
  const file = join(away, "deno.mjs");
  execFileSync(deno.path, ["bundle", "--no-remote", "--node-modules-dir=manual", "ask.mjs", "-o", file], {
    cwd: project.directory,
    env: quiet,
    stdio: "pipe",
  });
  answers(file, deno.path, "run", "--no-remote");
});

test("bundled by Bun, for itself and for Node.js", { skip: bun.skip }, () => {
  for (const [target, ...runner] of [["bun", bun.path, "run"], ["node"]]) {
    const file = join(away, `bun-for-${target}.mjs`);
    execFileSync(bun.path, ["build", "ask.mjs", "--target", target, "--outfile", file], { cwd: project.directory, stdio: "pipe" });
    answers(file, ...runner);
  }
});

test("Node.js itself reads the file, and parses no text in its place", () => {
  project.write("by-import.mjs", `import { load } from "dynaboot"; await load(); console.log(import.meta.resolve("dynaboot"));`);
  project.write("by-require.cjs", `require("dynaboot").loadSync(); console.log(require.resolve("dynaboot"));`);
  for (const name of ["by-import.mjs", "by-require.cjs"]) {
    assert.ok(project.node(name).trim().endsWith("/node_modules/dynaboot/node.js"), name);
  }
});
