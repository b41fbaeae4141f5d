// Two journeys, as somebody goes who wants a VM: all clear, and blocked then mended.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { copied, downloaded, fillReady, open, start, verdict } from "./page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const findings = (page) => page.getByRole("list", { name: "Findings", exact: true }).getByRole("listitem");
const shown = (page) => page.getByRole("region", { name: "Script", exact: true }).locator("pre").textContent();

test("AWS with CentOS 7 is ready, and what is shown is what is given", async () => {
  const { page, complaints } = await open(host);
  assert.match(await verdict(page).innerText(), /^Incomplete/);
  await fillReady(page);
  assert.match(await verdict(page).innerText(), /^Ready/);

  const script = await shown(page);
  assert.ok(script.startsWith("#!/bin/sh\n"), script.slice(0, 80));
  assert.ok(script.includes("broker.example.com"));
  assert.equal(await copied(page, "Copy script"), script);
  assert.deepEqual(await downloaded(page, "Download script"), { name: "dynaboot.sh", text: script });

  const payload = page.getByRole("region", { name: "Payload", exact: true });
  assert.match(await payload.innerText(), /UserData[^]*of 16,384 B/);
  assert.equal(await copied(page, "Copy payload"), script);
  assert.equal((await downloaded(page, "Download payload")).text, script);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("with every launch file unfolded, the last one and the script can be reached", async () => {
  const { page } = await open(host);
  await fillReady(page);
  const files = page.getByRole("region", { name: "Launch", exact: true }).getByRole("group");
  const count = await files.count();
  assert.ok(count > 2, `${count} files`);
  for (const file of await files.all()) await file.locator("summary").click();
  const script = page.getByRole("region", { name: "Script", exact: true });
  for (const place of [files.last(), script]) {
    await place.scrollIntoViewIfNeeded();
    const { y, height } = await place.boundingBox();
    assert.ok(height > 100 && y >= 0 && y < 800, JSON.stringify({ y, height }));
  }
  await page.close();
});

test("OpenStack with RHEL 7 is blocked with its reason, and AWS mends it", async () => {
  const { page, complaints } = await open(host);
  await fillReady(page);
  await page.getByLabel("Cloud", { exact: true }).selectOption({ label: "OpenStack" });
  await page.getByLabel("System", { exact: true }).selectOption({ label: "RHEL 7" });
  assert.match(await verdict(page).innerText(), /^Blocked/);
  const [first] = await findings(page).allInnerTexts();
  assert.match(first, /^Error\b[^]*RHEL 7 on OpenStack/);
  assert.equal(await page.getByRole("region", { name: "Script", exact: true }).count(), 0);

  await page.getByLabel("Cloud", { exact: true }).selectOption({ label: "AWS" });
  assert.match(await verdict(page).innerText(), /^Ready/);
  for (const text of await findings(page).allInnerTexts()) assert.match(text, /^(Warning|Note)\b/);

  await page.getByRole("button", { name: "Undo", exact: true }).click();
  assert.match(await verdict(page).innerText(), /^Blocked/);
  assert.equal(await page.getByLabel("Cloud", { exact: true }).inputValue(), "openstack");
  await page.getByRole("button", { name: "Redo", exact: true }).click();
  assert.match(await verdict(page).innerText(), /^Ready/);
  assert.equal(await page.getByLabel("Cloud", { exact: true }).inputValue(), "aws");
  assert.deepEqual(complaints, []);
  await page.close();
});

test("a fix does what its button says, and undo takes it back", async () => {
  const { page } = await open(host);
  await fillReady(page);
  const store = page.getByLabel("Bundle store", { exact: true });
  await page.getByRole("button", { name: "Use https", exact: true }).click();
  assert.equal(await store.inputValue(), "https://store.example.com/5.2.2/bundle");
  const question = page.getByRole("group", { name: /certificates/ });
  await question.getByRole("radio", { name: "Yes", exact: true }).check();
  assert.match(await verdict(page).innerText(), /^Incomplete/, "Python is still to be said");
  await page
    .getByRole("group", { name: /Python/ })
    .getByRole("combobox")
    .fill("2.7.18");
  assert.match(await verdict(page).innerText(), /^Ready, with 1 warning/);
  assert.ok(await question.getByRole("radio", { name: "Yes", exact: true }).isChecked(), "an answer can be changed later");
  for (let step = 0; step < 3; step += 1) await page.getByRole("button", { name: "Undo", exact: true }).click();
  assert.equal(await store.inputValue(), "http://store.example.com/5.2.2/bundle");
  await page.close();
});

test("an alternative does what its button says, and undo takes it back", async () => {
  const { page, complaints } = await open(host);
  await page.getByRole("button", { name: /^OpenStack/ }).click();
  const list = page.getByRole("list", { name: "Alternatives", exact: true });
  const way = list.getByRole("listitem").filter({ has: page.getByRole("button", { name: "OpenStack → Google", exact: true }) });
  assert.match(await way.innerText(), /Incomplete/);
  await way.getByRole("button").click();
  assert.match(await verdict(page).innerText(), /^Incomplete/);
  const cloud = page.getByLabel("Cloud", { exact: true });
  assert.equal(await cloud.inputValue(), "google");
  assert.equal(await page.getByLabel("System", { exact: true }).inputValue(), "rhel-7");
  assert.equal(await page.locator(".is-marked").filter({ has: cloud }).count(), 1, "what changed is marked");
  assert.equal(await list.count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "verdict");

  await page.getByRole("button", { name: "Undo", exact: true }).click();
  assert.match(await verdict(page).innerText(), /^Blocked/);
  assert.equal(await cloud.inputValue(), "openstack");
  assert.equal(await list.getByRole("button").count(), 6);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("every reason can be unfolded and leads to its source", async () => {
  const { page } = await open(host);
  await page.getByRole("button", { name: /^OpenStack/ }).click();
  const why = findings(page).first().getByRole("button", { name: "Why?", exact: true });
  await why.click();
  assert.equal(await why.getAttribute("aria-expanded"), "true");
  await findings(page).first().getByRole("link").waitFor();
  await page.close();
});

test("a text that is no value yet stays beside what it needs", async () => {
  const { page } = await open(host);
  await page.getByText("Date and route", { exact: true }).click();
  const date = page.getByLabel("Date", { exact: true });
  await date.pressSequentially("2026-11");
  assert.equal(await date.inputValue(), "2026-11");
  assert.equal(await date.getAttribute("aria-invalid"), "true");
  await date.pressSequentially("-22");
  assert.equal(await date.getAttribute("aria-invalid"), null);
  const packages = page.getByLabel("Packages", { exact: true });
  await page.getByText("Additional software", { exact: true }).click();
  await packages.pressSequentially("git\nvim");
  assert.equal(await packages.inputValue(), "git\nvim");
  await page.close();
});

test("the files that launch the VM stand beside the payload", async () => {
  const { page } = await open(host);
  await fillReady(page);
  const launch = page.getByRole("region", { name: "Launch", exact: true });
  await launch.getByText("Launch with the AWS command line", { exact: true }).click();
  const shownText = await launch.locator("pre").first().textContent();
  assert.match(shownText, /^#!\/bin\/sh\n[^]*aws ec2 run-instances/);
  assert.equal(await copied(page, "Copy launch.sh"), shownText);
  await launch.getByText("Launch with Terraform", { exact: true }).click();
  assert.match((await downloaded(page, "Download main.tf")).text, /resource "aws_instance"/);
  await launch.getByText("As #cloud-config, for a portal that takes nothing else", { exact: true }).click();
  const instead = (await downloaded(page, "Download user-data.yaml")).text;
  assert.match(instead, /^#cloud-config\n[^]*\nruncmd:\n- \[sh, \/var\/lib\/dynaboot\/dynaboot\.sh\]\n$/);
  await page.getByLabel("Cloud", { exact: true }).selectOption("openstack");
  await page.getByLabel("System", { exact: true }).selectOption("rhel-7");
  assert.equal(await launch.count(), 0);
  await page.close();
});

test("the script says beside its lines what asked for them, by hand and by keyboard", async () => {
  const { page } = await open(host);
  await fillReady(page);
  const script = page.getByRole("region", { name: "Script", exact: true });
  const note = page.locator("#script-note");
  await script
    .locator(".Section")
    .filter({ hasText: /^bundle_url=/m })
    .hover();
  assert.match(await note.innerText(), /^\d+–\d+ What was chosen/);
  const headings = script.getByRole("button", { name: /, lines \d+ to \d+$/ });
  assert.ok((await headings.count()) > 5);
  assert.equal(await script.locator("pre [tabindex='0']").count(), 1, "Tab comes to one of them");
  await headings.first().focus();
  const first = await note.innerText();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await note.innerText(), first);
  await page.keyboard.press("End");
  assert.equal(await page.evaluate(() => document.activeElement.id), await headings.last().getAttribute("id"));
  await page.keyboard.press("Home");
  for (let step = 0; step < 12; step += 1) {
    if (await note.getByRole("button").count()) break;
    await page.keyboard.press("ArrowDown");
  }
  const choice = note.getByRole("button").first();
  const name = await choice.innerText();
  await choice.click();
  assert.equal(await page.evaluate(() => document.activeElement.labels[0].textContent), name, "a choice leads to its field");
  await page.close();
});

test("what the last change changed is marked, in the answer and in the script", async () => {
  const { page } = await open(host);
  await fillReady(page);
  const script = page.getByRole("region", { name: "Script", exact: true });
  assert.match(await verdict(page).innerText(), /It was: Incomplete/);
  await page.getByLabel("Broker host", { exact: true }).fill("other.example.com");
  const lines = script.locator(".Lines-news");
  assert.ok((await lines.count()) > 0);
  for (const line of (await lines.allTextContents()).flatMap((run) => run.split("\n").filter(Boolean))) {
    assert.ok(line.includes("other.example.com"), line);
  }
  assert.doesNotMatch(await verdict(page).innerText(), /It was/);
  await page.getByLabel("System", { exact: true }).selectOption("ubuntu-24.04");
  assert.ok(
    (await findings(page).filter({ hasText: "New" }).count()) > 0 || (await page.getByRole("heading", { name: "Still open" }).count()) > 0,
  );
  await page.close();
});

test("a link restores the choices, and holds no secret", async () => {
  const { page } = await open(host);
  await fillReady(page);
  await page.getByText("Certificate and sign-in", { exact: true }).click();
  await page.getByLabel("Store user", { exact: true }).fill("someone");
  await page.getByLabel("Store password", { exact: true }).fill("s3cret");
  await page.getByRole("button", { name: "Copy link", exact: true }).click();
  await page.getByRole("button", { name: "Copied, without Store user, Store password", exact: true }).waitFor();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  const held = Buffer.from(link.hash.slice("#plan=".length).split("&")[0], "base64url").toString();
  assert.ok(!/s3cret|someone/.test(held), held);
  await page.close();

  const { page: other } = await open(host, { fragment: link.hash });
  assert.match(await verdict(other).innerText(), /^Ready/);
  assert.equal(await other.getByLabel("Broker host", { exact: true }).inputValue(), "broker.example.com");
  assert.equal(await other.getByLabel("Cloud", { exact: true }).inputValue(), "aws");
  await other.close();

  const { page: broken } = await open(host, { fragment: "#plan=nothing" });
  await broken.getByText(/^This link was cut short/).waitFor();
  await broken.close();
});

test("the whole way by keyboard", async () => {
  const { page } = await open(host);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  const tabTo = async (wanted) => {
    for (let steps = 0; steps < 60; steps += 1) {
      if ((await focused()) === wanted) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`no way by Tab to ${wanted}`);
  };
  for (const [field, keys] of [
    ["at-cloud", "AWS"],
    ["at-system", "CentOS 7"],
    ["at-agent.onImage", "Absent"],
    ["at-agent.settings.brokerHost", "broker.example.com"],
    ["at-bundleStore.url", "https://store.example.com/b"],
    ["at-packageStore.url", "https://repo.example.com"],
    ["at-answers.python", "2.7.18"],
    ["at-answers.certificatesInstalled", " "],
  ]) {
    await tabTo(field);
    await page.keyboard.type(keys);
  }
  // From "I don't know", the arrow goes around to "Yes".
  await page.keyboard.press("ArrowDown");
  assert.match(await verdict(page).innerText(), /^Ready/);
  await tabTo("Copy script");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Copied", exact: true }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await shown(page));
  await page.close();
});
