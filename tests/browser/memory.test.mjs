// Links and memory: what a link says, what survives a reload, and what must not.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { begun, fillReady, open, start } from "./page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const field = (page, name) => page.getByLabel(name, { exact: true });
const inAddress = (page, text) =>
  page.waitForFunction((text) => atob(location.hash.slice(6).split("&")[0].replace(/-/g, "+").replace(/_/g, "/")).includes(text), text);

test("the choices are in the address, and survive a reload with what is no value yet", async () => {
  const { page } = await open(host);
  await fillReady(page);
  await field(page, "Bundle store").fill("https://store.example.com/b");
  await page
    .getByRole("group", { name: /Python/ })
    .getByRole("combobox")
    .fill("2.7.");
  await field(page, "Bundle store").fill("https://me:s3cret@store.example.com/b");
  await page.getByText("Certificate and sign-in", { exact: true }).click();
  await field(page, "Store password").fill("s3cret");
  await inAddress(page, "store.example.com");
  assert.ok(!atob(new URL(page.url()).hash.slice(6).split("&")[0].replace(/-/g, "+").replace(/_/g, "/")).includes("s3cret"));
  await page.reload();
  await begun(page);
  assert.equal(await field(page, "Broker host").inputValue(), "broker.example.com");
  assert.equal(
    await page
      .getByRole("group", { name: /Python/ })
      .getByRole("combobox")
      .inputValue(),
    "2.7.",
  );
  assert.equal(await field(page, "Bundle store").inputValue(), "https://store.example.com/b");
  await page.getByText(/^Your work is back\./).waitFor();
  await page.getByText("Certificate and sign-in", { exact: true }).click();
  assert.equal(await field(page, "Store password").inputValue(), "");
  const stored = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  assert.ok(stored.includes("broker.example.com") && !stored.includes("s3cret"), stored);
  await page.close();
});

test("a reload right after a letter, and one in another view, lose nothing", async () => {
  const { page } = await open(host);
  await fillReady(page);
  await field(page, "Package store").pressSequentially("/x");
  await page.reload();
  await begun(page);
  assert.equal(await field(page, "Package store").inputValue(), "https://repo.example.com/x");
  await page.getByRole("link", { name: "Matrix", exact: true }).click();
  await page.getByRole("table", { name: "Support matrix", exact: true }).waitFor();
  await page.reload();
  await page.getByRole("table", { name: "Support matrix", exact: true }).waitFor();
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  assert.equal(await field(page, "Package store").inputValue(), "https://repo.example.com/x");
  await page.close();
});

test("a link brings no own user data, and says so", async () => {
  const userPart = "#cloud-config\nruncmd: [[touch, /here]]\n";
  const plan = Buffer.from(JSON.stringify({ cloud: "aws", system: "centos-7", userPart })).toString("base64url");
  const { page } = await open(host, { fragment: `#plan=${plan}` });
  await page.getByText(/^This link held what no link of this page holds, and it was left out: Your own user data\./).waitFor();
  assert.equal(await field(page, "Cloud").inputValue(), "aws");
  assert.ok(!page.url().includes(Buffer.from(userPart).toString("base64url").slice(0, 20)));
  await page.close();
});

test("what came by a link is accepted before there is anything to copy, also when another page changes the address", async () => {
  const choices = (store) => ({
    cloud: "aws",
    system: "debian-12",
    agent: { id: "generic", onImage: "absent", settings: { presentPath: "/opt/agent" } },
    bundleStore: { url: store },
    answers: { userDataRuns: true, certificatesInstalled: true },
  });
  const fragment = (store) => `#plan=${Buffer.from(JSON.stringify(choices(store))).toString("base64url")}`;
  const { page } = await open(host, { fragment: fragment("https://evil.example/a.tgz") });
  await field(page, "Install command").fill("./install");
  const came = page.getByRole("group", { name: "Came by a link" });
  const copy = page.getByRole("button", { name: /^(Copy|Download) (script|payload)/ });
  await came.waitFor();
  assert.match(await came.innerText(), /https:\/\/evil\.example\/a\.tgz/);
  assert.equal(await copy.count(), 0);
  // A letter more does not make it one's own.
  await field(page, "Bundle store").fill("https://evil.example/b.tgz");
  assert.equal(await copy.count(), 0);
  await page.getByRole("button", { name: "Accept what came by the link" }).click();
  await copy.first().waitFor();
  assert.equal(await came.count(), 0);
  await page.evaluate((hash) => (location.hash = hash), fragment("https://other.example/c.tgz"));
  await came.waitFor();
  assert.match(await came.innerText(), /https:\/\/other\.example\/c\.tgz/);
  assert.equal(await copy.count(), 0);
  await page.close();
});

test("a link of another day and another policy says so", async () => {
  const plan = Buffer.from(JSON.stringify({ cloud: "aws", system: "centos-7", today: "2020-01-01" })).toString("base64url");
  const { page } = await open(host, { fragment: `#plan=${plan}&policy=0123456789ab` });
  await page.getByText(/^This link's answer is for 1 January 2020/).waitFor();
  await page.getByText(/^This link was made with another policy \(0123456789ab/).waitFor();
  assert.equal(await page.getByText(/CentOS 7 has had no support/).count(), 0, "it had not ended then");
  await page.getByRole("button", { name: "Answer for today", exact: true }).click();
  await page
    .getByText(/CentOS 7 has had no support/)
    .first()
    .waitFor();
  assert.equal(await page.getByText(/^This link's answer/).count(), 0);
  await page.close();
});

test("an image's id fills in what it tells", async () => {
  const { page } = await open(host);
  await field(page, "Image").fill("OpenLogic:CentOS:7_9:latest");
  assert.equal(await field(page, "Cloud").inputValue(), "azure");
  assert.equal(await field(page, "System").inputValue(), "centos-7");
  assert.equal(await field(page, "Publisher").inputValue(), "OpenLogic");
  await field(page, "Image").fill("ami-0123456789abcdef0");
  assert.equal(await field(page, "Cloud").inputValue(), "aws");
  assert.equal(await field(page, "System").inputValue(), "");
  await field(page, "Image").fill("ami-x");
  assert.equal(await field(page, "Image").inputValue(), "ami-x", "what is no id stays");
  await page.close();
});

test("more text than is answered stays where it was put, and is not taken", async () => {
  const { page } = await open(host);
  await fillReady(page);
  await page.getByText("Your own user data", { exact: true }).first().click();
  const own = page.locator("[id='at-userPart']");
  const most = 2 ** 20;
  await own.fill("#".repeat(most + 1));
  await page.getByText(`This needs at most ${most} letters in all fields together.`).waitFor();
  assert.equal((await own.inputValue()).length, most + 1);
  await field(page, "Broker host").fill("other.example.com");
  assert.equal((await own.inputValue()).length, most + 1);
  await own.fill("#!/bin/sh\ntrue\n");
  await page.getByText(/^This needs at most/).waitFor({ state: "detached" });
  await page.close();
});
