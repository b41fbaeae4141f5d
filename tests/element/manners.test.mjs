// A guest in somebody else's page: it looks the same wherever it stands, and the page stays as it was.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { READY, SCREENSHOTS, answered, start, tag } from "./host.mjs";

const file = (name) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8");

/** Host pages whose styles reach for everything. */
const HOSTS = {
  plain: "",
  unset: "* { all: unset } script, style, title, head { display: none }",
  loud: `html { font: italic 900 10px/3 serif; color: red; letter-spacing: 0.3em; text-align: right; text-transform: uppercase; color-scheme: dark }
    * { font-size: 40px !important; line-height: 4 !important; color: red !important; margin: 7px !important; border: 3px solid red !important;
        background: yellow !important; --ink: red; --accent: red; --unit: 40px; --pico-color: red; --text: 40px }
    dynaboot-planner { margin: 0 !important; border: 0 !important }`,
  bootstrap: file("../node_modules/bootstrap/dist/css/bootstrap.css"),
  tailwind: file("../node_modules/tailwindcss/preflight.css"),
};

let host;
before(async () => {
  const styles = Object.entries({ ...HOSTS, far: "#far { block-size: 20000px }" }).map(([name, css]) => [`/${name}.css`, css]);
  host = await start(Object.fromEntries(styles));
});
after(() => host.stop());

const shadow = (page, look, argument) => page.locator("dynaboot-planner").evaluate(look, argument);

/** Where every element of the planner stands within it, and how it looks. */
const measured = (page) =>
  shadow(page, (planner) => {
    const root = planner.shadowRoot.querySelector(".Page");
    const { x: left, y: top } = root.getBoundingClientRect();
    const looks = [
      "fontSize",
      "fontFamily",
      "fontStyle",
      "lineHeight",
      "letterSpacing",
      "color",
      "textAlign",
      "textTransform",
      "backgroundColor",
      "borderTopWidth",
    ];
    // A script out of sight has no size of its own yet.
    return [...root.querySelectorAll("*:not(pre, pre *)")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      // What has no box, such as an option of a closed list, is nowhere.
      const place = width || height ? [x - left, y - top, width, height].map(Math.round).join() : "";
      return [element.localName, element.id, place, ...looks.map((name) => style[name])].join(" ");
    });
  });

test("no style of a host reaches it", async () => {
  const looks = {};
  for (const name of Object.keys(HOSTS)) {
    const head = `<link rel="stylesheet" href="/${name}.css">`;
    const { page, problems } = await host.open(`<h1>Host</h1><div id="place">${tag(READY)}</div>`, { head });
    await answered(page);
    // As wide wherever it stands: that is the host's to say.
    await shadow(page, (planner) => {
      planner.style.setProperty("inline-size", "1000px", "important");
      planner.style.setProperty("position", "absolute", "important");
    });
    looks[name] = await measured(page);
    await page.screenshot({ path: join(SCREENSHOTS, `element-host-${name}.png`), fullPage: true });
    assert.deepEqual(problems, []);
    await page.close();
  }
  for (const [name, look] of Object.entries(looks)) {
    const different = look.filter((line, index) => line !== looks.plain[index]);
    assert.deepEqual(
      different.slice(0, 3),
      [],
      `${different.length} elements differ in ${name}: wanted ${looks.plain[look.indexOf(different[0])]}`,
    );
  }
});

test("none of its styles reaches the host", async () => {
  const body = `<h1>Host</h1><p class="Card Bar Verdict">Text <a href="/">link</a> <button>Press</button> <input></p><div id="place"></div>`;
  const { page } = await host.open(body);
  const look = () =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll("body, body *:not(#place, #place *)")].map((element) => {
        const style = getComputedStyle(element);
        return [...style]
          .map((name) => `${name}: ${style[name]}`)
          .filter((line) => !/^(block-size|height|perspective|transform)/.test(line))
          .join();
      }),
    );
  const alone = await look();
  await page.evaluate((choices) => {
    const planner = document.createElement("dynaboot-planner");
    planner.choices = choices;
    document.getElementById("place").append(planner);
  }, READY);
  await answered(page);
  assert.deepEqual(await look(), alone);
  await page.close();
});

