// A real Backstage: a person fills in the planner, a task is judged again on the server, and a forged one is refused.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

import { buildApp, enter, makePortal, startPortal } from "./backstage/portal.mjs";

/** The longest that a task takes. */
const TASK = 60_000;
/** The longest that the planner takes. */
const ANSWER = 15_000;
const ACTION = "backstage-plugin-scaffolder-backend-module-dynaboot/src/index.js";

/** Choices that lead to a script, as the form gives them. */
const READY = Object.freeze({
  cloud: "aws",
  system: "centos-7",
  image: { source: "public" },
  agent: { onImage: "absent", settings: { brokerHost: "broker.example.com" } },
  bundleStore: { url: "http://store.example.com/5.2.2/bundle", sha256: "0".repeat(64) },
  packageStore: { url: "https://repo.example.com" },
});

const project = makePortal();
let portal, api;

before(async () => {
  buildApp(project);
  portal = await startPortal(project);
  api = await enter(portal);
});

after(async () => {
  await portal?.stop();
  project.remove();
});

/** Waits for a task's end. */
async function follow(id) {
  const deadline = Date.now() + TASK;
  for (;;) {
    const { status } = await (await api(`scaffolder/v2/tasks/${id}`)).json();
    if (["completed", "failed", "cancelled"].includes(status)) {
      const events = await (await api(`scaffolder/v2/tasks/${id}/events`)).json();
      const { body } = events.find(({ type }) => type === "completion");
      return { status, log: events.map((event) => event.body.message).join("\n"), output: body.output, text: JSON.stringify(events) };
    }
    assert.ok(Date.now() < deadline, `task ${id} is ${status} for too long`);
    await wait(200);
  }
}

/** Runs the template as somebody does who has no form. */
async function run(vm) {
  const response = await api("scaffolder/v2/tasks", { templateRef: "template:default/vm", values: { vm } });
  assert.equal(response.status, 201, await response.clone().text());
  return follow((await response.json()).id);
}

test("a person is held up by the form, mends the choices, and gets what to paste", async () => {
  const executablePath = process.env.DYNABOOT_CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1600 } });
    page.setDefaultTimeout(ANSWER);
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (/content security policy/i.test(message.text())) complaints.push(message.text());
    });
    await page.goto(`${portal.address}/create/templates/default/vm`);
    await page.getByRole("button", { name: "Enter" }).click();
    // What the template fixes is shown and cannot be changed.
    const planner = page.locator("dynaboot-planner");
    const field = (name) => planner.getByLabel(name, { exact: true });
    await field("System").selectOption("centos-7");
    assert.equal(await field("Cloud").inputValue(), "aws");
    await field("Image source").selectOption("public");
    await field("Agent on the image").selectOption("absent");
    await field("Broker host").fill("broker.example.com");
    await field("Package store").fill("https://repo.example.com?key=s3cret");
    for (const hidden of ["Store password", "Proxy", "Call home"]) assert.equal(await field(hidden).count(), 0, hidden);
    const next = page.getByRole("button", { name: "Review" });
    // The browser holds the form up, and leads to the planner.
    await next.click();
    await page.waitForFunction(() => document.activeElement?.localName === "dynaboot-planner");
    // Where a form asks no browser, the field itself does.
    await page.evaluate(() => (document.querySelector("form").noValidate = true));
    await next.click();
    await page.getByText("The planner has questions that decide").first().waitFor();
    // What the organisation's policy wants is asked for in the browser too.
    await field("Bundle store").fill("http://store.example.com/5.2.2/bundle");
    await settled(planner, "blocked");
    await next.click();
    await page.getByText("This VM would not get its agent").first().waitFor();
    await field("SHA-256").fill("0".repeat(64));
    await settled(planner, "readyWithWarnings");
    await next.click();
    await page.getByRole("button", { name: "Create" }).click();
    await page.waitForURL(/\/create\/tasks\/[-0-9a-f]+/);
    const id = page.url().split("/").at(-1);
    const { status, log, output, text } = await follow(id);
    assert.equal(status, "completed", log);
    // What may be a secret has not left the browser.
    const task = await (await api(`scaffolder/v2/tasks/${id}`)).json();
    assert.deepEqual(task.spec.parameters.vm, READY);
    assert.doesNotMatch(text + JSON.stringify(task) + portal.log(), /s3cret/);
    assert.match(log, /dynaboot: readyWithWarnings, by dynamicBootstrap, judged by the policy acme 1 \([0-9a-f]{64}\)/);
    assert.match(log, /CentOS 7 has had no support at all since 2024-06-30 \(end-of-life, at system\)/);
    assert.match(output.text[0].content, /#!\/bin\/sh\n# Made by dynaboot/);
    await page.getByText("Paste this into the field UserData").waitFor();
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
});

