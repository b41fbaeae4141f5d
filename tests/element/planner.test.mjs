// `<dynaboot-planner>` as a page sees it: attributes, properties, events, a form, and what is not given away.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { READY, answered, refused, start, tag } from "./host.mjs";

const ACME = {
  name: "acme",
  version: "3",
  sources: { acme: { title: "Handbook", url: "https://acme.example.com/", checkedOn: "2026-11-01" } },
  questions: { securityApproved: { ask: "Has security approved this image?", kind: "yesNo", label: "Approval" } },
  rules: [
    {
      id: "security-approves",
      title: "Security approves images",
      severity: "error",
      when: { cloud: ["aws"] },
      require: { "answers.securityApproved": true },
      message: "security has not approved the image",
      why: "The audit asks for it.",
      todo: "Ask them.",
      source: { from: "acme", sentence: "As we do it." },
    },
  ],
};

let host;
before(async () => {
  host = await start({ "/acme.json": JSON.stringify(ACME), "/broken.json": "{", "/wrong.json": JSON.stringify({ name: "acme" }) });
});
after(() => host.stop());

const PLANNER = "dynaboot-planner";
const onPlanner = (page, act, argument) => page.locator(PLANNER).evaluate(act, argument);

test("it answers what it is given, and says so in events", async () => {
  const { page, problems } = await host.open(tag(READY));
  const { choices, verdict } = await answered(page);
  assert.equal(verdict, "readyWithWarnings");
  assert.equal(choices.cloud, "aws");
  assert.ok(!JSON.stringify(choices).includes("s3cret") && !("user" in choices.bundleStore));
  const events = await page.evaluate(() => globalThis.events);
  assert.deepEqual(
    events.map(({ name }) => name),
    ["change", "ready"],
  );
  assert.equal(events[1].detail.report.verdict, "readyWithWarnings");
  assert.ok(!JSON.stringify(events).includes("s3cret"));
  assert.ok(!JSON.stringify(await onPlanner(page, (planner) => planner.choices)).includes("s3cret"));
  const assessment = await onPlanner(page, (planner) => planner.assess());
  assert.ok(assessment.payload.content.length > 1000 && assessment.script.text.includes("s3cret"));
  assert.deepEqual(problems, []);
  await page.close();
});

test("every change is told once, and ready each time that it becomes so", async () => {
  const { page } = await host.open(tag(READY));
  await answered(page);
  const broker = page.getByLabel("Broker host");
  await broker.fill("");
  assert.equal((await answered(page, 2)).verdict, "incomplete");
  await broker.fill("other.example.com");
  const { choices } = await answered(page, 3);
  assert.equal(choices.agent.settings.brokerHost, "other.example.com");
  // The host's own changes, two in one go, are one change.
  await onPlanner(page, (planner) => {
    planner.choices = { cloud: "aws" };
    planner.choices = { cloud: "google" };
  });
  assert.deepEqual((await answered(page, 4)).choices, { cloud: "google" });
  const names = await page.evaluate(() => globalThis.events.map(({ name }) => name).join(" "));
  assert.equal(names, "change ready change change ready change");
  await page.close();
});

test("what is fixed is shown and stays, what is hidden is not shown and stays", async () => {
  const { page } = await host.open(tag(READY, 'fixed-fields="cloud agent.settings" hidden-fields="bundleStore packageStore.url"'));
  await answered(page);
  assert.ok(await page.getByLabel("Cloud", { exact: true }).isDisabled());
  assert.ok(!(await page.getByLabel("Broker host").isEditable()));
  assert.ok(await page.getByLabel("System", { exact: true }).isEnabled());
  assert.equal(await page.getByLabel("Bundle store", { exact: true }).count(), 0);
  assert.equal(await page.getByLabel("Package store").count(), 0);
  // An image of another cloud tells much, and takes nothing away.
  await page.getByLabel("Image", { exact: true }).fill("projects/debian-cloud/global/images/debian-12");
  await page.getByLabel("System", { exact: true }).selectOption("rhel-8");
  await page.waitForFunction(() => globalThis.events.at(-1).detail.choices.system === "rhel-8");
  const chosen = await onPlanner(page, (planner) => planner.choices);
  assert.equal(chosen.cloud, "aws");
  assert.equal(chosen.bundleStore.url, READY.bundleStore.url);
  const { script } = await onPlanner(page, (planner) => planner.assess());
  assert.equal(script?.text.includes("s3cret") ?? true, true);
  await page.close();
});

