// The README's examples, run as they stand there. Before each stands how it is run, and a value after a line is compared.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { delimiter, extname, join, normalize } from "node:path";
import { test } from "node:test";

import { build } from "esbuild";
import { chromium } from "playwright-core";

import { makeKey } from "../minisign.mjs";
import { BLOCKED, MODULES, makeProject, program, READY } from "./project.mjs";
import { serveWorker, workerd } from "./workerd.mjs";

const project = makeProject();
const readme = readFileSync(join(project.home, "README.md"), "utf8");
const blocks = [...readme.matchAll(/(?:<!-- (.*) -->\n)?```(\w+)\n([^]*?)```\n/g)].map(([, how, language, code]) => ({
  how,
  language,
  code,
}));
const named = (how) => {
  const found = blocks.filter((block) => block.how === how);
  assert.ok(found.length > 0, `an example that is run as \`${how}\``);
  return found.map(({ code }) => code);
};
const HOW = [
  "node",
  "node, continued",
  "node, signed",
  "require",
  "page",
  "worker",
  "deno bun",
  "workerd",
  "slim page",
  "types",
  "policy.json",
  "acme.yaml",
  "vm.yaml",
  "command",
];

/** Each line that ends in a value is one that has it. */
const compared = (code) =>
  code.replace(
    /^( *)(.+); \/\/ (".*"|true|false|\d+)$/gm,
    (_, indent, expression, value) => `${indent}assert.deepEqual(${expression}, ${value}); compared++;`,
  );
const HEAD = "let compared = 0;\n";
const FOOT = "\nconsole.log(compared);\n";

test("every example is run", () => {
  const bare = blocks.filter(({ how }) => !HOW.includes(how)).map(({ code }) => code.trim());
  assert.deepEqual(bare, ["npm install dynaboot"]);
  for (const how of HOW) named(how);
});

test("those for Node.js", () => {
  const [first, ...others] = named("node");
  for (const [index, code] of [first + named("node, continued")[0], ...others].entries()) {
    project.write(`readme-${index}.mjs`, `import assert from "node:assert/strict";\n${HEAD}${compared(code)}${FOOT}`);
    assert.ok(Number(project.node(`readme-${index}.mjs`)) > 0, `something was compared in ${code}`);
  }
  project.write("readme.cjs", `const assert = require("node:assert/strict");\n${HEAD}${compared(named("require")[0])}${FOOT}`);
  assert.equal(project.node("readme.cjs"), "1\n");
});

test("the one with a signed policy", () => {
  const key = makeKey();
  const policy = JSON.stringify({ name: "acme", version: "1" });
  project.write("signed/policy.json", policy);
  project.write("signed/policy.json.minisig", key.sign(Buffer.from(policy)));
  const code = named("node, signed")[0].replace("RW…", key.line);
  project.write("signed/readme.mjs", `import assert from "node:assert/strict";\n${HEAD}${compared(code)}${FOOT}`);
  const cwd = join(project.directory, "signed");
  assert.equal(execFileSync(process.execPath, ["readme.mjs"], { cwd, encoding: "utf8" }), "1\n");
});

