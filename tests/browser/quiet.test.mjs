// What somebody types stays in the browser: nothing is asked of the network once the page is there.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { copied, downloaded, fillReady, open, start } from "./page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

test("no request after load, and none to another origin ever", async () => {
  const { page, requests, complaints } = await open(host);
  await page.waitForLoadState("networkidle");
  const loaded = requests.length;
  assert.ok(loaded > 0);
  await fillReady(page);
  await page.getByLabel("Cloud", { exact: true }).selectOption("openstack");
  await page.getByLabel("System", { exact: true }).selectOption("rhel-7");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByRole("button", { name: "Theme", exact: true }).click();
  await copied(page, "Copy script");
  await copied(page, "Copy link");
  await downloaded(page, "Download payload");
  const later = requests.slice(loaded).filter((url) => !url.startsWith("blob:"));
  assert.deepEqual(later, []);
  for (const url of requests) {
    const { protocol, origin } = new URL(url);
    assert.ok(origin === host.origin || protocol === "data:", url);
  }
  assert.deepEqual(complaints, []);
  await page.close();
});