test("no way out of a blocked plan leads over what is fixed", async () => {
  const blocked = { ...READY, cloud: "openstack" };
  const { page } = await host.open(tag(blocked));
  await answered(page);
  const ways = page.getByRole("list", { name: "Alternatives" }).or(page.locator(".Alternatives")).getByRole("button");
  const free = await ways.count();
  await onPlanner(page, (planner) => (planner.fixedFields = ["cloud", "system", "agent", "image"]));
  await page.waitForFunction(
    (free) => document.querySelector("dynaboot-planner").shadowRoot.querySelectorAll(".Alternatives button").length < free,
    free,
  );
  assert.ok(free > 0);
  await page.close();
});

test("what was typed is there again when a mistake of the page is put right, and ready is told again", async () => {
  const { page } = await host.open(tag(READY));
  await answered(page);
  await page.getByLabel("Broker host").fill("typed.example.com");
  await answered(page, 2);
  await onPlanner(page, (planner) => (planner.view = "plam"));
  await refused(page);
  await onPlanner(page, (planner) => (planner.view = "plan"));
  const { choices } = await answered(page, 3);
  assert.equal(choices.agent.settings.brokerHost, "typed.example.com");
  assert.equal(await page.evaluate(() => globalThis.events.filter(({ name }) => name === "ready").length), 2);
  await page.close();
});

test("in a disabled form nobody uses it, and the next planner is free", async () => {
  const { page } = await host.open(`<form><fieldset disabled>${tag(READY)}</fieldset></form>`);
  await answered(page);
  const isBarred = () => onPlanner(page, (planner) => planner.shadowRoot.querySelector(".Page").inert);
  assert.equal(await isBarred(), true);
  await page.evaluate(async () => {
    const planner = document.querySelector("dynaboot-planner");
    planner.remove();
    await new Promise((turn) => setTimeout(turn, 50));
    document.body.append(document.createElement("dynaboot-planner"));
  });
  await answered(page, 2);
  assert.equal(await isBarred(), false);
  await page.close();
});

test("what is given again replaces what was typed meanwhile", async () => {
  const given = { cloud: "aws", system: "rhel-7" };
  const { page } = await host.open(tag(given));
  await answered(page);
  await page.getByLabel("System", { exact: true }).selectOption("rhel-8");
  await answered(page, 2);
  await onPlanner(page, (planner, choices) => (planner.choices = choices), given);
  assert.deepEqual((await answered(page, 3)).choices, given);
  await page.close();
});

test("a policy that could not be had is asked for again when it is given again", async () => {
  const { page } = await host.open(tag(READY, 'policy="/late.json"'));
  await refused(page);
  await page.route("**/late.json", (route) => route.fulfill({ json: ACME }));
  await onPlanner(page, (planner) => planner.setAttribute("policy", "/late.json"));
  await page.getByText(/policy acme 3/).waitFor();
  await page.close();
});

test("reset and a form's reset go back to what was given", async () => {
  const { page } = await host.open(`<form>${tag(READY, 'name="plan"')}<button type="reset">Reset</button></form>`);
  await answered(page);
  for (const go of [() => onPlanner(page, (planner) => planner.reset()), () => page.getByRole("button", { name: "Reset" }).click()]) {
    await page.getByLabel("Broker host").fill("other.example.com");
    await page.waitForFunction(() => document.querySelector("dynaboot-planner").choices.agent.settings.brokerHost === "other.example.com");
    await go();
    const { choices } = await onPlanner(page, (planner) => ({ choices: planner.choices }));
    assert.equal(choices.agent.settings.brokerHost, "broker.example.com");
  }
  await page.close();
});

