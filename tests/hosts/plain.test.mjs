// Plain HTML: a script, a tag, a form.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fillReady, fillSecret, look, makeHost, open, serve, skip, until, verdict } from "./host.mjs";

test("plain HTML, under a strict Content-Security-Policy", { skip }, async () => {
  const address = await serve(makeHost("plain"), "server.mjs");
  const { page, complaints } = await open(address);
  await verdict(page).waitFor();
  const send = page.getByRole("button", { name: "Order", exact: true });
  const planner = page.locator("dynaboot-planner");
  const ordered = () => page.locator("#ordered").textContent();
  const said = () =>
    page.evaluate(() => {
      const { validity, validationMessage, willValidate } = document.querySelector("dynaboot-planner");
      const form = document.querySelector("form");
      return {
        custom: validity.customError,
        validationMessage,
        willValidate,
        invalid: form.matches(":invalid"),
        data: [...new FormData(form)],
      };
    });

  // Before it is ready, it keeps its form from being sent.
  const before = await said();
  assert.deepEqual([before.custom, before.willValidate, before.invalid], [true, true, true]);
  assert.match(before.validationMessage, /^Incomplete: \d open questions/);
  await send.click();
  assert.equal(await ordered(), "");
  const focused = await page.evaluate(() => document.activeElement.id);
  assert.equal(focused, "plan", "whoever submits is led to it");

  await page.getByText("Plan", { exact: true }).click();
  assert.equal(await planner.evaluate((element) => element.shadowRoot.activeElement?.matches("select, input, button")), true);
  await assertFixed(page);
  await fillReady(page);
  await until(page, async () => (await said()).custom, false);
  await fillSecret(page, "reader", "hunter2");
  await page.waitForTimeout(100);
  const ready = await said();
  assert.deepEqual([ready.validationMessage, ready.invalid], ["", false]);
  assert.deepEqual(
    ready.data.map(([name]) => name),
    ["owner", "plan"],
  );
  await send.click();
  const { owner, plan } = JSON.parse(await ordered());
  assert.equal(owner, "team-a");
  const { cloud, system, agent, bundleStore } = JSON.parse(plan);
  assert.deepEqual([cloud, system, agent.settings.brokerHost], ["aws", "centos-7", "broker.example.com"]);
  assert.equal(bundleStore.url, "http://store.example.com/5.2.2/bundle");
  assert.doesNotMatch(plan, /hunter2/);
  await look(page, "plain");

  await page.getByRole("button", { name: "Start again" }).click();
  await until(page, async () => (await said()).custom, true);
  const [, again] = (await said()).data;
  assert.deepEqual(JSON.parse(again[1]), { cloud: "aws", system: "centos-7" });
  assert.equal(await page.getByLabel("Broker host", { exact: true }).inputValue(), "");

  await page.evaluate(() =>
    document.querySelector("form").append(Object.assign(document.createElement("fieldset"), { id: "set", disabled: true })),
  );
  await page.evaluate(() => document.querySelector("#set").append(document.querySelector("dynaboot-planner")));
  assert.deepEqual(
    await page.evaluate(() => [...new FormData(document.querySelector("form"))].map(([name]) => name)),
    ["owner"],
    "what is disabled is not sent",
  );
  assert.deepEqual(complaints, []);
});

/** What the host decided is seen, and cannot be changed. */
async function assertFixed(page) {
  const cloud = page.getByLabel("Cloud", { exact: true });
  assert.equal(await cloud.inputValue(), "aws");
  assert.equal(await cloud.isDisabled(), true);
}
