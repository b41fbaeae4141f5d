// As somebody goes who knows nothing of the product, and follows what the page says.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { copied, downloaded, open, start, verdict } from "./page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

// What a person has at hand; the page has to say which of it is wanted.
const KNOWN = {
  "Broker host": "broker.example.com",
  "Bundle store": "http://store.example.com/5.2.2/bundle",
  "Package store": "http://repo.example.com",
};

/** Answers whatever has the focus, as somebody would who has just been led there. */
async function answer(page) {
  const focus = page.locator(":focus");
  const kind = await focus.evaluate((element) => (element.type === "radio" ? "radio" : element.localName));
  if (kind === "radio") {
    await focus.locator("xpath=ancestor::fieldset").getByRole("radio", { name: "Yes", exact: true }).check();
  } else if (kind === "select") {
    await focus.selectOption({ index: (await focus.locator("option").count()) - 1 });
  } else {
    const label = await focus.evaluate((element) => element.labels[0]?.textContent ?? "");
    assert.ok(KNOWN[label], `nobody knows what to enter into “${label}”`);
    await focus.fill(KNOWN[label]);
  }
}

test("from an empty page to an AWS launch text, by following what is still open", async () => {
  const { page, complaints } = await open(host);
  const began = Date.now();
  assert.match(await verdict(page).innerText(), /Choose a cloud and a system to begin/);
  await page.getByLabel("Cloud", { exact: true }).selectOption({ label: "AWS" });
  await page.getByLabel("System", { exact: true }).selectOption({ label: "CentOS 7" });
  let steps = 2;
  while (!/^Ready/.test(await verdict(page).innerText())) {
    assert.ok((steps += 1) < 12, await verdict(page).innerText());
    await page
      .locator(".Part", { has: page.getByRole("heading", { name: "Still open", exact: true }) })
      .getByRole("button")
      .first()
      .click();
    await answer(page);
  }
  const launch = page.getByRole("region", { name: "Launch", exact: true });
  await launch.getByText("Launch with the AWS command line", { exact: true }).click();
  const text = await copied(page, "Copy launch.sh");
  assert.match(text, /aws ec2 run-instances[^]*--user-data "fileb:/);
  execFileSync("sh", ["-n"], { input: text });
  // The page says which file the command reads, and that file installs what was entered.
  const payload = await downloaded(page, "Download payload");
  await launch.getByText(`It reads ${payload.name}, which has to lie beside it`).waitFor();
  assert.match(text, new RegExp(`^payload='${payload.name}'$`, "m"));
  const script = await copied(page, "Copy script");
  assert.ok(script.includes("broker.example.com") && script.includes("store.example.com/5.2.2/bundle"));
  assert.ok(Date.now() - began < 60_000);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("from a blocked OpenStack with RHEL 7 to a working alternative in three clicks", async () => {
  const { page, complaints } = await open(host);
  await page.evaluate(() => {
    globalThis.clicks = 0;
    addEventListener("click", () => (globalThis.clicks += 1), true);
  });
  await page.getByRole("button", { name: "OpenStack + RHEL 7", exact: true }).click();
  assert.match(await verdict(page).innerText(), /^Blocked/);
  const ways = page.getByRole("list", { name: "Alternatives", exact: true }).getByRole("listitem");
  const way = ways.filter({ hasText: /Ready/ }).first().getByRole("button");
  const box = await way.boundingBox();
  assert.ok(box.y + box.height <= 900, "it is seen without scrolling");
  await way.click();
  assert.match(await verdict(page).innerText(), /^Ready/);
  const script = await copied(page, "Copy script");
  assert.match(script, /^#!\/bin\/sh\n/);
  assert.equal(await page.evaluate(() => globalThis.clicks), 3);
  assert.deepEqual(complaints, []);
  await page.close();
});
