// What there is before the program, and where it cannot start.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { SCREENSHOTS, serve } from "./page.mjs";

let host;
let browser;
before(async () => {
  host = await serve();
  browser = await chromium.launch({ executablePath: process.env.DYNABOOT_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
});
after(async () => {
  await browser.close();
  await host.stop();
});

/** A page that is not waited for. */
async function opened(options, script) {
  const context = await browser.newContext({ serviceWorkers: "block", ...options });
  const page = await context.newPage();
  if (script) await page.addInitScript(script);
  await page.goto(host.address);
  return page;
}

test("without JavaScript a sentence says what is missing", async () => {
  for (const width of [320, 1440]) {
    const page = await opened({ javaScriptEnabled: false, viewport: { width, height: 900 } });
    const sentence = page.getByText(/allow scripts for this page/);
    assert.ok(await sentence.isVisible());
    const { y, height } = await sentence.boundingBox();
    assert.ok(y + height <= 900, "it is seen without scrolling");
    await page.screenshot({ path: join(SCREENSHOTS, `without-javascript-${width}-light.png`) });
    await page.context().close();
  }
});

test("without WebAssembly a sentence says what is missing", async () => {
  const page = await opened({}, () => {
    delete globalThis.WebAssembly;
  });
  await page.getByText(/Here it could not start/).waitFor();
  assert.equal(await page.getByText(/allow scripts for this page/).isVisible(), false);
  await page.screenshot({ path: join(SCREENSHOTS, "without-webassembly-1280-light.png") });
  await page.context().close();
});

test("the shell stands where the page will stand", async () => {
  // The program never comes.
  const context = await browser.newContext({ serviceWorkers: "block", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.route(/\.wasm$/, () => {});
  await page.goto(host.address, { waitUntil: "commit" });
  const intro = page.getByText(/^Say where your VM will run/);
  await intro.waitFor();
  const places = async () => {
    const boxes = [intro, page.getByRole("heading", { name: "Ask", exact: true }), page.getByRole("heading", { name: "Give", exact: true })];
    return Promise.all(boxes.map((box) => box.boundingBox()));
  };
  const shell = await places();
  await page.screenshot({ path: join(SCREENSHOTS, "shell-1440-light.png") });
  await page.unroute(/\.wasm$/);
  await page.reload();
  await page.getByRole("status", { name: "Verdict", exact: true }).waitFor();
  const whole = await places();
  for (const [index, { x, width }] of shell.entries()) {
    assert.ok(Math.abs(x - whole[index].x) < 1 && Math.abs(width - whole[index].width) < 1, `${index}`);
  }
  await context.close();
});