for (const scheme of ["light", "dark"]) {
  test(`it fits a panel of 360 px on a wide screen, ${scheme}`, async () => {
    const { page } = await host.open(`<aside id="panel">${tag(READY)}</aside>`, {
      head: `<link rel="stylesheet" href="/plain.css">`,
      scheme,
    });
    await page.locator("#panel").evaluate((panel) => (panel.style.inlineSize = "360px"));
    await answered(page);
    const wide = await shadow(page, (planner) => {
      const { right } = planner.getBoundingClientRect();
      const all = [...planner.shadowRoot.querySelectorAll(".Page *")];
      return all
        .filter((element) => element.getBoundingClientRect().right > right + 1 && !element.closest("pre, .Matrix-box"))
        .map((element) => element.className);
    });
    assert.deepEqual(wide, []);
    await page.locator("#panel").screenshot({ path: join(SCREENSHOTS, `element-panel-${scheme}.png`) });
    await page.close();
  });
}

test("theme and custom properties are the host's to say", async () => {
  const { page } = await host.open(tag(READY, 'theme="dark"'));
  await answered(page);
  const paper = () => shadow(page, (planner) => getComputedStyle(planner.shadowRoot.querySelector(".Page")).backgroundColor);
  const dark = await paper();
  await shadow(page, (planner) => (planner.theme = "light"));
  assert.notEqual(await paper(), dark);
  await shadow(page, (planner) => {
    for (const [name, value] of Object.entries({
      accent: "rgb(1, 2, 3)",
      surface: "rgb(250, 251, 252)",
      text: "rgb(4, 5, 6)",
      radius: "11px",
      font: "serif",
    })) {
      planner.style.setProperty(`--dynaboot-${name}`, value);
    }
  });
  const look = await shadow(page, (planner) => {
    const style = (selector) => getComputedStyle(planner.shadowRoot.querySelector(selector));
    return [
      style(".Page").backgroundColor,
      style(".Page").color,
      style(".Page").fontFamily,
      style(".Link").color,
      style(".Card").borderTopLeftRadius,
    ];
  });
  assert.deepEqual(look, ["rgb(250, 251, 252)", "rgb(4, 5, 6)", "serif", "rgb(1, 2, 3)", "11px"]);
  await page.close();
});

test("its parts can be styled from outside", async () => {
  const { page } = await host.open(tag(READY));
  await answered(page);
  const styled = await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    const parts = ["form", "report", "verdict", "script", "payload"];
    sheet.replaceSync(parts.map((part, index) => `dynaboot-planner::part(${part}) { outline: ${index + 1}px solid blue }`).join("\n"));
    document.adoptedStyleSheets = [sheet];
    const { shadowRoot } = document.querySelector("dynaboot-planner");
    return parts.map((part) => getComputedStyle(shadowRoot.querySelector(`[part=${part}]`)).outlineWidth);
  });
  assert.deepEqual(styled, ["1px", "2px", "3px", "4px", "5px"]);
  await page.close();
});

test("nothing of the host is touched: names, address, history, storage, document", async () => {
  const { page } = await host.open("", { module: false });
  const look = () =>
    page.evaluate(() => ({
      names: Object.getOwnPropertyNames(globalThis).filter((name) => name !== "events"),
      address: location.href,
      history: history.length,
      stored: [localStorage.length, sessionStorage.length, document.cookie],
      root: document.documentElement.getAttributeNames(),
      head: document.head.innerHTML,
    }));
  const before = await look();
  await page.evaluate(async (choices) => {
    await import("/dynaboot/element.js");
    const planner = document.createElement("dynaboot-planner");
    planner.choices = choices;
    document.body.append(planner);
  }, READY);
  await answered(page);
  await page.getByLabel("Broker host").fill("x.example.com");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Why?" }).first().click();
  await page.waitForTimeout(400);
  assert.deepEqual(await look(), before);
  await page.close();
});

test("nothing of its work is fetched before it is about to be seen", async () => {
  const before = host.asked.length;
  const { page } = await host.open(`<div id="far"></div>${tag(READY)}`, { head: `<link rel="stylesheet" href="/far.css">` });
  await page.waitForFunction(() => customElements.get("dynaboot-planner"));
  await page.waitForTimeout(300);
  const fetched = () => host.asked.slice(before).filter((path) => /engine|inline|styles/.test(path));
  assert.deepEqual(fetched(), []);
  await page.locator("dynaboot-planner").scrollIntoViewIfNeeded();
  await answered(page);
  assert.ok(fetched().length > 0);
  await page.close();
});

