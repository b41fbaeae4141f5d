// A host page for the element: a server that has the package as it is built, and a browser.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const PACKAGE = process.env.DYNABOOT_PACKAGE ?? fileURLToPath(new URL("../../wasm-pkg/dist", import.meta.url));
export const SCREENSHOTS = fileURLToPath(new URL("../../target/xtask/screenshots", import.meta.url));

/** What a careful host allows: nothing inline, nothing from elsewhere, no HTML made of text; and WebAssembly. */
const STRICT = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src data:",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const TYPES = { ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json" };

/** Choices that are ready, with a secret and so with a warning. */
export const READY = {
  cloud: "aws",
  system: "rhel-7",
  image: { source: "public" },
  agent: { onImage: "absent", settings: { brokerHost: "broker.example.com" } },
  bundleStore: { url: "https://store.example.com/bundle", user: "me", password: "s3cret" },
  packageStore: { url: "https://repo.example.com" },
  answers: { python: "2.7.12", certificatesInstalled: true },
};

/** Starts a server and a browser. `files` are the host's own, by their paths. */
export async function start(files = {}) {
  const own = new Map(Object.entries(files));
  const asked = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    asked.push(pathname);
    const page = own.get(pathname);
    try {
      const content = page?.html ?? page ?? (await readFile(join(PACKAGE, normalize(pathname.replace(/^\/dynaboot\//, "/")))));
      const type = page?.html ? ".html" : extname(pathname);
      response.setHeader("content-type", TYPES[type] ?? "application/octet-stream");
      if (page?.html) response.setHeader("content-security-policy", page.policy ?? STRICT);
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const executablePath = process.env.DYNABOOT_CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--js-flags=--expose-gc"] });
  let pages = 0;
  return {
    asked,
    browser,
    origin,
    /** Opens a page with this body, and notes the element's events in `events`, and whatever goes wrong in `problems`. */
    async open(body, { head = "", policy, size = { width: 1280, height: 900 }, scheme = "light", module = true } = {}) {
      const path = `/page-${pages++}`;
      const script = module ? `<script type="module" src="/dynaboot/element.js"></script>` : "";
      own.set(path, { html: `<!doctype html><html lang="en"><title>Host</title>${head}${script}<body>${body}</body></html>`, policy });
      const page = await browser.newPage({ viewport: size, colorScheme: scheme, reducedMotion: "reduce" });
      const problems = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      await page.addInitScript(() => {
        globalThis.events = [];
        for (const name of ["change", "ready", "error"]) {
          addEventListener(`dynaboot-${name}`, (event) => globalThis.events.push({ name, detail: event.detail }));
        }
      });
      await page.goto(origin + path);
      return { page, problems };
    },
    async stop() {
      await browser.close();
      server.close();
    },
  };
}

/** A tag with choices in it. */
export const tag = (choices, attributes = "") =>
  `<dynaboot-planner choices='${JSON.stringify(choices).replaceAll("'", "&#39;")}' ${attributes}></dynaboot-planner>`;

/** Waits until a planner has answered, and gives the last answer. */
export async function answered(page, count = 1) {
  await page.waitForFunction((count) => globalThis.events.filter(({ name }) => name === "change").length >= count, count);
  return page.evaluate(() => globalThis.events.findLast(({ name }) => name === "change").detail);
}

/** Waits for the next error, and gives what it says. */
export async function refused(page, count = 1) {
  await page.waitForFunction((count) => globalThis.events.filter(({ name }) => name === "error").length >= count, count);
  return page.evaluate(() => globalThis.events.findLast(({ name }) => name === "error").detail);
}
