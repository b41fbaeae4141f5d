// How fast the page is in a real Chromium, at full speed and slowed down four times, and what Lighthouse says.
import { chromium } from "playwright-core";
import { report } from "../browser/lighthouse.mjs";
import { fillReady, serve } from "../browser/page.mjs";

const executablePath = process.env.DYNABOOT_CHROMIUM ?? "/usr/bin/chromium";
const ROUNDS = 5;
const LETTERS = "abcdefghijklmnopqrstuvwxyz".repeat(2);

const median = (numbers) => numbers.sort((left, right) => left - right)[Math.floor(numbers.length / 2)];
const told = (name, rate, figure) => console.log(`${name}-${rate}x ${figure.toFixed(0)}`);

/** What the page itself sees of its own beginning. */
function watch() {
  globalThis.seen = { long: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.seen.long = Math.max(globalThis.seen.long, duration);
  }).observe({ type: "longtask", buffered: true });
}

/** How long the program takes over, from the first sign of a reader on. */
async function begin() {
  const signed = performance.now();
  document.body.dispatchEvent(new Event("pointerover", { bubbles: true }));
  for (;;) {
    const [begun] = performance.getEntriesByName("dynaboot-begun");
    if (begun) return begun.startTime - signed;
    await new Promise((done) => setTimeout(done, 5));
  }
}

/**
 * Types letters into a field, and measures each from its event until the page has been rendered by its own program, and until
 * it is painted. Each comes as a frame begins: how long the screen lets a letter wait for one is not the page's doing.
 */
async function type(letters) {
  const field = document.getElementById("at-agent.settings.brokerHost");
  const work = [];
  const painted = [];
  for (const letter of letters) {
    await new Promise((done) => setTimeout(done, 30));
    const started = await new Promise(requestAnimationFrame).then(() => performance.now());
    field.value += letter;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    // The page renders in microtasks.
    await Promise.resolve()
      .then(() => {})
      .then(() => {});
    work.push(performance.now() - started);
    // A message that is sent from within a frame arrives after its paint.
    await new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    });
    painted.push(performance.now() - started);
    if (!document.querySelector(".Give").textContent.includes(field.value)) throw new Error(`${letter} is not shown in time`);
  }
  return { work, painted };
}

async function measure(browser, address, rate) {
  // A first visit: nothing is cached, and no service worker is there.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: "block" });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate });
  await page.addInitScript(watch);
  await page.goto(address);
  await page.waitForTimeout(600);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
  const live = await page.evaluate(begin);
  const { long } = await page.evaluate(() => globalThis.seen);
  await fillReady(page);
  const typed = await page.evaluate(type, LETTERS);
  await context.close();
  return { paint, live, long, ...typed };
}

const host = await serve({ gzip: true });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  for (const rate of [1, 4]) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(browser, host.address, rate));
    for (const name of ["paint", "live", "long"]) told(name, rate, median(rounds.map((round) => round[name])));
    for (const name of ["work", "painted"]) told(name, rate, median(rounds.flatMap((round) => round[name])));
  }
} finally {
  await browser.close();
}

try {
  for (const device of ["mobile", "desktop"]) {
    const found = await report(host.address, device, ["performance", "accessibility", "best-practices"]);
    for (const [name, { score }] of Object.entries(found.categories)) console.log(`${name}-${device} ${Math.round(score * 100)}`);
    if (process.argv[2] === "why") {
      for (const audit of Object.values(found.audits)) {
        if (audit.score !== null && audit.score < 1) console.error(device, audit.id, audit.score, audit.displayValue ?? "");
      }
    }
  }
} finally {
  await host.stop();
}
