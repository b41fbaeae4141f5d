// The page as it is hosted somewhere: from a folder below a server's root, in a real browser.

import { createServer } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { parse } from "smol-toml";

const DIST = process.env.DYNABOOT_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
/** Where every page is to be seen, for whoever wants to look. */
export const SCREENSHOTS = fileURLToPath(new URL("../../target/xtask/screenshots", import.meta.url));

const FOLDER = "/some/folder/";
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** What a release tells every server to say. */
const headers = parse(await readFile(fileURLToPath(new URL("../../web/headers.toml", import.meta.url)), "utf8"));
const hashed = new RegExp(headers.hashed);
const cached = (name) => (hashed.test(name) ? headers.cache.hashed : headers.cache.others);

/**
 * Serves `dist/` from a folder, with a release's headers. A test may refuse every answer, change what is served, put files of
 * its own beside it, or leave the headers out that are the same for all.
 */
export async function serve({ gzip = false } = {}) {
  const host = { refuse: false, bare: false, change: undefined, files: {} };
  const zipped = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const name = pathname.startsWith(FOLDER) ? normalize(pathname.slice(FOLDER.length) || "index.html") : "..";
    if (host.refuse) return request.socket.destroy();
    try {
      if (name.split(sep).includes("..")) throw new Error("outside of the folder");
      const content = host.files[name] ?? (await readFile(join(DIST, name)));
      const body = host.change?.(name, content) ?? content;
      const said = {
        ...(host.bare ? {} : headers.always),
        "cache-control": cached(name),
        "content-type": TYPES[extname(name)] ?? "application/octet-stream",
      };
      if (gzip && !zipped.has(name)) zipped.set(name, gzipSync(body));
      if (gzip) response.writeHead(200, { ...said, "content-encoding": "gzip" }).end(zipped.get(name));
      else response.writeHead(200, said).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return Object.assign(host, {
    address: `http://127.0.0.1:${server.address().port}${FOLDER}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  });
}

/** Serves `dist/`, and starts Chromium. */
export async function start() {
  const host = await serve();
  const stopServing = host.stop;
  const profile = await mkdtemp(join(tmpdir(), "dynaboot-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.DYNABOOT_CHROMIUM ?? "/usr/bin/chromium",
    acceptDownloads: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  const { origin } = new URL(host.address);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  return Object.assign(host, {
    origin,
    context,
    stop: async () => {
      await context.close();
      await stopServing();
      await rm(profile, { recursive: true, force: true });
    },
  });
}

/** Serves `dist/`, and starts a Chromium that keeps nothing from one visit to the next. */
export async function startForVisits() {
  const host = await serve();
  const browser = await chromium.launch({ executablePath: process.env.DYNABOOT_CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const stopServing = host.stop;
  return Object.assign(host, {
    browser,
    stop: async () => {
      await browser.close();
      await stopServing();
    },
  });
}

/** Opens the page, records what it asks the network for, and fails on anything that it complains about. */
export async function open(host, { size = { width: 1440, height: 900 }, scheme = "light", fragment = "" } = {}) {
  const page = await host.context.newPage();
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  const requests = [];
  const complaints = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(host.address + fragment);
  await begun(page);
  return { page, requests, complaints };
}

/** Waits until the program has taken over, which it does at the first sign of a reader: here the pointer comes by. */
export async function begun(page) {
  await page.mouse.move(1, 1);
  await page.mouse.move(2, 2);
  await page.waitForFunction(() => performance.getEntriesByName("dynaboot-begun").length > 0);
}

/** Fills in what makes AWS with CentOS 7 ready. */
export async function fillReady(page) {
  await page.getByLabel("Cloud", { exact: true }).selectOption("aws");
  await page.getByLabel("System", { exact: true }).selectOption("centos-7");
  await page.getByLabel("Image source", { exact: true }).selectOption("public");
  await page.getByLabel("Agent on the image", { exact: true }).selectOption("absent");
  await page.getByLabel("Broker host", { exact: true }).fill("broker.example.com");
  await page.getByLabel("Bundle store", { exact: true }).fill("http://store.example.com/5.2.2/bundle");
  await page.getByLabel("Package store", { exact: true }).fill("https://repo.example.com");
}

/** The verdict. */
export const verdict = (page) => page.getByRole("status", { name: "Verdict", exact: true });

/** What a button has put on the clipboard. */
export async function copied(page, name) {
  const button = await page.getByRole("button", { name, exact: true }).elementHandle();
  await button.click();
  await page.waitForFunction((element) => element.textContent.startsWith("Copied"), button);
  return page.evaluate(() => navigator.clipboard.readText());
}

/** What a button saves: its name and content. */
export async function downloaded(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name, exact: true }).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}
