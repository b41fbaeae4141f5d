// Answers as JSON text against JavaScript's values across the border: the same module, the same inputs, interleaved. The directory is
// what `cargo xtask bench border` leaves.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";

import { CHOICES, read } from "../../wasm-pkg/npm/input/plain.js";

const ROUNDS = 1500;
const home = join(process.argv[2], "both");
const border = await import(pathToFileURL(join(home, "dynaboot.js")).href);
border.initSync({ module: readFileSync(join(home, "dynaboot.wasm")) });
border.start();

const inputs = JSON.parse(readFileSync(new URL("inputs.json", import.meta.url), "utf8"));
const TODAY = "2026-11-22";
// As the package does it, what a script passes is read in JavaScript first; the answer comes in either form.
const text = (call) => (choices) => JSON.parse(border[`${call}Text`](0, read(choices, CHOICES).text, TODAY));
const values = (call) => (choices) => border[call](0, read(choices, CHOICES).text, TODAY);

for (const call of ["check", "assess"]) {
  const forms = { text: text(call), values: values(call) };
  for (const input of inputs) assert.deepEqual(forms.values(input), forms.text(input), "they say the same");
  const times = { text: [], values: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const input of inputs) {
      for (const [form, ask] of Object.entries(forms)) {
        const started = performance.now();
        ask(input);
        times[form].push((performance.now() - started) * 1000);
      }
    }
  }
  for (const [form, list] of Object.entries(times)) {
    console.log(`${call}-${form} ${list.sort((one, other) => one - other)[list.length >> 1].toFixed(1)}`);
  }
}
