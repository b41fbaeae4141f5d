// How long `check` and `assess` take through the border in Node, and how long a process takes to its first answer.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const entry = new URL("../../wasm-pkg/dist/node.js", import.meta.url).href;
const ROUNDS = 2000;

function median(times) {
  return times.sort((left, right) => left - right)[Math.floor(times.length / 2)];
}

/** The median over all calls, in microseconds. */
function measure(inputs, call) {
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const input of inputs) {
      const started = performance.now();
      call(input);
      times.push((performance.now() - started) * 1000);
    }
  }
  return median(times);
}

if (process.argv[2] === "start") {
  const started = performance.now();
  const { load } = await import(entry);
  await load();
  console.log(performance.now() - started);
} else {
  const { load } = await import(entry);
  const dynaboot = await load();
  const inputs = JSON.parse(readFileSync(new URL("inputs.json", import.meta.url), "utf8"));
  // In fresh processes: what is compiled once is not compiled again.
  const self = fileURLToPath(import.meta.url);
  const starts = Array.from({ length: 15 }, () => Number(execFileSync(process.execPath, [self, "start"], { encoding: "utf8" })));
  console.log(`start ${(median(starts) * 1000).toFixed(1)}`);
  console.log(`check ${measure(inputs, (input) => dynaboot.check(input)).toFixed(1)}`);
  console.log(`assess ${measure(inputs, (input) => dynaboot.assess(input)).toFixed(1)}`);
}