test("in a form its value is the choices without secrets, and it is valid when the answer is ready", async () => {
  const { page } = await host.open(`<form><label for="p">Plan</label>${tag({ cloud: "aws" }, 'name="plan" id="p"')}</form>`);
  await answered(page);
  const state = () =>
    page.evaluate(() => ({
      value: JSON.parse(new FormData(document.forms[0]).get("plan")),
      valid: document.forms[0].checkValidity(),
      says: document.querySelector("dynaboot-planner").validationMessage,
      custom: document.querySelector("dynaboot-planner").validity.customError,
    }));
  const open = await state();
  assert.deepEqual([open.value, open.valid, open.custom], [{ cloud: "aws" }, false, true]);
  assert.match(open.says, /^Incomplete: \d+ open questions/);
  await onPlanner(page, (planner, choices) => (planner.choices = choices), READY);
  await answered(page, 2);
  const ready = await state();
  assert.deepEqual([ready.valid, ready.says], [true, ""]);
  assert.ok(!JSON.stringify(ready.value).includes("s3cret"));
  // Its label leads to its first field.
  await page.getByText("Plan", { exact: true }).click();
  assert.equal(await page.evaluate(() => document.querySelector("dynaboot-planner").shadowRoot.activeElement?.id), "at-cloud");
  await page.close();
});

test("it shows the view that it is told to, and the way back to it", async () => {
  const { page } = await host.open(tag(READY, 'view="check"'));
  await answered(page);
  assert.equal(await page.getByRole("status", { name: "Verdict" }).count(), 1);
  assert.equal(await page.getByLabel("Cloud", { exact: true }).count(), 0);
  await onPlanner(page, (planner) => (planner.view = "matrix"));
  await page.getByRole("table", { name: "Support matrix" }).waitFor();
  await page.locator(".Matrix-table button").first().click();
  await page.getByRole("status", { name: "Verdict" }).waitFor();
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByRole("table", { name: "Support matrix" }).waitFor();
  assert.equal(await page.evaluate(() => location.hash), "");
  await page.close();
});

test("a rule's page opens inside, and the address stays the host's", async () => {
  const { page } = await host.open(tag({ ...READY, bundleStore: { url: "http://store.example.com/bundle" } }));
  await answered(page);
  await page.getByRole("button", { name: "Why?" }).first().click();
  await page.getByRole("button", { name: "The rule's page" }).first().click();
  await page.getByRole("heading", { name: "Examples" }).waitFor();
  assert.equal(new URL(page.url()).hash, "");
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByLabel("Cloud", { exact: true }).waitFor();
  await page.close();
});

test("an organisation's policy comes as an object, as bytes, or from the page's own origin", async () => {
  const ask = /Has security approved this image/;
  const { page } = await host.open(tag(READY, 'policy="/acme.json"'));
  await answered(page);
  await page.getByText(ask).first().waitFor();
  await onPlanner(page, (planner) => planner.removeAttribute("policy"));
  await page.getByText(ask).first().waitFor({ state: "detached" });
  await onPlanner(page, (planner, policy) => (planner.policy = policy), ACME);
  await page.getByText(ask).first().waitFor();
  assert.match(await page.getByText(/^dynaboot /).innerText(), /policy acme 3/);
  await onPlanner(
    page,
    (planner, policy) => {
      planner.policy = undefined;
      planner.policyBytes = new TextEncoder().encode(JSON.stringify({ ...policy, version: "4" }));
    },
    ACME,
  );
  await page.getByText(/policy acme 4/).waitFor();
  await page.close();
});

