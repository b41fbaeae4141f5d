// The probe: its script for the chosen system, and what it said taken into the plan.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { copied, fillReady, open, start, verdict } from "./page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

test("the script is run, and its line answers questions", async () => {
  const { page, complaints } = await open(host);
  await fillReady(page);
  await page.getByLabel("Bundle store", { exact: true }).fill("https://store.example.com/b");
  assert.match(await verdict(page).innerText(), /^Incomplete/);
  await page.getByRole("link", { name: "Probe", exact: true }).click();
  const script = await copied(page, "Copy probe");
  assert.ok(script.startsWith("#!/bin/sh\n"));
  assert.equal(await page.getByRole("region", { name: "Probe script", exact: true }).locator("pre").textContent(), script);
  const said = execFileSync("sh", { input: script, encoding: "utf8", env: { PATH: process.env.PATH } });
  const box = page.getByLabel("The probe's line", { exact: true });
  await box.fill("dynaboot-probe/1 {");
  assert.equal(await box.getAttribute("aria-invalid"), "true");
  await page
    .getByText(/dynaboot-probe\/1 \{/)
    .last()
    .waitFor();
  await box.fill(`root@vm:~# sh dynaboot-probe.sh\n${said}`);
  assert.equal(await box.getAttribute("aria-invalid"), null);
  await page.getByRole("button", { name: "Take into the plan", exact: true }).click();
  await verdict(page).waitFor();
  assert.equal(await page.getByLabel("Broker host", { exact: true }).inputValue(), "broker.example.com");
  assert.equal(await page.getByLabel("Agent on the image", { exact: true }).inputValue(), "absent");
  assert.notEqual(
    await page
      .getByRole("group", { name: /Python/ })
      .getByRole("combobox")
      .inputValue(),
    "",
  );
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  assert.equal(
    await page
      .getByRole("group", { name: /Python/ })
      .getByRole("combobox")
      .inputValue(),
    "",
  );
  assert.deepEqual(complaints, []);
  await page.close();
});

test("without a system it says what it needs", async () => {
  const { page } = await open(host);
  await page.getByRole("link", { name: "Probe", exact: true }).click();
  await page.getByRole("link", { name: "Choose a system", exact: true }).click();
  await verdict(page).waitFor();
  await page.close();
});
