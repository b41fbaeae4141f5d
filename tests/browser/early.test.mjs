// The page is HTML before there is a program: what a reader sees, and what becomes of what they do with it.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { SCREENSHOTS, begun, startForVisits, verdict } from "./page.mjs";

let host;
before(async () => {
  host = await startForVisits();
});
after(() => host.stop());

const field = (page, name) => page.getByLabel(name, { exact: true });
const hasBegun = (page) => page.evaluate(() => performance.getEntriesByName("dynaboot-begun").length > 0);

/** A page whose program comes when it is let. */
async function opened({ fragment = "", width = 1440 } = {}) {
  const context = await host.browser.newContext({ serviceWorkers: "block", viewport: { width, height: 900 } });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  let letCome;
  const come = new Promise((resolve) => (letCome = resolve));
  await page.route(/\.wasm$/, async (route) => {
    await come;
    await route.continue();
  });
  await page.goto(host.address + fragment);
  return { page, letCome, complaints };
}

async function closed({ page, complaints }) {
  assert.deepEqual(complaints, []);
  await page.context().close();
}

/** All that can be seen and read, and where it stands. */
const looks = (page) =>
  page.evaluate(() => ({
    text: document.body.innerText,
    // A closed fold hides what only a program knows: today.
    boxes: [...document.querySelectorAll("body *")]
      .filter((element) => element.checkVisibility())
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return `${element.localName} ${element.id} ${[x, y, width, height].map(Math.round)}`;
      }),
  }));

for (const width of [320, 1440]) {
  test(`the page is there before its program, the same to the pixel, ${width}`, async () => {
    const opening = await opened({ width });
    const { page, letCome } = opening;
    assert.match(await verdict(page).innerText(), /^Incomplete/);
    const [early, read] = [await looks(page), await page.locator("body").ariaSnapshot()];
    await page.screenshot({ path: join(SCREENSHOTS, `before-the-program-${width}-light.png`) });
    assert.equal(await hasBegun(page), false);
    assert.deepEqual(await page.locator("button:not([id])").allInnerTexts(), [], "by its id a press is done again");
    letCome();
    await begun(page);
    const { text, boxes } = await looks(page);
    assert.equal(text, early.text);
    assert.deepEqual(boxes, early.boxes);
    assert.equal(await page.locator("body").ariaSnapshot(), read);
    await closed(opening);
  });
}

test("the program waits for the first sign of a reader", async () => {
  const opening = await opened();
  opening.letCome();
  await wait(1_000);
  assert.equal(await hasBegun(opening.page), false);
  await opening.page.keyboard.press("Tab");
  await opening.page.waitForFunction(() => performance.getEntriesByName("dynaboot-begun").length > 0);
  await closed(opening);
});

test("a link with choices needs no sign, and shows nothing else meanwhile", async () => {
  const plan = Buffer.from(JSON.stringify({ cloud: "openstack", system: "rhel-7" })).toString("base64url");
  const opening = await opened({ fragment: `#plan=${plan}` });
  const { page, letCome } = opening;
  await page.locator(".is-beginning").waitFor();
  assert.equal(await verdict(page).isVisible(), false);
  letCome();
  await page.waitForFunction(() => performance.getEntriesByName("dynaboot-begun").length > 0);
  assert.match(await verdict(page).innerText(), /^Blocked/);
  await closed(opening);
});

test("what is done before the program is there is kept", async () => {
  const opening = await opened();
  const { page, letCome } = opening;
  await field(page, "Cloud").selectOption("aws");
  await field(page, "System").selectOption("centos-7");
  await field(page, "Agent on the image").selectOption("absent");
  await page.getByText("Additional software", { exact: true }).click();
  await field(page, "Bundle store").fill("http://store.example.com/b");
  await field(page, "Package store").fill("http://repo.example.com");
  await field(page, "Broker host").pressSequentially("brker.example.com");
  for (let letter = 0; letter < "ker.example.com".length; letter += 1) await page.keyboard.press("ArrowLeft");
  letCome();
  await begun(page);
  await page.keyboard.type("o");
  assert.equal(await field(page, "Broker host").inputValue(), "broker.example.com", "the place in the text too");
  assert.match(await verdict(page).innerText(), /^Ready/);
  assert.equal(await page.getByText("Additional software", { exact: true }).evaluate(({ parentElement }) => parentElement.open), true);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  assert.notEqual(await field(page, "Broker host").inputValue(), "broker.example.com", "it can be taken back");
  await closed(opening);
});

test("what is pressed before the program is there is done", async () => {
  for (const [name, seen] of [
    ["OpenStack + RHEL 7", (page) => page.getByText("Blocked").first().waitFor()],
    ["Theme", (page) => page.locator("[data-theme=dark]").waitFor()],
  ]) {
    const opening = await opened();
    await opening.page.getByRole("button", { name, exact: true }).click();
    await opening.page.getByRole("heading", { name: "dynaboot", exact: true }).click();
    opening.letCome();
    await begun(opening.page);
    await seen(opening.page);
    await closed(opening);
  }
  const opening = await opened();
  await opening.page.getByRole("link", { name: "Matrix", exact: true }).click();
  opening.letCome();
  await opening.page.getByRole("table", { name: "Support matrix", exact: true }).waitFor();
  await closed(opening);
});

test("nothing is taken from under a finger: neither a button that is held nor a list that is open", async () => {
  const opening = await opened();
  const { page, letCome } = opening;
  const theme = page.getByRole("button", { name: "Theme", exact: true });
  await theme.hover();
  await page.mouse.down();
  letCome();
  await wait(1_000);
  assert.equal(await hasBegun(page), false);
  await page.mouse.up();
  await page.locator("[data-theme=dark]").waitFor();
  await closed(opening);

  const other = await opened();
  const cloud = await field(other.page, "Cloud").elementHandle();
  await cloud.dispatchEvent("pointerdown");
  await cloud.dispatchEvent("pointerup");
  other.letCome();
  await wait(1_000);
  assert.ok(await cloud.evaluate((select) => select.isConnected));
  await field(other.page, "Cloud").selectOption("aws");
  await other.page.waitForFunction(() => performance.getEntriesByName("dynaboot-begun").length > 0);
  assert.equal(await field(other.page, "Cloud").inputValue(), "aws");
  assert.equal(await cloud.evaluate((select) => select.isConnected), false);
  await closed(other);
});
