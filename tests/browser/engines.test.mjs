// The main journey in the other engines: Firefox by WebDriver BiDi, WebKitGTK by plain WebDriver.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { serve } from "./page.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let host;
before(async () => {
  host = await serve();
});
after(() => host.stop());

const program = (name) =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync);

/** Skipped with a sentence where the browser is missing; where everything is to be there, that is a failure. */
function engine(name, programs, journey) {
  const found = programs.map(program);
  const missing = programs.filter((_, index) => !found[index]);
  const skip = missing.length > 0 && `there is no ${missing.join(", no ")}`;
  test(name, { skip: process.env.CI === "true" ? false : skip }, async () => {
    assert.equal(skip, false);
    await journey(...found);
  });
}

// What a person does, in words that both drivers know: `run` evaluates a function's text in the page.
const set = (label, value) => `{
  const [control] = [...document.querySelectorAll("label")].filter((known) => known.textContent === ${JSON.stringify(label)}).map(({ htmlFor }) => document.getElementById(htmlFor));
  control.value = ${JSON.stringify(value)};
  control.dispatchEvent(new Event(control.localName === "select" ? "change" : "input", { bubbles: true })); }`;
const press = (name) => `
  [...document.querySelectorAll("button, nav a")].find((known) => known.textContent === ${JSON.stringify(name)}).click();`;
const VERDICT = `return document.querySelector("[role=status][aria-label=Verdict]")?.innerText ?? "";`;

async function journey({ run, type }) {
  const until = async (code, pattern) => {
    let last;
    for (let turn = 0; turn < 100; turn += 1) {
      last = String(await run(code));
      if (pattern.test(last)) return last;
      await new Promise((done) => setTimeout(done, 100));
    }
    return assert.match(last, pattern);
  };
  await until(VERDICT, /^Incomplete/);
  await run(`document.body.dispatchEvent(new Event("pointerover", { bubbles: true }));`);
  await until(`return performance.getEntriesByName("dynaboot-begun").length;`, /^1/);
  await run(set("Cloud", "aws") + set("System", "centos-7") + set("Agent on the image", "absent"));
  await run(set("Bundle store", "http://store.example.com/b") + set("Package store", "http://repo.example.com"));
  await type("at-agent.settings.brokerHost", "broker.example.com");
  await until(VERDICT, /^Ready, with \d+ warnings/);
  await until(`return document.querySelector("[aria-label=Script] pre").textContent;`, /^#!\/bin\/sh\n[^]*broker\.example\.com/);
  await until(`return location.hash;`, /^#plan=.+&policy=/);

  await run(set("Cloud", "openstack") + set("System", "rhel-7"));
  await until(VERDICT, /^Blocked/);
  await run(press("OpenStack → AWS"));
  await until(VERDICT, /^Ready/);
  await run(press("Undo"));
  await until(VERDICT, /^Blocked/);
  await run(press("Matrix"));
  await until(`return document.querySelectorAll("table [id^=cell-]").length;`, /^[1-9]\d\d/);
  await run(press("Policy"));
  await until(`return document.querySelectorAll(".Rules-link").length;`, /^[1-9]\d/);
  await run(press("Plan"));
  await run(`globalThis.before = true; location.reload();`);
  await until(`return globalThis.before ?? "gone";`, /^gone/);
  await until(VERDICT, /^Blocked/);
  assert.equal(await run(`return document.getElementById("at-agent.settings.brokerHost").value;`), "broker.example.com");
  const found = await run(
    `${axe}; return axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id }) => id).join());`,
  );
  assert.equal(found, "", "axe finds nothing");
}

engine("the main journey in Firefox", ["firefox-esr"], async (firefox) => {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox, headless: true });
  try {
    const page = await browser.newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(host.address);
    await journey({
      run: (code) => page.evaluate(`(() => { ${code} })()`),
      type: async (id, text) => {
        await page.focus(`[id="${id}"]`);
        await page.keyboard.type(text);
      },
    });
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
});

engine("the main journey in WebKit", ["WebKitWebDriver", "xvfb-run"], async (driver, xvfb) => {
  const browser = ["/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser"].find(
    existsSync,
  );
  assert.ok(browser, "MiniBrowser comes with WebKitWebDriver's package");
  const port = await freePort();
  const home = await mkdtemp(join(tmpdir(), "dynaboot-webkit-"));
  const environment = { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" };
  // A group of its own, so that what it starts ends with it.
  const child = spawn(xvfb, ["--auto-servernum", driver, `--port=${port}`], { env: environment, detached: true, stdio: "ignore" });
  const ask = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  try {
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } } };
    const { sessionId } = await patiently(() => ask("POST", "/session", { capabilities }));
    const at = `/session/${sessionId}`;
    await ask("POST", `${at}/url`, { url: host.address });
    await journey({
      run: (code) =>
        ask("POST", `${at}/execute/async`, {
          script: `const done = arguments[0]; Promise.resolve((() => { ${code} })()).then(done);`,
          args: [],
        }),
      type: async (id, text) => {
        const [element] = Object.values(await ask("POST", `${at}/element`, { using: "css selector", value: `[id="${id}"]` }));
        await ask("POST", `${at}/element/${element}/value`, { text });
      },
    });
    await ask("DELETE", at);
  } finally {
    process.kill(-child.pid);
    await rm(home, { recursive: true, force: true });
  }
});

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Asks until somebody answers: a driver takes a moment to listen. */
async function patiently(ask) {
  for (let turn = 0; ; turn += 1) {
    try {
      return await ask();
    } catch (cause) {
      if (turn === 100 || !(cause instanceof TypeError)) throw cause;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
