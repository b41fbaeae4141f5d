// dynaboot beside other engines, on the same rules and inputs, interleaved, with spread: a line of JSON an engine.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

import { ENGINES } from "./engines.mjs";
import { RULES } from "./pack.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROUNDS = 40;
const IN_A_ROW = 50;
const COLD = 7;
// As many as the table names; fewer to try this program itself.
const MANY = Number(process.env.DYNABOOT_BENCH_MANY ?? 100_000);
const PACKAGES = {
  dynaboot: "../../wasm-pkg/dist",
  ajv: "node_modules/ajv",
  "cel-js": "node_modules/@marcbachmann/cel-js",
  "json-logic-js": "node_modules/json-logic-js",
  "json-rules-engine": "node_modules/json-rules-engine",
  "cedar-wasm": "node_modules/@cedar-policy/cedar-wasm",
};

const [mode, name] = process.argv.slice(2);
if (mode === "cold") await cold(ENGINES[name]);
else if (mode === "many") await many(ENGINES[name]);
else await compare();

/** In a process of its own: import and start, and then the first verdict. */
async function cold({ inputs, start }) {
  const began = performance.now();
  const ask = await start();
  const started = performance.now();
  await ask(inputs[0]);
  console.log(JSON.stringify([started - began, performance.now() - started]));
}

/** In a process of its own: many verdicts, and how much memory that took. */
async function many({ inputs, start }) {
  const before = process.memoryUsage().rss;
  const ask = await start();
  const started = performance.now();
  for (let index = 0; index < MANY; index++) await ask(inputs[index % inputs.length]);
  console.log(JSON.stringify([performance.now() - started, process.memoryUsage().rss - before]));
}

async function compare() {
  const names = Object.keys(ENGINES);
  const asks = new Map();
  for (const name of names) asks.set(name, await ENGINES[name].start());
  await sameVerdicts(asks);
  const warm = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const { inputs } = ENGINES[name];
      const ask = asks.get(name);
      const started = performance.now();
      for (let index = 0; index < IN_A_ROW; index++) {
        const told = ask(inputs[index % inputs.length]);
        // Waiting for what is there already would be counted as theirs.
        if (told instanceof Promise) await told;
      }
      warm.get(name).push(((performance.now() - started) * 1000) / IN_A_ROW);
    }
  }
  const starts = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < COLD; round++) for (const name of names) starts.get(name).push(JSON.parse(run("cold", name)));
  for (const name of names) {
    const [many, memory] = JSON.parse(run("many", name));
    const [start, first] = [0, 1].map((place) => spread(starts.get(name).map((figures) => figures[place])));
    console.log(JSON.stringify({ name, start, first, warm: spread(warm.get(name)), many, memory, size: sizeOf(name) }));
  }
}

/** Equal work: every engine finds the same for every input. */
async function sameVerdicts(asks) {
  const fired = new Set();
  for (let index = 0; index < ENGINES.dynaboot.inputs.length; index++) {
    const told = new Map();
    for (const [name, ask] of asks) told.set(name, [...(await ask(ENGINES[name].inputs[index]))].sort());
    const expected = told.get("hand-written");
    expected.forEach((id) => fired.add(id));
    for (const [name, ids] of told) assert.deepEqual(ids, expected, `${name} answers input ${index + 1} in another way`);
  }
  assert.equal(fired.size, RULES.length, "every rule fires somewhere");
}

function run(mode, name) {
  return execFileSync(process.execPath, [fileURLToPath(import.meta.url), mode, name], { encoding: "utf8" });
}

function spread(figures) {
  const sorted = figures.sort((one, other) => one - other);
  return { median: sorted[sorted.length >> 1], least: sorted[0], most: sorted.at(-1) };
}

function sizeOf(name) {
  return PACKAGES[name] === undefined ? 0 : directorySize(join(HERE, PACKAGES[name]));
}

function directorySize(directory) {
  return readdirSync(directory, { recursive: true })
    .filter((name) => !name.includes("node_modules"))
    .map((name) => statSync(join(directory, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}
