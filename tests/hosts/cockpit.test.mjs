// Debian's Cockpit: its own server, session and shell, with the planner as a page of its own.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";

import { fillReady, look, makeHost, open, skip as noBrowser, start, verdict } from "./host.mjs";

const SERVER = "/usr/lib/cockpit/cockpit-ws";
const skip = noBrowser || (existsSync(SERVER) ? false : "there is no Cockpit: install cockpit-ws, cockpit-bridge and cockpit-system");

/** A port that nobody listens on: this server cannot choose one by itself. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return String(port);
}

test("a page in Cockpit", { skip }, async () => {
  const project = makeHost("cockpit");
  const home = project.directory;
  const env = { ...process.env, HOME: home, XDG_DATA_HOME: join(home, ".local", "share") };
  execFileSync("sh", ["install.sh"], { cwd: home, env, stdio: "pipe" });
  const port = await freePort();
  // A session of this user, without a login.
  start(SERVER, ["--local-session=cockpit-bridge", "--address=127.0.0.1", `--port=${port}`], { env });
  const address = `http://127.0.0.1:${port}/dynaboot`;
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(address).catch(() => undefined)) break;
    await new Promise((wait) => setTimeout(wait, 100));
  }

  const { page, complaints } = await open(address);
  await page.locator("iframe[name*=dynaboot]").waitFor();
  const frame = page.frameLocator("iframe[name*=dynaboot]");
  await verdict(frame).waitFor({ timeout: 60_000 });
  const policy = await page.evaluate(async () => {
    const { src } = document.querySelector("iframe[name*=dynaboot]");
    return (await fetch(src)).headers.get("content-security-policy");
  });
  const origin = new URL(address).origin;
  // Cockpit's own, and what WebAssembly needs.
  assert.match(policy, new RegExp(`default-src 'self' ${origin};.*script-src 'self' ${origin} 'wasm-unsafe-eval'$`));
  assert.doesNotMatch(policy, /'unsafe-/);

  const save = frame.getByRole("button", { name: "Save the payload on this machine", exact: true });
  assert.equal(await save.isDisabled(), true);
  await frame.getByLabel("Cloud", { exact: true }).selectOption("aws");
  await frame.getByLabel("System", { exact: true }).selectOption("centos-7");
  await fillReady(frame);
  await save.click();
  const path = join(env.XDG_DATA_HOME, "dynaboot", "user-data");
  await frame.getByText(`Saved as ${path}`, { exact: true }).waitFor();
  const { payload } = await frame.locator("dynaboot-planner").evaluate((planner) => planner.assess());
  assert.equal(readFileSync(path, "utf8"), payload.content);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  await look(page, "cockpit");
  // Pages of Cockpit's own miss a systemd, where there is none.
  const ours = complaints.filter((line) => /\/dynaboot\/|Content.Security/.test(line));
  assert.deepEqual(ours, []);
});
