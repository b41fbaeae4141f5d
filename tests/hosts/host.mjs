// An example of a host as its reader has it: its files, the packed package installed beside them, its server, and a browser.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

import { makeProject, MODULES, ROOT } from "../packaging/project.mjs";

const SCREENSHOTS = fileURLToPath(new URL("../../target/xtask/screenshots", import.meta.url));
const EXECUTABLE = process.env.DYNABOOT_CHROMIUM ?? "/usr/bin/chromium";

/** What is to be stopped when the tests of a file are done, the last first. */
const started = [];
after(async () => {
  for (const stop of started.reverse()) await stop();
});

/** Runs a program until the tests of the file are done. */
export function start(program, args, { output = "ignore", ...options } = {}) {
  const child = spawn(program, args, { ...options, stdio: ["ignore", output, "inherit"] });
  const ended = new Promise((end) => child.once("exit", end));
  started.push(() => child.kill() && ended);
  return child;
}

/** Without a browser nothing of this can be seen. */
export const skip = existsSync(EXECUTABLE) ? false : "there is no Chromium";

/** Makes a folder of an example, with all that its `package.json` asks for. */
export function makeHost(name) {
  const project = makeProject();
  cpSync(join(ROOT, "examples", "hosts", name), project.directory, { recursive: true });
  const read = (path) => JSON.parse(readFileSync(path, "utf8"));
  const { dependencies, devDependencies } = read(join(project.directory, "package.json"));
  const { dynaboot, ...others } = { ...dependencies, ...devDependencies };
  assert.equal(dynaboot, `^${read(join(project.home, "package.json")).version}`, "the example asks for another version");
  for (const [dependency, wanted] of Object.entries(others)) {
    const there = join(MODULES, dependency);
    assert.equal(read(join(there, "package.json")).version, wanted, `${dependency}: example and tests ask for different versions`);
    const link = join(project.directory, "node_modules", dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(there, link);
  }
  return project;
}

/** Runs a program of the packages to its end. */
export function run(project, program, ...args) {
  return execFileSync(process.execPath, [join(MODULES, program), ...args], { cwd: project.directory, encoding: "utf8", stdio: "pipe" });
}

/** Starts a server that says its address, and gives the address; it ends when the tests of the file are done. */
export async function serve(project, ...args) {
  const env = { ...process.env, PORT: "0", NO_COLOR: "1" };
  const server = start(process.execPath, args, { cwd: project.directory, env, output: "pipe" });
  return new Promise((done, failed) => {
    let said = "";
    server.stdout.on("data", (text) => {
      said += text;
      const [address] = /http:\/\/\S+/.exec(said) ?? [];
      if (address) done(address);
    });
    server.once("exit", (code) => failed(new Error(`it ended with ${code}: ${said}`)));
  });
}

/** Serves what Vite has built, as Vite does. */
export const preview = (project) =>
  serve(project, join(MODULES, "vite/bin/vite.js"), "preview", "--host", "127.0.0.1", "--port", "0", "--clearScreen", "false");

/** @type {import("playwright-core").Browser | undefined} */
let browser;

/** Opens a page, and notes what it complains about. */
export async function open(address, { size = { width: 1300, height: 900 }, scheme = "light" } = {}) {
  if (!browser) {
    browser = await chromium.launch({ executablePath: EXECUTABLE, args: ["--no-sandbox", "--disable-gpu"] });
    started.push(() => browser.close());
  }
  const context = await browser.newContext({ viewport: size, colorScheme: scheme, reducedMotion: "reduce" });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    const line = `${message.text()} ${message.location().url}`;
    // A browser asks for an icon by itself, and no example has one.
    if (["error", "warning"].includes(message.type()) && !line.endsWith("/favicon.ico")) complaints.push(line);
  });
  await page.goto(address);
  return { page, complaints };
}

/** The verdict that a planner shows, in a page or in a frame of one. */
export const verdict = (place) => place.getByRole("status", { name: "Verdict", exact: true });

/** Fills in what makes AWS with CentOS 7 ready, with warnings. */
export async function fillReady(place) {
  await place.getByLabel("Image source", { exact: true }).selectOption("public");
  await place.getByLabel("Agent on the image", { exact: true }).selectOption("absent");
  await place.getByLabel("Broker host", { exact: true }).fill("broker.example.com");
  await place.getByLabel("Bundle store", { exact: true }).fill("http://store.example.com/5.2.2/bundle");
  await place.getByLabel("Package store", { exact: true }).fill("http://repo.example.com");
}

/** Types a user and a password for the store: the second is a secret. */
export async function fillSecret(place, user, password) {
  await place.getByText("Certificate and sign-in", { exact: true }).click();
  await place.getByLabel("Store user", { exact: true }).fill(user);
  await place.getByLabel("Store password", { exact: true }).pressSequentially(password);
}

/** Waits until what a page says of itself is so. */
export async function until(page, says, expected) {
  for (let tries = 0; tries < 100; tries++) {
    if ((await says()) === expected) return;
    await page.waitForTimeout(50);
  }
  assert.equal(await says(), expected);
}

const LOOKS = [
  { name: "light", scheme: "light", size: { width: 1300, height: 900 } },
  { name: "dark", scheme: "dark", size: { width: 1300, height: 900 } },
  { name: "panel", scheme: "light", size: { width: 360, height: 800 } },
  { name: "panel-dark", scheme: "dark", size: { width: 360, height: 800 } },
];

/** Leaves pictures of a page for whoever wants to look, and says where it is wider than its window. */
export async function look(page, host) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  for (const { name, scheme, size } of LOOKS) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize(size);
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(200);
    await page.screenshot({ path: join(SCREENSHOTS, `host-${host}-${name}.png`), fullPage: true });
    for (const frame of page.frames()) {
      const [content, window] = await frame.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(content <= window, `${frame.url()} is ${content} wide in a window of ${window}`);
    }
  }
}
