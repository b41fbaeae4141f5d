// Each verdict and each route, and what the page gives for it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { copied, downloaded, fillReady, open, start, verdict } from "./page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const field = (page, name) => page.getByLabel(name, { exact: true });
const give = (page) => page.getByRole("region", { name: "Give", exact: true });

test("ready: nothing speaks against it", async () => {
  const { page, complaints } = await open(host);
  await page.getByRole("button", { name: /^VMware/ }).click();
  assert.match(await verdict(page).innerText(), /^Ready\n/);
  assert.equal(
    await page
      .getByRole("list", { name: "Findings", exact: true })
      .getByRole("listitem")
      .filter({ hasText: /^(Error|Warning)/ })
      .count(),
    0,
  );
  assert.deepEqual(complaints, []);
  await page.close();
});

test("already there: the image brings the agent, and there is nothing to paste", async () => {
  const { page, complaints } = await open(host);
  await fillReady(page);
  await field(page, "Agent on the image").selectOption({ label: "Present" });
  await field(page, "Image source").selectOption("worker");
  assert.match(await verdict(page).innerText(), /^Ready/);
  assert.match(await verdict(page).innerText(), /The image has the agent/);
  assert.match(await give(page).innerText(), /There is nothing to paste/);
  assert.equal(await page.getByRole("region", { name: "Payload", exact: true }).count(), 0);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("prebuilt image: the script is for the image, and no payload is pasted", async () => {
  const { page, complaints } = await open(host);
  await fillReady(page);
  await page.getByText("Date and route", { exact: true }).click();
  await field(page, "Route").selectOption({ label: "Prebuilt image" });
  assert.match(await verdict(page).innerText(), /^(Ready|Incomplete)/);
  for (let turn = 0; turn < 4 && /^Incomplete/.test(await verdict(page).innerText()); turn += 1) {
    await page.locator(".Questions:not(details)").getByRole("radio", { name: "Yes", exact: true }).first().check();
  }
  assert.match(await verdict(page).innerText(), /baked into an image/);
  const script = page.getByRole("region", { name: "Script", exact: true });
  assert.match(await script.innerText(), /Run it as root in a VM of that image/);
  assert.match(await copied(page, "Copy script"), /^#!\/bin\/sh\n/);
  assert.equal(await page.getByRole("region", { name: "Payload", exact: true }).count(), 0);
  const packer = page
    .getByRole("region", { name: "Launch", exact: true })
    .locator("summary")
    .filter({ hasText: /Packer/ });
  await packer.first().click();
  assert.match(
    (
      await downloaded(
        page,
        await page
          .getByRole("button", { name: /^Download .*\.pkr\.hcl$/ })
          .first()
          .innerText(),
      )
    ).text,
    /source "/,
  );
  assert.deepEqual(complaints, []);
  await page.close();
});

test("a Windows system gets a script of its own, with a word on where it was run", async () => {
  const { page, complaints } = await open(host);
  await fillReady(page);
  await field(page, "System").selectOption("windows-2016");
  await field(page, "Bundle store").fill("http://store.example.com/b");
  for (let turn = 0; turn < 6 && /^Incomplete/.test(await verdict(page).innerText()); turn += 1) {
    const question = page
      .locator(".Questions:not(details) fieldset")
      .filter({ has: page.getByRole("radio", { name: "I don't know", exact: true, checked: true }) });
    await question.first().getByRole("radio", { name: "Yes", exact: true }).check();
  }
  assert.match(await verdict(page).innerText(), /^Ready/);
  assert.match((await downloaded(page, "Download script")).name, /\.ps1$/);
  assert.match(await give(page).innerText(), /Nobody ran it on Windows itself/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("the way back and forth again goes over every kind of change", async () => {
  const { page } = await open(host);
  const undo = page.getByRole("button", { name: "Undo", exact: true });
  const redo = page.getByRole("button", { name: "Redo", exact: true });
  assert.equal(await undo.getAttribute("aria-disabled"), "true");
  await page.getByRole("button", { name: /^OpenStack/ }).click();
  await page.getByRole("button", { name: "OpenStack → AWS", exact: true }).click();
  await field(page, "Broker host").fill("other.example.com");
  await page.getByRole("button", { name: "Start over", exact: true }).click();
  assert.match(await verdict(page).innerText(), /^Incomplete/);
  const seen = [];
  for (let step = 0; step < 4; step += 1) {
    await undo.click();
    seen.push([await field(page, "Cloud").inputValue(), await field(page, "Broker host").inputValue()].join(" "));
  }
  assert.deepEqual(
    seen.map((text) => text.split(" ")[0]),
    ["aws", "aws", "openstack", ""],
  );
  assert.ok(seen[0].endsWith("other.example.com") && !seen[1].endsWith("other.example.com"), seen.join());
  assert.equal(await undo.getAttribute("aria-disabled"), "true");
  for (let step = 0; step < 4; step += 1) await redo.click();
  assert.equal(await redo.getAttribute("aria-disabled"), "true");
  assert.equal(await field(page, "Cloud").inputValue(), "");
  await page.close();
});

test("at 320 px, from an empty page to the copied script", async () => {
  const { page, complaints } = await open(host, { size: { width: 320, height: 640 } });
  await fillReady(page);
  const box = await verdict(page).boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height < 64, "the verdict has been in sight all the time");
  assert.match(await verdict(page).innerText(), /^Ready/);
  const button = page.getByRole("button", { name: "Copy script", exact: true });
  await button.scrollIntoViewIfNeeded();
  const { height } = await button.boundingBox();
  assert.ok(height >= 24, "a finger meets it");
  assert.match(await copied(page, "Copy script"), /^#!\/bin\/sh\n/);
  assert.deepEqual(complaints, []);
  await page.close();
});
