// The page's styles in a shadow root: there they hold as they do in the page, whatever the host page says.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SCREENSHOTS, fillReady, open, start } from "./page.mjs";

let host;
before(async () => {
  host = await start();
});
after(() => host.stop());

const HOSTILE = `
  html { font: italic 900 10px/3 serif; color: red; letter-spacing: 0.3em; text-align: right; text-transform: uppercase; word-spacing: 1em; }
  * { font-size: 40px; line-height: 4; color: red; text-indent: 3em; }
  body { margin: 50px; }
  button, input, select, h1, h2, h3, p, section, main, header, pre, code { margin: 30px !important; border: 9px solid red !important; font: 40px serif !important; }
  .Bar, .Card, .Verdict, .Columns { display: none !important; }
  #place { position: absolute; inset: 0 auto auto 0; width: 100vw; margin: 0; padding: 0; border: 0; }`;

/** Where every element of the page stands, and what is inherited into it. */
function measured(root) {
  // What was out of sight may have had another size than what has not been seen yet.
  const whole = new CSSStyleSheet();
  whole.replaceSync(".Section { content-visibility: visible }");
  root.getRootNode().adoptedStyleSheets.push(whole);
  const elements = [...root.querySelectorAll("*")].filter((element) => !["LINK", "SCRIPT", "NOSCRIPT"].includes(element.tagName));
  return elements.map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const inherited = [
      "fontSize",
      "fontFamily",
      "fontWeight",
      "fontStyle",
      "lineHeight",
      "letterSpacing",
      "wordSpacing",
      "color",
      "textAlign",
      "textTransform",
    ];
    return {
      name: `${element.localName}.${element.getAttribute("class") ?? ""}#${element.id}`,
      place: [x, y, width, height],
      style: [...inherited, "backgroundColor", "borderTopWidth", "borderTopColor"].map((name) => style[name]).join("; "),
    };
  });
}

const VIEWS = {
  ready: (page) => fillReady(page),
  blocked: (page) => page.getByRole("button", { name: /^OpenStack/ }).click(),
  matrix: async (page) => {
    await page.getByRole("link", { name: "Matrix", exact: true }).click();
    await page.getByRole("table", { name: "Support matrix", exact: true }).waitFor();
  },
  policy: async (page) => {
    await page.getByRole("link", { name: "Policy", exact: true }).click();
    await page.getByRole("heading", { name: "Sources", exact: true }).waitFor();
  },
};

for (const [name, fill] of Object.entries(VIEWS)) {
  for (const [scheme, width] of [
    ["light", 1440],
    ["dark", 320],
  ]) {
    test(`the ${name} page in a shadow root, ${scheme}, ${width} px, looks as it does by itself`, async () => {
      const size = { width, height: 900 };
      const { page } = await open(host, { scheme, size });
      await fill(page);
      await page.evaluate(() => {
        document.activeElement.blur();
        scrollTo(0, 0);
        // What a copy is to have has to stand in attributes.
        for (const radio of document.querySelectorAll("input:checked")) radio.setAttribute("checked", "");
      });
      await page.mouse.move(0, 0);
      // The styles as text: no page of another origin may load them from here.
      const [html, styles] = await page.evaluate(async () => {
        const { href } = document.querySelector("link[rel=stylesheet]");
        return [document.body.innerHTML, await (await fetch(href)).text()];
      });
      const alone = await page.evaluate(`(${measured})(document.body)`);
      await page.close();

      const other = await host.context.newPage();
      await other.setViewportSize(size);
      await other.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await other.setContent(`<!doctype html><style>${HOSTILE}</style><div id="place"></div>`);
      await other.evaluate(
        ([html, styles]) => {
          const root = document.getElementById("place").attachShadow({ mode: "open" });
          root.innerHTML = `<style>${styles}</style><div class="Page">${html}</div>`;
        },
        [html, styles],
      );
      const inside = await other.evaluate(`(${measured})(document.getElementById("place").shadowRoot.querySelector(".Page"))`);
      await other.screenshot({ path: join(SCREENSHOTS, `shadow-${name}-${width}-${scheme}.png`) });
      await other.close();
      assert.equal(inside.length, alone.length);
      const isSame = (one, other) => one.style === other.style && one.place.every((edge, index) => Math.abs(edge - other.place[index]) < 1);
      const different = inside.filter((found, index) => !isSame(found, alone[index]));
      const first = different.slice(0, 3).map((found) => ({ found, wanted: alone[inside.indexOf(found)] }));
      assert.deepEqual(first, [], `${different.length} of ${alone.length}`);
    });
  }
}

test("no size hangs on the host page's own, and nothing is styled by attributes", async () => {
  const { page } = await open(host);
  const rules = await page.evaluate(() => {
    const all = (rules) => [...rules].flatMap((rule) => (rule.cssRules?.length ? all(rule.cssRules) : [rule.cssText]));
    return [...document.styleSheets].flatMap((sheet) => all(sheet.cssRules));
  });
  const hanging = rules.filter((rule) => /\drem\b/.test(rule) && !/^:root \{/.test(rule));
  assert.deepEqual(hanging, []);
  assert.equal(await page.locator("[style]").count(), 0);
  await page.close();
});