test("those for Deno and Bun", () => {
  project.write("readme-other.mjs", named("deno bun")[0]);
  const deno = program("@deno/linux-x64-glibc/deno", "@deno/linux-arm64-glibc/deno", "@deno/darwin-arm64/deno");
  const bun = program("@oven/bun-linux-x64/bin/bun", "@oven/bun-linux-aarch64/bin/bun", "@oven/bun-darwin-aarch64/bin/bun");
  const env = { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", DENO_DIR: join(project.directory, ".deno") };
  const run = (path, args) => execFileSync(path, args, { cwd: project.directory, encoding: "utf8", env });
  if (!deno.skip) {
    assert.equal(run(deno.path, ["run", "--no-remote", "--node-modules-dir=manual", "--allow-read=.", "readme-other.mjs"]), "incomplete\n");
  }
  if (!bun.skip) assert.equal(run(bun.path, ["run", "readme-other.mjs"]), "incomplete\n");
});

test("the one for Cloudflare Workers", { skip: workerd.skip }, async () => {
  project.write("readme-worker.mjs", named("workerd")[0]);
  await serveWorker(workerd.path, project, "readme-worker.mjs", "2026-11-01", async (url) => {
    const ask = async (choices) => {
      const response = await fetch(url, { method: "POST", body: JSON.stringify(choices) });
      return [response.status, await response.json()];
    };
    const [status, { verdict }] = await ask(BLOCKED);
    assert.deepEqual([status, verdict], [200, "blocked"]);
    const [refused, { path }] = await ask({ clod: "aws" });
    assert.deepEqual([refused, path], [400, "clod"]);
  });
});

test("those for a browser", async () => {
  project.write("readme-page.html", `<!doctype html><meta charset="utf-8">${named("page")[0]}`);
  project.write("readme-worker.js", named("worker")[0]);
  project.write("readme-blank.html", "<!doctype html>");
  project.write("readme-slim.mjs", `${named("slim page")[0]}\ndocument.title = dynaboot.check({}).verdict;`);
  project.write("readme-slim.html", '<!doctype html><script type="module" src="/readme-slim.js"></script>');
  await build({
    entryPoints: [join(project.directory, "readme-slim.mjs")],
    outfile: join(project.directory, "readme-slim.js"),
    bundle: true,
    format: "esm",
    logLevel: "error",
  });
  project.write("assets/dynaboot.wasm", readFileSync(join(project.home, "generated", "dynaboot.wasm")));
  const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
  const server = createServer((request, response) => {
    try {
      const path = normalize(new URL(request.url, "http://x").pathname);
      response.writeHead(200, { "content-type": types[extname(path)] }).end(readFileSync(join(project.directory, path)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({
    executablePath: process.env.DYNABOOT_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const tab = await browser.newPage();
    for (const [name, title] of [
      ["readme-page.html", "blocked"],
      ["readme-slim.html", "incomplete"],
    ]) {
      await tab.goto(`${origin}/${name}`);
      await tab.waitForFunction((title) => document.title === title, title);
    }
    await tab.goto(`${origin}/readme-blank.html`);
    const rows = await tab.evaluate(
      (list) =>
        new Promise((done, failed) => {
          const worker = new Worker("/readme-worker.js", { type: "module" });
          worker.onmessage = ({ data }) => done(data);
          worker.onerror = ({ message }) => failed(new Error(message));
          worker.postMessage(list);
        }),
      [READY, { clod: "aws" }],
    );
    assert.deepEqual([rows[0].verdict, rows[1].error.path], ["readyWithWarnings", "clod"]);
  } finally {
    await browser.close();
    server.close();
  }
});

test("the one with types compiles", () => {
  project.write("readme.mts", named("types")[0]);
  const tsc = join(MODULES, "typescript", "bin", "tsc");
  const args = [tsc, "--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "--types", "", "readme.mts"];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: project.directory, encoding: "utf8" });
  assert.equal(status, 0, stdout);
});

test("those for the command", () => {
  for (const name of ["policy.json", "acme.yaml", "vm.yaml"]) project.write(name, named(name)[0]);
  project.write("vms.ndjson", `${JSON.stringify(READY)}\n`);
  const lines = named("command")[0].trim().split("\n");
  assert.ok(lines.length > 8);
  const env = { ...process.env, PATH: [join(project.directory, "node_modules", ".bin"), process.env.PATH].join(delimiter) };
  for (const line of [...lines, "npx dynaboot policy check policy.json"]) {
    // `npx` takes what is installed here; without it nothing can be fetched by mistake.
    const { status, stderr } = spawnSync("sh", ["-c", line.replace(/^npx /, "")], { cwd: project.directory, encoding: "utf8", env });
    // Acme takes no store over plain HTTP.
    assert.equal(status, line.includes("--policy acme.yaml") ? 1 : 0, `${line}\n${stderr}`);
  }
});

test("it tells of every function and every command", async () => {
  for (const name of Object.keys(await (await project.entry()).load())) assert.match(readme, new RegExp(`\`${name}\\(`), name);
  const { COMMANDS } = await project.entry("cli/commands.js");
  for (const name of Object.keys(COMMANDS)) if (name !== "completion") assert.match(readme, new RegExp(`npx dynaboot ${name} `), name);
});
