// The page for everybody: axe in both themes, and no sideways scrolling on a narrow screen.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { begun, fillReady, open, start, verdict, SCREENSHOTS } from "./page.mjs";

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
    await page.getByRole("button", { name: /^What was chosen, lines/ }).focus();
  },
  blocked: async (page) => {
    await page.getByRole("button", { name: /^OpenStack/ }).click();
    for (const why of await page.getByRole("button", { name: "Why?", exact: true }).all()) await why.click();
  },
  matrix: async (page) => {
    await page.getByRole("button", { name: /^OpenStack/ }).click();
    await page.getByRole("link", { name: "Matrix", exact: true }).click();
    await page.getByRole("table", { name: "Support matrix", exact: true }).waitFor();
  },
  probe: async (page) => {
    await page.getByRole("button", { name: /^OpenStack/ }).click();
    await page.getByRole("link", { name: "Probe", exact: true }).click();
    await page.getByLabel("The probe's line", { exact: true }).fill('dynaboot-probe/1 {"agent":"absent"}');
  },
  policy: async (page) => {
    await page.getByRole("link", { name: "Policy", exact: true }).click();
    await page.getByRole("heading", { name: "Sources", exact: true }).waitFor();
  },
  rule: async (page) => {
    await page.getByRole("link", { name: "Policy", exact: true }).click();
    await page.getByRole("link", { name: /bundle store is reached over HTTPS/ }).click();
    await page.getByRole("article").waitFor();
  },
  "filtered matrix": async (page) => {
    await page.getByRole("link", { name: "Matrix", exact: true }).click();
    await page.getByLabel("Support", { exact: true }).selectOption("conditional");
    await page.getByRole("button", { name: /^Yes2/ }).first().focus();
  },
};

