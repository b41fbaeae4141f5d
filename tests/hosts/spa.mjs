// What the examples of React and of Vue have in common: the same page, with the choices in the framework's own state.

import assert from "node:assert/strict";

import { fillSecret, look, makeHost, open, preview, run, until, verdict } from "./host.mjs";

const SECRET = "hunter2";

/** Builds an example with Vite, drives its page, and leaves pictures of it. */
export async function drive(name) {
  const project = makeHost(name);
  run(project, "vite/bin/vite.js", "build");
  const address = await preview(project);
  const dynaboot = await (await project.entry()).load();
  const { page, complaints } = await open(address);
  await verdict(page).waitFor();
  const button = (label) => page.getByRole("button", { name: label, exact: true });
  const state = async () => JSON.parse(await page.locator("#state").textContent());
  const says = () => page.locator("#says").textContent();
  const system = page.getByLabel("System", { exact: true });

  assert.deepEqual(await state(), { cloud: "aws" });
  assert.equal(await says(), "incomplete");
  assert.equal(await page.getByLabel("Cloud", { exact: true }).isDisabled(), true, "it is fixed");
  assert.equal(await button("Order").isDisabled(), true);

  // From the page to the planner.
  await button("The usual").click();
  await until(page, says, "readyWithWarnings");
  assert.equal(await system.inputValue(), "centos-7");
  assert.equal(await page.getByLabel("Broker host", { exact: true }).inputValue(), "broker.example.com");

  // From the planner to the page.
  const host = page.getByLabel("Broker host", { exact: true });
  await host.fill("");
  await host.pressSequentially("broker.example.org", { delay: 5 });
  await until(page, async () => (await state()).agent.settings.brokerHost, "broker.example.org");
  assert.equal(await host.evaluate((element) => element.getRootNode().activeElement === element), true, "who types stays where they are");
  assert.equal(await host.inputValue(), "broker.example.org");

  // A secret is in no state, and is not lost when the state comes back.
  await fillSecret(page, "reader", SECRET);
  await page.getByLabel("Package store", { exact: true }).fill("http://repo.example.org");
  await until(page, async () => (await state()).packageStore.url, "http://repo.example.org");
  await page.waitForTimeout(200);
  assert.equal(await page.getByLabel("Store password", { exact: true }).inputValue(), SECRET);
  assert.doesNotMatch(JSON.stringify(await state()), new RegExp(SECRET));

  await button("Order").click();
  await page.getByRole("heading", { name: "Ordered" }).waitFor();
  assert.match(await page.getByRole("region", { name: "Ordered" }).textContent(), /\d{4,} bytes for the field UserData$/);
  await look(page, name);

  // Both again.
  await button("With RHEL 9").click();
  await until(page, () => system.inputValue(), "rhel-9");
  const { verdict: expected } = dynaboot.check({ ...(await state()), system: "rhel-9" });
  assert.notEqual(expected, "readyWithWarnings");
  await until(page, says, expected);
  assert.equal(await host.inputValue(), "broker.example.org");
  assert.deepEqual(complaints, []);
}
