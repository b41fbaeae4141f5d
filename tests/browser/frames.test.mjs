// A page of somebody else's puts the page into a frame, to have it clicked unseen.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";

import { start } from "./page.mjs";

const host = await start();
const stranger = createServer((_, response) => {
  response.writeHead(200, { "content-type": "text/html" }).end(`<title>stranger</title><iframe src="${host.address}"></iframe>`);
});
await new Promise((listening) => stranger.listen(0, "127.0.0.1", listening));
after(async () => {
  stranger.closeAllConnections();
  stranger.close();
  await host.stop();
});

test("a stranger's frame stays empty", async () => {
  const page = await host.context.newPage();
  const refused = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors 'none'"));
  await page.goto(`http://localhost:${stranger.address().port}/`);
  await refused;
  const [, frame] = page.frames();
  assert.equal(await frame.locator("#cannot-start, .Bar").count(), 0, "nothing of the page is in it");
});