const WRONG = [
  ["an unknown view", { attributes: 'view="plam"' }, { path: "view", message: /plan/ }],
  ["an unknown theme", { attributes: 'theme="pink"' }, { path: "theme", message: /light/ }],
  ["a path that no field has", { attributes: 'fixed-fields="cloud clowd"' }, { path: "fixedFields.1", message: /cloud/ }],
  ["a hidden path that no field has", { attributes: 'hidden-fields="store"' }, { path: "hiddenFields.0", message: /store/ }],
  ["no day", { attributes: 'today="tomorrow"' }, { path: "today", message: /day/ }],
  ["choices that are no JSON", { attributes: "choices='{cloud'" }, { path: "choices", message: /JSON/ }],
  ["choices of the wrong shape", { attributes: `choices='{"cloud":["aws"]}'` }, { path: "choices.cloud", message: /cloud/ }],
  ["a cloud that nobody knows", { attributes: `choices='{"cloud":"awz"}'` }, { path: "choices.cloud", message: /aws/ }],
  ["a policy that is not there", { attributes: 'policy="/none.json"' }, { path: "policy", message: /404/ }],
  ["a policy of another origin", { attributes: 'policy="https://example.com/p.json"' }, { path: "policy", message: /origin/ }],
  ["a policy that is no JSON", { attributes: 'policy="/broken.json"' }, { path: "policy", message: /JSON/ }],
  ["a policy that is wrong", { attributes: 'policy="/wrong.json"' }, { path: "version", message: /version/ }],
];

for (const [what, { attributes }, wanted] of WRONG) {
  test(`${what} is refused with a sentence, and the planner comes back when it is put right`, async () => {
    const { page } = await host.open(`<p>Host</p><dynaboot-planner ${attributes}></dynaboot-planner>`);
    const { message, path, expected } = await refused(page);
    assert.equal(path, wanted.path);
    assert.match(message, wanted.message);
    assert.ok(expected);
    assert.equal(await page.getByRole("alert").innerText(), message);
    assert.equal(await page.getByLabel("Cloud", { exact: true }).count(), 0);
    const thrown = await onPlanner(page, (planner) => planner.assess().then(String, ({ name, path }) => ({ name, path })));
    assert.ok(["DynabootError", "PolicyError"].includes(thrown.name) && thrown.path === path, JSON.stringify(thrown));
    await onPlanner(page, (planner) => planner.getAttributeNames().forEach((name) => planner.removeAttribute(name)));
    await page.getByLabel("Cloud", { exact: true }).waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
    await page.close();
  });
}

test("an unknown language is English, and no error", async () => {
  const { page } = await host.open(tag(READY, 'lang="tlh"'));
  assert.equal((await answered(page)).verdict, "readyWithWarnings");
  assert.deepEqual(await page.evaluate(() => globalThis.events.filter(({ name }) => name === "error")), []);
  await page.close();
});

test("what was set before the element was defined holds", async () => {
  const { page } = await host.open("<dynaboot-planner></dynaboot-planner>", { module: false });
  await page.evaluate(async (choices) => {
    const planner = document.querySelector("dynaboot-planner");
    Object.assign(planner, { choices, fixedFields: ["cloud"], view: "plan" });
    await import("/dynaboot/element.js");
  }, READY);
  assert.equal((await answered(page)).verdict, "readyWithWarnings");
  assert.ok(await page.getByLabel("Cloud", { exact: true }).isDisabled());
  await page.close();
});

test("another name and a closed root are for those who want them; a name that is taken is left alone", async () => {
  const { page } = await host.open("<acme-planner></acme-planner>", { module: false });
  const warnings = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  const root = await page.evaluate(async (choices) => {
    class Other extends HTMLElement {
      static version = "9.9.9";
    }
    customElements.define("taken-planner", Other);
    const { define } = await import("/dynaboot/element/define.js");
    define("acme-planner", { mode: "closed" });
    define("acme-planner");
    define("taken-planner");
    const planner = document.querySelector("acme-planner");
    planner.choices = choices;
    return planner.shadowRoot;
  }, READY);
  assert.equal(root, null);
  assert.equal((await answered(page)).verdict, "readyWithWarnings");
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /<taken-planner> is defined by dynaboot 9\.9\.9 already, so dynaboot \d+\.\d+\.\d+/);
  await page.close();
});
