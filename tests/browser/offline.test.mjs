// Without a network, and over to a newer version: never forced.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begun, fillReady, open, start, verdict } from "./page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active.state));

test("after the first load it works without a network", async () => {
  const { page } = await open(host);
  await kept(page);
  await fillReady(page);
  await host.context.setOffline(true);
  host.refuse = true;
  try {
    await page.reload();
    await begun(page);
    assert.match(await verdict(page).innerText(), /^Ready/);
    await page.getByRole("link", { name: "Matrix", exact: true }).click();
    await page.getByRole("table", { name: "Support matrix", exact: true }).waitFor();
  } finally {
    host.refuse = false;
    await host.context.setOffline(false);
  }
  await page.close();
});

test("a newer version is offered, and taken when the reader asks for it, with the work kept", async () => {
  const { page } = await open(host);
  await kept(page);
  await fillReady(page);
  host.change = (name, content) => (name === "service-worker.js" ? `${content}\n// Newer.` : content);
  try {
    const use = page.getByRole("button", { name: "Use it now", exact: true });
    assert.equal(await use.count(), 0);
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()));
    await use.waitFor();
    assert.match(await verdict(page).innerText(), /^Ready/, "nothing has happened yet");
    await Promise.all([page.waitForEvent("load"), use.click()]);
    assert.match(await verdict(page).innerText(), /^Ready/);
    assert.equal(await page.evaluate(() => navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting)), null);
    assert.equal(await use.count(), 0);
  } finally {
    host.change = undefined;
  }
  await page.close();
});

test("it can be installed", async () => {
  const { page } = await open(host);
  const cdp = await host.context.newCDPSession(page);
  const { errors, data } = await cdp.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  for (const { src } of manifest.icons) {
    const response = await page.evaluate((src) => fetch(src).then(({ ok, headers }) => [ok, headers.get("content-type")]), src);
    assert.ok(response[0] && response[1].startsWith("image/"), src);
  }
  const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors, []);
  await page.close();
});

test("the policy of the page forbids what a script from elsewhere would need", async () => {
  const { page } = await open(host);
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  assert.ok(!/unsafe-inline|'unsafe-eval'|https?:|\*/.test(policy), policy);
  const raw = await page.evaluate(() => {
    try {
      document.createElement("div").innerHTML = "<b>raw</b>";
      return "taken";
    } catch (cause) {
      return cause.name;
    }
  });
  assert.equal(raw, "TypeError", "Trusted Types are required");
  assert.equal(await page.locator("[style]").count(), 0, "no style attributes");
  await page.close();
});
