// Where the program cannot start.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SCREENSHOTS, startForVisits } from "./page.mjs";

let host;
before(async () => {
  host = await startForVisits();
});
after(() => host.stop());

/** A page that is not waited for. */
async function opened(options, script) {
  const context = await host.browser.newContext({ serviceWorkers: "block", ...options });
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
    assert.equal(await page.getByLabel("Cloud", { exact: true }).isVisible(), false, "nothing looks as if it could be used");
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
  assert.equal(await page.getByLabel("Cloud", { exact: true }).isVisible(), false, "nothing looks as if it could be used");
  await page.screenshot({ path: join(SCREENSHOTS, "without-webassembly-1280-light.png") });
  await page.context().close();
});
