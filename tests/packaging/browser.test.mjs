// The packed package in a browser: as it is, and as a bundler makes one file of it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { accessSync, constants } from "node:fs";
import { delimiter, extname, join, normalize } from "node:path";
import { after, before, test } from "node:test";

import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { rollup } from "rollup";
import { build as vite } from "vite";
import webpack from "webpack";

import { makeProject, READY } from "./project.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function findChromium() {
  if (process.env.DYNABOOT_CHROMIUM) return process.env.DYNABOOT_CHROMIUM;
  const places = (process.env.PATH ?? "").split(delimiter).map((directory) => join(directory, "chromium"));
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const executablePath = findChromium();
const skip = executablePath ? false : "there is no Chromium";
const project = makeProject();
const dynaboot = await (await project.entry()).load();
const answer = dynaboot.assess(READY);

const page = (script, head = "") => `<!doctype html><meta charset="utf-8">${head}<title>dynaboot</title><script ${script}></script>`;

project.write("entry.js", `import { load, DynabootError } from "dynaboot"; globalThis.dynaboot = { load, DynabootError };`);
project.write("entry-slim.js", `import { load, DynabootError } from "dynaboot/slim"; globalThis.dynaboot = { load, DynabootError };`);
project.write("policy.html", page('type="module" src="/start.js"', POLICY("'wasm-unsafe-eval'")));
project.write("plain.html", page('type="module" src="/start.js"'));
project.write(
  "start.js",
  `import { load, DynabootError } from "/node_modules/dynaboot/index.js"; globalThis.dynaboot = { load, DynabootError };`,
);
project.write("esm.html", page('type="module" src="/bundle.esm.js"'));
project.write("iife.html", page('src="/bundle.iife.js"'));
project.write("vite.html", page('type="module" src="/entry.js"'));
project.write("webpack.html", page('src="/webpack/bundle.js"'));
project.write("rollup.html", page('type="module" src="/rollup/bundle.js"'));
project.write("worker.html", page('type="module" src="/from-worker.js"'));
project.write("from-worker.js", `globalThis.dynaboot = new Worker("/worker.js", { type: "module" });`);
project.write(
  "worker.js",
  `import { loadSync } from "/node_modules/dynaboot/index.js";
   onmessage = ({ data }) => postMessage(loadSync().assess(data));`,
);
project.write("slim.html", page('type="module" src="/bundle.slim.js"'));

function POLICY(extra) {
  return `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' ${extra}">`;
}

let server;
let browser;
let origin;