/** Waits until the planner says so. */
async function settled(planner, wanted) {
  const deadline = Date.now() + ANSWER;
  for (;;) {
    const verdict = await planner.evaluate(async (element) => (await element.assess()).verdict);
    if (verdict === wanted) return;
    assert.ok(Date.now() < deadline, `the planner says ${verdict}, not ${wanted}`);
    await wait(50);
  }
}

test("what the server gives is what the package gives", async () => {
  const { load } = await project.entry("dynaboot/index.js");
  const policy = { name: "acme", version: "1", change: { "http-bundle-has-a-checksum": { severity: "error" } } };
  const dynaboot = await load({ policy });
  const { status, log, output } = await run(READY);
  assert.equal(status, "completed", log);
  const { payload, policy: stamp } = dynaboot.assess(READY);
  assert.ok(output.text[0].content.includes(payload.content.trim()));
  assert.ok(log.includes(stamp.digest));
});

test("a forged task is refused, with the reasons", async () => {
  const forged = [
    [{ ...READY, answers: { userDataRuns: false } }, /the VM is blocked:\n- .*user data.* \(answers\.userDataRuns\)\. \S/],
    [
      { ...READY, agent: { settings: READY.agent.settings } },
      /the VM is incomplete:\n- Is the agent on the image already\? \(agent\.onImage\)/,
    ],
    // The organisation's rule, and not the built-in one.
    [{ ...READY, bundleStore: { url: READY.bundleStore.url } }, /the VM is blocked:\n- the bundle comes over plain HTTP/],
    // What the template settles.
    [{ ...READY, cloud: "azure" }, /this template settles `cloud`, and the task says something else/],
    [{ clod: "aws" }, /these are no choices: clod: unknown field `clod`, did you mean `cloud`\?/],
    [{ ...READY, today: "soon" }, /dynaboot: readyWithWarnings/],
  ];
  const seen = await Promise.all(forged.map(([vm]) => run(vm)));
  for (const [at, [vm, reason]] of forged.entries()) {
    const { status, log } = seen[at];
    assert.equal(status, vm.today ? "completed" : "failed", log);
    assert.match(log, reason);
  }
});

