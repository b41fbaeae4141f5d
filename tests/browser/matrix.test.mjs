// The support matrix: reading it, moving in it, and opening a plan from it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { downloaded, fillReady, open, start, verdict } from "./page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const view = (page, name) => page.getByRole("link", { name, exact: true });
const table = (page) => page.getByRole("table", { name: "Support matrix", exact: true });
const systems = (page) => table(page).getByRole("rowheader");
const cell = (page, system, cloud) => page.locator(`[id="cell-${system}-${cloud}"]`);
const focused = (page) => page.evaluate(() => document.activeElement.id);

test("the table says what is printed, what it means, and where", async () => {
  const { page, complaints } = await open(host);
  await view(page, "Matrix").click();
  assert.equal(await view(page, "Matrix").getAttribute("aria-current"), "page");
  assert.equal(await verdict(page).count(), 0, "the plan is out of the way");
  assert.match(await cell(page, "rhel-7", "openstack").innerText(), /^No\s+not supported$/);
  assert.match(await cell(page, "rhel-7", "aws").innerText(), /^Yes\s+supported$/);
  assert.equal(await cell(page, "debian-12", "aws").innerText(), "not listed");

  const ambiguous = cell(page, "windows-2012", "aws");
  assert.match(await ambiguous.innerText(), /^Yes2\s+on a condition$/);
  assert.equal(await ambiguous.evaluate((button) => getComputedStyle(button).borderStyle), "dotted");
  assert.match(await ambiguous.getAttribute("title"), /^The source can be read in more than one way.*From: /);
  await ambiguous.focus();
  const about = page.getByRole("region", { name: "Windows 2012 on AWS", exact: true });
  assert.match(await about.innerText(), /The source can be read in more than one way/);
  assert.equal(await about.getByRole("link").count(), 1);

  await page.getByLabel("Table of", { exact: true }).selectOption("generic");
  assert.doesNotMatch(await ambiguous.innerText(), /Yes2/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("arrow keys move, the heads stay, and Enter opens the plan with the other choices kept", async () => {
  const { page } = await open(host);
  await fillReady(page);
  await view(page, "Matrix").click();
  const here = cell(page, "centos-7", "aws");
  assert.equal(await here.getAttribute("tabindex"), "0", "Tab comes to the plan's own cell");
  assert.equal(await table(page).locator("[tabindex='0']").count(), 1);
  await here.focus();
  await page.keyboard.press("Home");
  const first = await focused(page);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focused(page), first);
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  assert.match(await focused(page), /^cell-centos-7-/);
  for (let step = 0; step < 40; step += 1) await page.keyboard.press("ArrowDown");
  const last = page.locator(`[id="${await focused(page)}"]`);
  const head = await table(page).getByRole("columnheader").first().boundingBox();
  assert.ok((await last.boundingBox()).y > head.y + head.height - 1 && head.y > 0, "the head is still above");

  await cell(page, "rhel-7", "openstack").focus();
  await page.keyboard.press("Enter");
  assert.match(await verdict(page).innerText(), /^Blocked/);
  await page.waitForFunction(() => document.activeElement.id === "verdict");
  assert.equal(await page.getByLabel("Cloud", { exact: true }).inputValue(), "openstack");
  assert.equal(await page.getByLabel("System", { exact: true }).inputValue(), "rhel-7");
  assert.equal(await page.getByLabel("Broker host", { exact: true }).inputValue(), "broker.example.com");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  assert.match(await verdict(page).innerText(), /^Ready/);
  await page.close();
});

test("another agent's cell opens a plan for that agent", async () => {
  const { page } = await open(host);
  await view(page, "Matrix").click();
  await page.getByLabel("Table of", { exact: true }).selectOption("generic");
  await cell(page, "debian-12", "aws").click();
  await verdict(page).waitFor();
  assert.equal(await page.getByLabel("Agent", { exact: true }).inputValue(), "generic");
  await page.close();
});

test("filters by name and by support, and what was filtered is still there after a look at the plan", async () => {
  const { page } = await open(host);
  await view(page, "Matrix").click();
  const all = await systems(page).count();
  await page.getByLabel("Find a system", { exact: true }).fill("windows 2008");
  assert.deepEqual(await systems(page).allInnerTexts(), ["Windows 2008", "Windows 2008 R2"]);
  await page.getByLabel("Support", { exact: true }).selectOption("conditional");
  assert.deepEqual(await systems(page).allInnerTexts(), ["Windows 2008"]);
  await view(page, "Plan").click();
  await view(page, "Matrix").click();
  assert.deepEqual(await systems(page).allInnerTexts(), ["Windows 2008"]);
  await page.getByLabel("Find a system", { exact: true }).fill("no such system");
  await page.getByText(/^No system is like that/).waitFor();
  await page.getByLabel("Find a system", { exact: true }).fill("");
  await page.getByLabel("Support", { exact: true }).selectOption("");
  assert.equal(await systems(page).count(), all);
  await page.close();
});

test("the slider over the years greys what has ended", async () => {
  const { page } = await open(host);
  await view(page, "Matrix").click();
  const year = page.getByRole("slider", { name: "Year", exact: true });
  const ended = () => table(page).locator("tr.is-ended").count();
  const now = await ended();
  assert.ok(now > 0);
  const row = table(page)
    .locator("tr")
    .filter({ has: page.getByRole("rowheader", { name: /^Debian 12/ }) });
  assert.equal(await row.getAttribute("class"), null);
  await year.focus();
  await page.keyboard.press("End");
  assert.ok((await ended()) > now);
  assert.equal(await row.getAttribute("class"), "is-ended");
  await page.getByText(/^\d{4} On \d+ \w+ \d{4}, \d+ of \d+ systems without support$/).waitFor();
  await page.keyboard.press("Home");
  assert.ok((await ended()) < now);
  await page.close();
});

test("filters by cloud, and what is shown can be taken along", async () => {
  const { page } = await open(host);
  await view(page, "Matrix").click();
  await page.getByLabel("Cloud", { exact: true }).last().selectOption("openstack");
  assert.equal(await table(page).getByRole("columnheader").count(), 2);
  await page.getByLabel("Support", { exact: true }).selectOption("unsupported");
  const shown = await systems(page).allInnerTexts();
  const csv = await downloaded(page, "Download CSV");
  assert.equal(csv.name, "support-cloudcenter.csv");
  const lines = csv.text.trimEnd().split("\r\n");
  assert.equal(lines[0], "System,End of life,OpenStack");
  assert.deepEqual(
    lines.slice(1).map((line) => line.split(",")[0]),
    shown,
  );
  assert.ok(
    lines.some((line) => /^RHEL 7,20\d\d-\d\d-\d\d,No \(not supported\)$/.test(line)),
    csv.text,
  );
  const markdown = await downloaded(page, "Download Markdown");
  assert.match(markdown.text, /^# [^\n]+\n\n\| System \| End of life \| OpenStack \|\n\| --- /);
  await page.close();
});

test("the address names the view, and the way back keeps what was entered", async () => {
  const { page: direct } = await open(host, { fragment: "" });
  await direct.goto(`${host.address}#matrix`);
  await table(direct).waitFor();
  await direct.reload();
  await table(direct).waitFor();
  await direct.close();

  const plan = Buffer.from(JSON.stringify({ cloud: "aws" })).toString("base64url");
  const { page } = await open(host, { fragment: `#plan=${plan}` });
  await page.getByLabel("System", { exact: true }).selectOption("centos-7");
  await view(page, "Matrix").click();
  await table(page).waitFor();
  await page.goBack();
  await verdict(page).waitFor();
  assert.equal(await page.getByLabel("Cloud", { exact: true }).inputValue(), "aws");
  assert.equal(await page.getByLabel("System", { exact: true }).inputValue(), "centos-7");
  assert.equal(await page.getByText(/^This link/).count(), 0);
  await page.close();
});

test("what was entered a moment before the view changed is there on the way back", async () => {
  const plan = Buffer.from(JSON.stringify({ cloud: "aws" })).toString("base64url");
  const { page } = await open(host, { fragment: `#plan=${plan}` });
  const matrix = await view(page, "Matrix").elementHandle();
  await page.getByLabel("System", { exact: true }).evaluate(async (select, link) => {
    select.value = "centos-7";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    // It is rendered, and the address waits for what comes next.
    await new Promise((done) => setTimeout(done, 0));
    link.click();
  }, matrix);
  await table(page).waitFor();
  await page.goBack();
  await verdict(page).waitFor();
  assert.equal(await page.getByLabel("System", { exact: true }).inputValue(), "centos-7");
  await page.close();
});

test("at 320 px the table scrolls in its own box only", async () => {
  const { page } = await open(host, { size: { width: 320, height: 640 } });
  await view(page, "Matrix").click();
  const box = await table(page).evaluate(({ parentElement: { scrollWidth, clientWidth } }) => scrollWidth - clientWidth);
  assert.ok(box > 0);
  const first = systems(page).first();
  const { x } = await first.boundingBox();
  await table(page).evaluate(({ parentElement }) => parentElement.scrollTo(200, 0));
  assert.equal((await first.boundingBox()).x, x, "the system's name stays");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  await page.close();
});