test("several on one page share one module, and each has a state of its own", async () => {
  const { page } = await host.open(
    tag(READY, 'id="a"') + tag({ cloud: "google" }, 'id="b"') + tag({ cloud: "aws" }, 'id="c" view="check"'),
  );
  const asked = host.asked.length;
  await answered(page, 3);
  const fetched = host.asked.slice(asked).filter((path) => path.endsWith("element-inline.js"));
  assert.ok(fetched.length <= 1);
  await page.locator("#b").getByLabel("Cloud", { exact: true }).selectOption("vmware");
  await answered(page, 4);
  const clouds = await page.evaluate(() => ["a", "b", "c"].map((id) => document.getElementById(id).choices.cloud));
  assert.deepEqual(clouds, ["aws", "vmware", "aws"]);
  await page.close();
});

test("a node that is moved keeps everything; one that comes back keeps what is no secret", async () => {
  const { page } = await host.open(`<div id="one">${tag(READY)}</div><div id="two"></div>`);
  await answered(page);
  await page.getByLabel("Broker host").fill("typed.example.com");
  await answered(page, 2);
  await page.evaluate(() => document.getElementById("two").append(document.querySelector("dynaboot-planner")));
  assert.equal(await page.getByLabel("Broker host").inputValue(), "typed.example.com");
  const assess = () => shadow(page, async (planner) => (await planner.assess()).script?.text ?? "");
  assert.match(await assess(), /typed\.example\.com[^]*s3cret|s3cret[^]*typed\.example\.com/);
  await page.evaluate(async () => {
    const planner = document.querySelector("dynaboot-planner");
    planner.remove();
    await new Promise((gone) => setTimeout(gone, 50));
    if (planner.shadowRoot.querySelector(".Page")) throw new Error("it is still there");
    document.getElementById("one").append(planner);
  });
  await page.waitForFunction(() => document.querySelector("dynaboot-planner").shadowRoot.querySelector("#at-cloud"));
  assert.equal(await page.getByLabel("Broker host").inputValue(), "typed.example.com");
  assert.doesNotMatch(await assess(), /s3cret/);
  await page.close();
});

test("removed, and removed and put back, while its work is still being fetched", async () => {
  const { page, problems } = await host.open("", { module: false });
  await page.route("**/element-inline.js", async (route) => {
    await new Promise((wait) => setTimeout(wait, 500));
    await route.continue();
  });
  await page.evaluate(async (choices) => {
    await import("/dynaboot/element.js");
    const [gone, back] = [0, 1].map(() => document.createElement("dynaboot-planner"));
    back.choices = choices;
    document.body.append(gone, back);
    await new Promise((wait) => setTimeout(wait, 100));
    gone.remove();
    back.remove();
    await new Promise((wait) => setTimeout(wait, 100));
    document.body.append(back);
    globalThis.gone = gone;
  }, READY);
  assert.equal((await answered(page)).verdict, "readyWithWarnings");
  assert.equal(await page.evaluate(() => globalThis.gone.shadowRoot.childElementCount), 0);
  assert.equal(await page.evaluate(() => globalThis.events.filter(({ name }) => name === "change").length), 1);
  assert.deepEqual(problems, []);
  await page.close();
});

test("keys go through it in order, and what it announces is heard from outside", async () => {
  const { page } = await host.open(`<a href="#before">before</a>${tag({})}<a href="#after">after</a>`);
  await answered(page);
  await page.getByRole("link", { name: "before" }).focus();
  const reached = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.id || document.activeElement.textContent);
    reached.push(at);
    if (at === "after") break;
  }
  assert.ok(reached.includes("at-cloud") && reached.at(-1) === "after", reached.join(" "));
  const tree = await page.locator("body").ariaSnapshot();
  assert.match(tree, /status "Verdict"/);
  assert.match(tree, /combobox "Cloud"/);
  // The page has landmarks of its own.
  assert.doesNotMatch(tree, /^\s*- (main|banner|contentinfo)/m);
  await page.close();
});

test("where WebAssembly may not run, it says so, and the host is unharmed", async () => {
  const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
  const { page } = await host.open(`<h1>Host</h1>${tag(READY)}`, { policy });
  await page.getByRole("alert").filter({ hasText: "wasm-unsafe-eval" }).waitFor();
  assert.ok(await page.getByRole("heading", { name: "Host" }).isVisible());
  await page.close();
});

test("on a server it is imported without a browser", () => {
  const script = `const { DynabootPlanner, define } = await import(${JSON.stringify(fileURLToPath(new URL("../../wasm-pkg/dist/element/define.js", import.meta.url)))});
    await import(${JSON.stringify(fileURLToPath(new URL("../../wasm-pkg/dist/element.js", import.meta.url)))});
    define(); console.log(typeof DynabootPlanner, "window" in globalThis);`;
  assert.equal(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }).trim(), "function false");
});
