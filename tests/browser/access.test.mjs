// The page for everybody: axe in both themes, and no sideways scrolling on a narrow screen.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fillReady, open, start, verdict } from "./page.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const PAGES = {
  empty: () => {},
  open: async (page) => {
    await page.getByLabel("Cloud", { exact: true }).selectOption("azure");
    await page.getByLabel("System", { exact: true }).selectOption("centos-7");
    await page.getByLabel("Bundle store", { exact: true }).fill("https://store.example.com/b");
  },
  ready: async (page) => {
    await fillReady(page);
    await page.getByText(/sections, and why each is there$/).click();
  },
  blocked: async (page) => {
    await page.getByRole("button", { name: /^OpenStack/ }).click();
    await page.getByRole("button", { name: /more ways?$/ }).click();
    for (const why of await page.getByRole("button", { name: "Why?", exact: true }).all()) await why.click();
  },
  matrix: async (page) => {
    await page.getByRole("button", { name: /^OpenStack/ }).click();
    await page.getByRole("link", { name: "Matrix", exact: true }).click();
    await page.getByRole("table", { name: "Support matrix", exact: true }).waitFor();
  },
  "filtered matrix": async (page) => {
    await page.getByRole("link", { name: "Matrix", exact: true }).click();
    await page.getByLabel("Support", { exact: true }).selectOption("conditional");
    await page.getByRole("button", { name: /^Yes2/ }).first().focus();
  },
};

for (const [name, fill] of Object.entries(PAGES)) {
  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing on the ${name} page, ${scheme}`, async () => {
      const { page } = await open(host, { scheme });
      await fill(page);
      // Evaluated from outside: the page's Content-Security-Policy allows no foreign script.
      const results = await page.evaluate(`${axe}; axe.run({ resultTypes: ["violations"] })`);
      const found = results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`);
      assert.deepEqual(found, []);
      assert.ok(results.passes.some(({ id }) => id === "color-contrast"), "axe has looked at the colours");
      await page.close();
    });
  }

  for (const width of [320, 768]) {
    test(`nothing sticks out of ${width} px on the ${name} page`, async () => {
      const { page } = await open(host, { size: { width, height: 640 } });
      await fill(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0);
      await page.close();
    });
  }
}

test("at 320 px the verdict stays in sight", async () => {
  const { page } = await open(host, { size: { width: 320, height: 640 } });
  await fillReady(page);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
  const box = await verdict(page).boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height < 64, JSON.stringify(box));
  await page.close();
});

test("Theme changes between light and dark, and is kept", async () => {
  const { page } = await open(host);
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByRole("button", { name: "Theme", exact: true }).click();
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.reload();
  await verdict(page).waitFor();
  assert.equal(await paper(), dark);
  await page.getByRole("button", { name: "Theme", exact: true }).click();
  assert.equal(await paper(), light);
  await page.close();
});
