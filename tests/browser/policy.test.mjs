// The policy: its rules, their pages and examples, and the documents behind them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fillReady, open, start, verdict } from "./page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const rules = (page) => page.getByRole("list", { name: "Rules", exact: true }).getByRole("listitem");

test("rules are found by their words, and an example opens in the plan", async () => {
  const { page, complaints } = await open(host);
  await page.getByRole("link", { name: "Policy", exact: true }).click();
  const all = await rules(page).count();
  assert.ok(all > 40);
  await page.getByLabel("Find a rule", { exact: true }).fill("net-tools openstack");
  assert.ok((await rules(page).count()) < all);
  await rules(page)
    .getByRole("link", { name: /net-tools/i })
    .first()
    .click();
  const article = page.getByRole("article");
  for (const part of ["Why", "What to do", "What says so", "Examples"]) {
    await article.getByRole("heading", { name: part, exact: true }).waitFor();
  }
  assert.match(await article.innerText(), /openstack-linux-needs-net-tools/);
  const example = article.getByRole("listitem").filter({ hasText: "Breaks the rule" }).first();
  await example.getByRole("button", { name: "Open in the plan", exact: true }).click();
  assert.match(await verdict(page).innerText(), /^Blocked/);
  assert.equal(await page.getByLabel("Cloud", { exact: true }).inputValue(), "openstack");
  assert.match(await page.getByRole("list", { name: "Findings", exact: true }).innerText(), /net-tools/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("the reason of a finding leads to its rule's page, and the way back to the plan", async () => {
  const { page } = await open(host);
  await fillReady(page);
  const finding = page.getByRole("list", { name: "Findings", exact: true }).getByRole("listitem").filter({ hasText: "plain HTTP" }).last();
  await finding.getByRole("button", { name: "Why?", exact: true }).click();
  await finding.getByRole("button", { name: "The rule's page", exact: true }).click();
  await page.getByRole("article").waitFor();
  assert.match(page.url(), /#policy\/[a-z-]+$/);
  await page.goBack();
  assert.match(await verdict(page).innerText(), /^Ready/);
  assert.equal(await page.getByLabel("Broker host", { exact: true }).inputValue(), "broker.example.com");
  await page.close();
});

test("a rule's page has an address, and every source its day", async () => {
  const { page } = await open(host, { fragment: "" });
  await page.goto(`${host.address}#policy/end-of-life`);
  assert.match(await page.getByRole("article").innerText(), /end-of-life/);
  const rows = page.getByRole("region", { name: "Sources", exact: true }).getByRole("row");
  for (const row of (await rows.allInnerTexts()).slice(1)) assert.match(row, /\d{1,2} \w+ 20\d\d/);
  await page.goto(`${host.address}#policy/no-such-rule`);
  await page.getByText(/has no rule/).waitFor();
  await page.close();
});
