// What strangers send: links that hide something, and pages that change the address of an open one.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { begun, open, start, startForVisits } from "./page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const LONG = `/opt/${"long".repeat(900)}`;
const link = (more) =>
  `#plan=${Buffer.from(
    JSON.stringify({
      cloud: "aws",
      system: "debian-12",
      agent: { id: "generic", onImage: "absent", settings: { presentPath: "/opt/agent" } },
      bundleStore: { url: "https://evil.example/a.tgz" },
      answers: { userDataRuns: true, certificatesInstalled: true },
      ...more,
    }),
  ).toString("base64url")}`;

/** Elements that show a text which a link brought, and are wider than what is seen of them. */
const cutOff = (page, text) =>
  page.evaluate((text) => {
    const shown = [...document.querySelectorAll("main *")].filter((element) =>
      [...element.childNodes].some((node) => node.data?.includes(text)),
    );
    if (shown.length === 0) throw new Error(`nothing shows ${text}`);
    return shown
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth)
      .map((element) => element.outerHTML.slice(0, 80));
  }, text);

for (const width of [1440, 400]) {
  test(`at ${width} pixels, whatever a link holds is wrapped before and after it is accepted`, async () => {
    const agent = { id: "generic", onImage: "absent", settings: { presentPath: LONG } };
    const image = { id: `ami-${"image".repeat(500)}` };
    const { page, complaints } = await open(host, { size: { width, height: 900 }, fragment: link({ agent, image }) });
    assert.deepEqual(await cutOff(page, "longlong"), []);
    assert.deepEqual(await cutOff(page, "imageimage"), [], "a finding says it too");
    await page.getByLabel("Image", { exact: true }).fill("");
    await page.getByLabel("Install command", { exact: true }).fill("./install");
    await page.getByRole("button", { name: "Accept what came by the link" }).click();
    const line = page.locator(".Lines.is-long .Lines-text", { hasText: "longlong" }).first();
    await line.waitFor();
    assert.ok((await line.boundingBox()).height > 300, "it has many lines");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

test("what a link hides is seen at its field, in findings and in the list to accept", async () => {
  const image = { id: "ami-\u202E1" };
  const agent = { id: "generic", settings: { presentPath: `/opt/a${" ".repeat(300)};evil` } };
  const { page, complaints } = await open(host, { fragment: link({ image, agent }) });
  for (const part of [".Ask", ".Tell", ".Give"]) {
    const words = await page.locator(part).first().innerText();
    assert.match(words, /ami-⟨U\+202E⟩1/, part);
    assert.ok(!words.includes("\u202E"), part);
  }
  assert.match(await page.locator(".Ask").innerText(), /\/opt\/a⟨300 blanks⟩;evil/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("a word that the page does not know is shown with what hides in it", async () => {
  const { page } = await open(host, { fragment: link({ cloud: "aws\u200B" }) });
  await page.getByText(/This link holds something that this page does not know.*aws⟨U\+200B⟩/).waitFor();
  await page.close();
});

// A server that does not say the release's headers leaves an opener its hold on the page.
for (const bare of [false, true]) {
  test(`a foreign page changes the address of an open one${bare ? ", on a server without our headers" : ""}`, async () => {
    const visits = await startForVisits();
    visits.bare = bare;
    const stranger = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<title>stranger</title>"));
    await new Promise((listening) => stranger.listen(0, "127.0.0.1", listening));
    const context = await visits.browser.newContext({ serviceWorkers: "block", viewport: { width: 1440, height: 900 } });
    try {
      const foreign = await context.newPage();
      await foreign.goto(`http://localhost:${stranger.address().port}/`);
      const opened = context.waitForEvent("page");
      await foreign.evaluate((url) => (globalThis.victim = open(url)), visits.address);
      const page = await opened;
      await page.waitForLoadState("load");
      await page.bringToFront();
      await begun(page);
      // The reader's own work, ready to be copied.
      await page.getByLabel("Cloud", { exact: true }).selectOption("aws");
      await page.getByLabel("System", { exact: true }).selectOption("debian-12");
      await page.getByLabel("Agent", { exact: true }).selectOption("generic");
      await page.getByLabel("Agent on the image", { exact: true }).selectOption("absent");
      await page.getByLabel("Install command", { exact: true }).fill("./install --token s3cret");
      await page.getByLabel("Path that shows the agent is there", { exact: true }).fill("/opt/agent");
      await page.getByLabel("Bundle store", { exact: true }).fill("http://mine.example/a.tgz");
      const copy = page.getByRole("button", { name: /^(Copy|Download) (script|payload)/ });
      await copy.first().waitFor();
      for (const store of ["https://evil.example/a.tgz", "https://evil.example/b.tgz"]) {
        await foreign.evaluate((url) => (globalThis.victim.location = url), visits.address + link({ bundleStore: { url: store } }));
        if (!bare) continue;
        const came = page.getByRole("group", { name: "Came by a link" });
        await came.getByText(store, { exact: true }).waitFor();
        assert.equal(await copy.count(), 0);
      }
      if (bare) {
        // The reader goes back to what was theirs, and nothing of the stranger's is kept.
        assert.equal(await page.getByRole("button", { name: "Accept what came by the link" }).count(), 1);
        await page.reload();
        await begun(page);
        assert.equal(await copy.count(), 0);
      } else {
        await new Promise((passed) => setTimeout(passed, 500));
        assert.equal(await page.getByLabel("Bundle store", { exact: true }).inputValue(), "http://mine.example/a.tgz");
        assert.equal(new URL(page.url()).hash.includes("evil"), false);
        assert.ok((await copy.count()) > 0, "the stranger has no hold on it");
      }
    } finally {
      await context.close();
      stranger.closeAllConnections();
      stranger.close();
      await visits.stop();
    }
  });
}
