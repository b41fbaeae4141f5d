// What a planner costs the page around it: until its first verdict, beside the page's own, and in memory.

import { chromium } from "playwright-core";
import { serve } from "../browser/page.mjs";
import { READY, start } from "../element/host.mjs";

const executablePath = process.env.DYNABOOT_CHROMIUM ?? "/usr/bin/chromium";
const ROUNDS = 5;
const TOGETHER = 20;
const MOUNTS = 1000;

const median = (numbers) => numbers.sort((left, right) => left - right)[Math.floor(numbers.length / 2)];
const told = (name, figure) => console.log(`${name} ${figure.toFixed(0)}`);

/** From a tag in a page that has just loaded until its first verdict, in milliseconds. */
async function first(host) {
  const { page } = await host.open("", { module: false });
  const took = await page.evaluate(async (choices) => {
    const planner = document.createElement("dynaboot-planner");
    const started = performance.now();
    const answered = new Promise((told) => planner.addEventListener("dynaboot-change", told));
    document.body.append(planner);
    planner.choices = choices;
    await import("/dynaboot/element.js");
    await answered;
    return performance.now() - started;
  }, READY);
  await page.close();
  return took;
}

/** The same for the page itself, which is opened with these choices. */
async function pageFirst(browser, address) {
  const page = await browser.newPage();
  const plan = Buffer.from(JSON.stringify({ ...READY, bundleStore: { url: READY.bundleStore.url } })).toString("base64url");
  await page.goto(`${address}#plan=${plan}`);
  const took = await page.evaluate(async () => {
    for (;;) {
      const [begun] = performance.getEntriesByName("dynaboot-begun");
      if (begun) return begun.startTime;
      await new Promise((done) => setTimeout(done, 5));
    }
  });
  await page.close();
  return took;
}

/** Bytes of JavaScript's heap and of the module. */
async function memory(page) {
  const session = await page.context().newCDPSession(page);
  for (let turn = 0; turn < 4; turn++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return { heap: usedSize, module: await page.evaluate(async () => (await import("/dynaboot/element/engine.js")).memoryInUse()) };
}

const mount = (page, rounds, together) =>
  page.evaluate(
    async ({ rounds, together, choices }) => {
      for (let round = 0; round < rounds; round++) {
        const planners = Array.from({ length: together }, () => document.createElement("dynaboot-planner"));
        for (const planner of planners) planner.choices = choices;
        document.body.append(...planners);
        await Promise.all(planners.map((planner) => planner.assess()));
        if (rounds > 1) planners.forEach((planner) => planner.remove());
        globalThis.events.length = 0;
        await new Promise((turn) => setTimeout(turn));
      }
    },
    { rounds, together, choices: READY },
  );

const host = await start();
const own = await serve();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const [tag, page] = [[], []];
for (let round = 0; round < ROUNDS; round++) {
  tag.push(await first(host));
  page.push(await pageFirst(browser, own.address));
}
told("element-first", median(tag));
told("page-first", median(page));

const { page: many } = await host.open("");
await mount(many, 2, 1);
const empty = await memory(many);
await mount(many, 1, TOGETHER);
const full = await memory(many);
told("element-heap-each", (full.heap - empty.heap) / TOGETHER);
told("element-module-each", (full.module - empty.module) / TOGETHER);
await many.close();

const { page: long } = await host.open("");
await mount(long, 20, 1);
const before = await memory(long);
await mount(long, MOUNTS, 1);
const after = await memory(long);
told("element-heap-after", after.heap - before.heap);
told("element-module-after", after.module - before.module);

await browser.close();
await own.stop();
await host.stop();
