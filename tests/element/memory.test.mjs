// What is left of planners that were taken out of a page: nothing, but for the one app that waits for the next.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { READY, start } from "./host.mjs";

const ROUNDS = Number(process.env.DYNABOOT_MOUNTS ?? 1000);

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

/** Puts planners into the page one after the other, waits for the answer of each, and takes them out again. */
async function mount(page, rounds) {
  return page.evaluate(
    async ({ rounds, choices }) => {
      globalThis.gone ??= [];
      for (let round = 0; round < rounds; round++) {
        const planner = document.createElement("dynaboot-planner");
        planner.choices = choices;
        const answer = new Promise((told) => planner.addEventListener("dynaboot-change", told, { once: true }));
        document.body.append(planner);
        await answer;
        planner.remove();
        globalThis.gone.push(new WeakRef(planner));
        globalThis.events.length = 0;
        if (round % 50 === 49) await new Promise((turn) => setTimeout(turn));
      }
    },
    { rounds, choices: READY },
  );
}

async function counters(page) {
  const session = await page.context().newCDPSession(page);
  for (let turn = 0; turn < 4; turn++) {
    await session.send("HeapProfiler.collectGarbage");
    await page.evaluate(() => new Promise((turn) => setTimeout(turn, 50)));
  }
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  const memory = await page.evaluate(async () => (await import("/dynaboot/element/engine.js")).memoryInUse());
  const alive = await page.evaluate(() => globalThis.gone.filter((planner) => planner.deref()).length);
  return { nodes, jsEventListeners, memory, alive };
}

test(`${ROUNDS} planners, one after the other, leave nothing behind`, { timeout: 300_000 }, async () => {
  const { page } = await host.open("");
  await mount(page, 20);
  const before = await counters(page);
  await mount(page, ROUNDS);
  const after = await counters(page);
  console.log(JSON.stringify({ before, after }));
  assert.equal(after.alive, 0);
  assert.ok(Math.abs(after.nodes - before.nodes) < 50, `${before.nodes} nodes became ${after.nodes}`);
  assert.ok(
    Math.abs(after.jsEventListeners - before.jsEventListeners) < 20,
    `${before.jsEventListeners} listeners became ${after.jsEventListeners}`,
  );
  assert.ok(after.memory - before.memory <= 2 ** 20, `${before.memory} bytes of wasm became ${after.memory}`);
  await page.close();
});
