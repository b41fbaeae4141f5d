// A frame of another origin, for a console whose Content-Security-Policy forbids WebAssembly.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fillReady, fillSecret, look, makeHost, open, serve, skip, until, verdict } from "./host.mjs";

const SECRET = "hunter2";

test("a frame, by messages alone", { skip }, async () => {
  const { page, complaints } = await open(await serve(makeHost("iframe"), "server.mjs"));
  const frame = page.frameLocator("iframe[title=Planner]");
  await verdict(frame).waitFor();
  const origin = new URL(await page.locator("iframe").getAttribute("src")).origin;
  assert.notEqual(origin, new URL(page.url()).origin);
  await page.evaluate(() => {
    globalThis.heard = [];
    addEventListener("message", ({ origin, data }) => globalThis.heard.push([origin, JSON.stringify(data)]));
  });
  const heard = () => page.evaluate(() => globalThis.heard);
  const says = () => page.locator("#says").textContent();

  assert.equal(
    await page.evaluate(() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(String, ({ name }) => name)),
    "CompileError",
    "the console itself runs no WebAssembly",
  );
  await until(page, says, "incomplete");
  assert.equal(await frame.getByLabel("System", { exact: true }).inputValue(), "centos-7");
  assert.equal(await frame.getByLabel("Cloud", { exact: true }).isDisabled(), true);
  await fillReady(frame);
  await fillSecret(frame, "reader", SECRET);
  await until(page, says, "readyWithWarnings");
  await page.waitForTimeout(200);
  assert.equal(JSON.parse(await page.locator("#state").textContent()).packageStore.url, "http://repo.example.com");

  // The frame is as high as what it shows: nothing in it scrolls.
  const fits = () =>
    page
      .frames()
      .at(-1)
      .evaluate(() => document.documentElement.scrollHeight <= innerHeight);
  await until(page, fits, true);

  for (const [from, message] of await heard()) {
    assert.equal(from, origin);
    assert.doesNotMatch(message, new RegExp(SECRET), "no secret that nobody asked for");
  }
  await page.getByRole("button", { name: "Order" }).click();
  await until(page, async () => /^\d+ bytes for /.test(await page.locator("#ordered").textContent()), true);
  const [answer] = (await heard()).map(([, message]) => JSON.parse(message)).filter(({ type }) => type === "assessment");
  assert.match(answer.assessment.payload.content, new RegExp(SECRET), "asked for, the payload is whole");

  // Messages of others are nothing to either of them.
  await page.evaluate(() => postMessage({ type: "change", choices: {}, verdict: "forged" }, "*"));
  await page.evaluate((address) => {
    const stranger = document.createElement("iframe");
    stranger.src = address;
    stranger.id = "stranger";
    document.body.append(stranger);
  }, origin);
  await page.frameLocator("#stranger").locator("dynaboot-planner").waitFor({ state: "attached" });
  const [, first, stranger] = page.frames();
  await stranger.evaluate((to) => parent.postMessage({ type: "change", choices: {}, verdict: "forged" }, to), new URL(page.url()).origin);
  await stranger.evaluate(() => parent.frames[0].postMessage({ type: "choices", choices: { cloud: "google" } }, "*"));
  await first.evaluate(() => postMessage({ type: "choices", choices: { cloud: "google" } }, "*"));
  await page.waitForTimeout(200);
  assert.equal(await says(), "readyWithWarnings");
  assert.equal(await frame.getByLabel("Cloud", { exact: true }).inputValue(), "aws");
  await page.evaluate(() => document.querySelector("#stranger").remove());

  await look(page, "iframe");
  // The one that the test itself asked for.
  assert.deepEqual(
    complaints.filter((line) => !/WebAssembly/.test(line)),
    [],
  );
});

test("nobody else frames it", { skip }, async () => {
  const address = await serve(makeHost("iframe"), "server.mjs");
  const { page } = await open(address);
  await verdict(page.frameLocator("iframe")).waitFor();
  const planner = await page.locator("iframe").getAttribute("src");
  const { page: other } = await open("data:text/html,<p>elsewhere");
  await other.evaluate((src) => document.body.append(Object.assign(document.createElement("iframe"), { src })), planner);
  await other.waitForTimeout(300);
  assert.equal(await other.frames().at(-1).locator("dynaboot-planner").count(), 0);
});