for (const [name, fill] of Object.entries(PAGES)) {
  for (const scheme of ["light", "dark"]) {
    test(`the ${name} page, ${scheme}: axe finds nothing, and nothing sticks out of 3840, 1440, 768 and 320 px`, async () => {
      const { page, complaints } = await open(host, { scheme });
      await fill(page);
      for (const width of [3840, 1440, 768, 320]) {
        await page.setViewportSize({ width, height: width > 2000 ? 2160 : 900 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0, `${width} px`);
        await page.screenshot({ path: join(SCREENSHOTS, `${name.replace(" ", "-")}-${width}-${scheme}.png`), fullPage: true });
        if (width === 3840 || width === 768) continue;
        // Evaluated from outside: the page's Content-Security-Policy allows no foreign script.
        const results = await page.evaluate(`${axe}; axe.run({ resultTypes: ["violations"] })`);
        const found = results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`);
        assert.deepEqual(found, [], `${width} px`);
        assert.ok(
          results.passes.some(({ id }) => id === "color-contrast"),
          "axe has looked at the colours",
        );
      }
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }
}

test("on a very wide screen everything grows, and stands in the middle", async () => {
  const { page } = await open(host, { size: { width: 3840, height: 2160 } });
  await fillReady(page);
  const size = await page
    .locator(".Finding-todo")
    .first()
    .evaluate((words) => Number.parseFloat(getComputedStyle(words).fontSize));
  assert.ok(size >= 20, `${size} px`);
  const [left, right] = await page.evaluate(() => [
    document.querySelector(".Ask").getBoundingClientRect().left,
    innerWidth - document.querySelector(".Give").getBoundingClientRect().right,
  ]);
  assert.ok(Math.abs(left - right) < 2, `${left} and ${right}`);
  await page.close();
});

test("zoomed to 400 %, the whole way can be gone", async () => {
  // 1280 × 1024 at 400 %.
  const { page } = await open(host, { size: { width: 320, height: 256 } });
  await fillReady(page);
  await page.getByRole("button", { name: "Copy script", exact: true }).scrollIntoViewIfNeeded();
  const { height } = await verdict(page).boundingBox();
  assert.ok(height < 64, "what stays in sight leaves room for the rest");
  for (const view of ["Matrix", "Policy"]) {
    await page.getByRole("link", { name: view, exact: true }).click();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, view);
  }
  await page.close();
});

test("with forced colours, and on paper, nothing that matters is gone", async () => {
  const { page } = await open(host);
  await fillReady(page);
  await page.emulateMedia({ forcedColors: "active" });
  await page.screenshot({ path: join(SCREENSHOTS, "ready-1440-forced.png") });
  const mark = await page.locator(".Verdict .Mark").evaluate((svg) => getComputedStyle(svg).fill);
  const back = await verdict(page).evaluate((box) => getComputedStyle(box).backgroundColor);
  assert.notEqual(mark, back, "the shape can be told from what is behind it");
  await page.getByRole("button", { name: "Theme", exact: true }).click();
  await page.emulateMedia({ forcedColors: "none", media: "print" });
  assert.equal(
    await page.evaluate(() => getComputedStyle(document.body).color),
    "rgb(27, 36, 34)",
    "dark ink, though the dark theme was chosen",
  );
  await page.screenshot({ path: join(SCREENSHOTS, "ready-1440-print.png"), fullPage: true });
  assert.equal(await page.getByLabel("Cloud", { exact: true }).isVisible(), false, "the form is not for paper");
  for (const name of ["What was chosen", "The support table says"]) {
    assert.ok(await page.getByRole("heading", { name, exact: true }).isVisible(), name);
  }
  assert.match(await page.locator(".Chosen").innerText(), /Cloud\s+AWS[^]*Broker host\s+broker\.example\.com/);
  assert.ok(await page.locator(".Why").first().isVisible(), "reasons are unfolded");
  const cut = await page
    .getByRole("region", { name: "Script", exact: true })
    .locator("pre")
    .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  assert.ok(cut <= 1, "the script is whole");
  await page.close();
});

test("nothing moves for who asked for stillness", async () => {
  const { page } = await open(host);
  await page.getByRole("button", { name: /^OpenStack/ }).click();
  await page.getByRole("button", { name: "OpenStack → AWS", exact: true }).click();
  const marked = page.locator(".is-marked").first();
  assert.equal(await marked.evaluate((element) => getComputedStyle(element).animationName), "none");
  assert.equal(await marked.evaluate((element) => getComputedStyle(element).outlineStyle), "dashed", "the mark is still there");
  await page.close();
});

test("the verdict is announced once a change", async () => {
  const { page } = await open(host);
  await page.evaluate(() => {
    globalThis.changes = [];
    const status = document.querySelector("[role=status][aria-label=Verdict]");
    new MutationObserver(() => globalThis.changes.push(status.innerText)).observe(status, {
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
  await page.getByLabel("Cloud", { exact: true }).selectOption("openstack");
  await page.getByLabel("System", { exact: true }).selectOption("rhel-7");
  const before = await page.evaluate(() => globalThis.changes.length);
  await page.getByLabel("Broker host", { exact: true }).pressSequentially("broker");
  const after = await page.evaluate(() => globalThis.changes.length);
  assert.ok(before > 0 && after - before <= 1, `${before} and ${after}: letters that change nothing are not announced`);
  await page.close();
});

test("at 320 px Theme stands beside the name, and what is about the plan on one line", async () => {
  const { page } = await open(host, { size: { width: 320, height: 640 } });
  await page.getByLabel("Cloud", { exact: true }).selectOption("aws");
  const middle = async (control) => {
    const { y, height } = await control.boundingBox();
    return y + height / 2;
  };
  const button = (name) => page.getByRole("button", { name, exact: true });
  const name = await middle(page.getByRole("heading", { name: "dynaboot" }));
  assert.ok(Math.abs((await middle(button("Theme"))) - name) < 12);
  const undo = await middle(button("Undo"));
  for (const other of ["Start over", "Redo"]) assert.ok(Math.abs((await middle(button(other))) - undo) < 2, other);
  await page.close();
});

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
  await begun(page);
  assert.equal(await paper(), dark);
  await page.getByRole("button", { name: "Theme", exact: true }).click();
  assert.equal(await paper(), light);
  await page.close();
});