before(async () => {
  if (skip) return;
  const bundle = (from, to, format) =>
    build({
      entryPoints: [join(project.directory, from)],
      outfile: join(project.directory, to),
      bundle: true,
      minify: true,
      format,
      platform: "browser",
      logLevel: "error",
    });
  await bundle("entry.js", "bundle.esm.js", "esm");
  await bundle("entry.js", "bundle.iife.js", "iife");
  await bundle("entry-slim.js", "bundle.slim.js", "esm");
  server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://x").pathname);
    try {
      const content = await readFile(join(project.directory, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${server.address().port}`;
  browser = await chromium.launch({ executablePath, args: FLAGS });
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** Builds the entry as their own documentation does it, with no plugin but for rollup, which has no other way to packages. */
const BUILDERS = {
  vite: () =>
    vite({
      root: project.directory,
      configFile: false,
      logLevel: "error",
      build: { outDir: "vite", rollupOptions: { input: join(project.directory, "vite.html") } },
      base: "/vite/",
    }),
  webpack: () =>
    new Promise((done, failed) => {
      const output = { path: join(project.directory, "webpack"), filename: "bundle.js" };
      webpack({ mode: "production", context: project.directory, entry: "./entry.js", output }, (cause, stats) => {
        if (
          cause ||
          stats.hasErrors() ||
          stats.compilation.warnings.some(
            ({ name }) =>
              name !== "AssetsOverSizeLimitWarning" && name !== "EntrypointsOverSizeLimitWarning" && name !== "NoAsyncChunksWarning",
          )
        ) {
          failed(cause ?? new Error(stats.toString("errors-warnings")));
        } else done();
      });
    }),
  rollup: async () => {
    const built = await rollup({ input: join(project.directory, "entry.js"), plugins: [nodeResolve({ browser: true })] });
    await built.write({ file: join(project.directory, "rollup", "bundle.js"), format: "esm" });
  },
};

/** Opens a page, asks in it, and gives the answers and what the page fetched. */
async function ask(name, options, prepare = () => {}) {
  const tab = await browser.newPage();
  await tab.addInitScript(prepare);
  const problems = [];
  const fetched = [];
  tab.on("pageerror", (cause) => problems.push(String(cause)));
  tab.on("console", (line) => line.type() === "error" && problems.push(line.text()));
  tab.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await tab.goto(`${origin}/${name}`);
  await tab.waitForFunction(() => globalThis.dynaboot);
  const loaded = fetched.length;
  const answers = await tab.evaluate(
    async ({ ready, options }) => {
      const { load, DynabootError } = globalThis.dynaboot;
      const dynaboot = await load(options);
      const told = (choices) => {
        try {
          return dynaboot.check(choices);
        } catch (cause) {
          return { ours: cause instanceof DynabootError, path: cause.path, didYouMean: cause.didYouMean };
        }
      };
      return { answer: dynaboot.assess(ready), unknown: told({ clod: "aws" }), odd: told({ proxy: document.body }) };
    },
    { ready: READY, options },
  );
  await tab.close();
  const later = fetched.slice(loaded);
  return { ...answers, problems: problems.filter((text) => !text.includes("favicon")), later };
}

function right({ answer: found, unknown, odd, problems }) {
  assert.deepEqual(found, answer);
  assert.deepEqual(unknown, { ours: true, path: "clod", didYouMean: "cloud" });
  assert.equal(odd.path, "proxy");
  assert.ok(odd.ours);
  assert.deepEqual(
    problems.filter((text) => !/404/.test(text)),
    [],
  );
}

test("by <script type=module>, with no build step", { skip }, async () => {
  const told = await ask("plain.html");
  right(told);
  assert.deepEqual(told.later, [], "nothing is fetched after the scripts");
});

test("in a browser that decodes base64 by atob alone", { skip }, async () => {
  right(await ask("plain.html", undefined, () => delete Uint8Array.fromBase64));
});

test("under a Content-Security-Policy, as the README says", { skip }, async () => {
  right(await ask("policy.html"));
});

for (const format of ["esm", "iife"]) {
  test(`bundled by esbuild as ${format}`, { skip }, async () => {
    const told = await ask(`${format}.html`);
    right(told);
    assert.deepEqual(told.later, [], "nothing is fetched");
  });
}

for (const [name, make] of Object.entries(BUILDERS)) {
  test(`built by ${name}`, { skip }, async () => {
    await make();
    const told = await ask(name === "vite" ? "vite/vite.html" : `${name}.html`);
    right(told);
    assert.deepEqual(told.later, [], "nothing is fetched");
  });
}

test("in a web worker", { skip }, async () => {
  const tab = await browser.newPage();
  await tab.goto(`${origin}/worker.html`);
  await tab.waitForFunction(() => globalThis.dynaboot);
  const found = await tab.evaluate(
    (ready) =>
      new Promise((done, failed) => {
        globalThis.dynaboot.onmessage = ({ data }) => done(data);
        globalThis.dynaboot.onerror = (cause) => failed(new Error(cause.message));
        globalThis.dynaboot.postMessage(ready);
      }),
    READY,
  );
  await tab.close();
  assert.deepEqual(found, answer);
});

test("slim, from the URL of the module", { skip }, async () => {
  const told = await ask("slim.html", { wasm: "/node_modules/dynaboot/generated/dynaboot.wasm" });
  right(told);
  assert.deepEqual(told.later, ["/node_modules/dynaboot/generated/dynaboot.wasm"]);
});