test("a task with a typed secret is refused, and no log repeats it", async () => {
  const store = READY.bundleStore;
  const forged = [
    [{ ...READY, bundleStore: { ...store, user: "me", password: "s3cret" } }, "`bundleStore.password`, `bundleStore.user`"],
    [{ ...READY, bundleStore: { ...store, url: "https://me:s3cret@store.example.com/b" } }, "`bundleStore.url`"],
    [{ ...READY, bundleStore: { ...store, url: "https://store.example.com/b?sig=s3cret" } }, "`bundleStore.url`"],
    [{ ...READY, bundleStore: { ...store, caCertificate: "-----BEGIN PRIVATE KEY-----\ns3cret" } }, "`bundleStore.caCertificate`"],
    [{ ...READY, packageStore: { url: "http://me:s3/cret@repo.example.com" } }, "`packageStore.url`"],
    [{ ...READY, proxy: "http://me:s3cret@proxy:3128" }, "`proxy`"],
    [{ ...READY, callHome: "https://portal.example.com/s3cret" }, "`callHome`"],
    [{ ...READY, userPart: "#cloud-config\npassword: s3cret" }, "`userPart`"],
    [{ ...READY, software: { commands: ["/usr/bin/mysql -ps3cret"] } }, "`software.commands`"],
    [
      { ...READY, agent: { id: "generic", settings: { installCommand: "./install --token s3cret", presentPath: "/opt/agent" } } },
      "`agent.settings.installCommand`",
    ],
  ];
  const seen = await Promise.all(forged.map(([vm]) => run(vm)));
  for (const [at, [, fields]] of forged.entries()) {
    const { status, log, text } = seen[at];
    assert.equal(status, "failed", fields);
    assert.ok(log.includes(`leave out ${fields}, or refer to them`), log);
    assert.doesNotMatch(text, /s3\/?cret/, fields);
  }
  // The backend's own audit log has every task's parameters, whatever a step makes of them.
  const lines = portal.log().split("\n");
  assert.deepEqual(
    lines.filter((line) => /s3\/?cret/.test(line) && !line.includes('"isAuditEvent":true')),
    [],
  );
});

test("a reference to a secret is left to the package", async () => {
  const { load } = await project.entry("dynaboot/index.js");
  const vm = { ...READY, bundleStore: { ...READY.bundleStore, user: "", password: { from: "file", path: "/run/secret" } } };
  let refused;
  try {
    (await load()).check(vm);
  } catch (error) {
    refused = error.message;
  }
  const { log } = await run(vm);
  assert.doesNotMatch(log, /may not hold secrets/);
  if (refused) assert.ok(log.includes(refused), log);
});

test("a template may settle what a person may not type", async () => {
  const { createCheckAction } = await project.entry(ACTION);
  const { handler } = await createCheckAction();
  const check = async (choices, fixed) => {
    const outputs = {};
    const logger = { error() {}, warn() {}, info() {} };
    await handler({ input: { choices, fixed }, logger, output: (name, value) => (outputs[name] = value) });
    return outputs;
  };
  const { agent: _, packageStore: __, ...others } = READY;
  const agent = { id: "generic", onImage: "absent", settings: { installCommand: "./install", presentPath: "/opt/agent" } };
  const { verdict, choices, payload, launch } = await check(others, { agent, proxy: "http://proxy.example.com:3128" });
  assert.equal(verdict, "readyWithWarnings");
  assert.equal(choices.proxy, "http://proxy.example.com:3128");
  assert.match(payload.content, /\.\/install/);
  assert.ok(launch.some(({ tool }) => tool === "terraform"));
  // Nor may a template hold what is a secret for certain: it can be read by everybody who may use it.
  await assert.rejects(check(others, { agent, proxy: "http://me:s3cret@proxy.example.com" }), /leave out `proxy`/);
  await assert.rejects(check(others, { agent, bundleStore: { password: "s3cret" } }), /leave out `bundleStore.password`/);
});

test("a policy that is wrong stops the backend, with every mistake", async () => {
  const { createCheckAction } = await project.entry(ACTION);
  await assert.rejects(createCheckAction({ policy: { nme: "acme" } }), { name: "PolicyError", path: "nme" });
});

test("a portal in TypeScript finds the packages' types", () => {
  const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler", "--target", "es2023"];
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, "use.ts"], { cwd: project.home, encoding: "utf8" });
  assert.equal(status, 0, stdout);
});

test("what is published is what the packages need", () => {
  for (const { files, name } of project.packed.slice(1)) {
    const paths = files.map(({ path }) => path);
    assert.ok(
      ["README.md", "config.schema.json", join("src", "index.d.ts")].every((path) => paths.includes(path)),
      `${name}: ${paths}`,
    );
  }
});
