// The element's description: made of its comments, and true of its code.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { describe, MANIFEST } from "./manifest.mjs";
import { makeProject, ROOT } from "./project.mjs";

const project = makeProject();
const manifest = JSON.parse(readFileSync(join(project.home, "custom-elements.json"), "utf8"));
const planner = manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName);
const { DynabootPlanner } = await project.entry("element/define.js");

const names = (list) => list.map(({ name }) => name).sort();

/** All that files of a folder say, by their endings. */
const texts = (folder, ending) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(ROOT, folder, name), "utf8"))
    .join("\n");

const found = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, ...names]) => names.find(Boolean)))].sort();

test("the description is that of today's comments", () => {
  assert.equal(readFileSync(MANIFEST, "utf8"), describe(), "run `node tests/packaging/manifest.mjs`");
});

test("the package says where it is", () => {
  const { customElements, exports } = JSON.parse(readFileSync(join(project.home, "package.json"), "utf8"));
  assert.equal(`./${customElements}`, exports["./custom-elements.json"]);
  assert.equal(planner.tagName, "dynaboot-planner");
  for (const { path } of manifest.modules) assert.ok(readFileSync(join(project.home, path)), path);
});

test("attributes are those that the element looks at", () => {
  // What a browser itself looks at.
  const own = ["lang", "name"];
  assert.deepEqual(names(planner.attributes), [...DynabootPlanner.observedAttributes, ...own].sort());
  const declared = /interface PlannerAttributes \{([^]*?)\n\}/.exec(readFileSync(join(project.home, "element/define.d.ts"), "utf8"))[1];
  assert.deepEqual(names(planner.attributes), found(declared, /^ {2}"?([\w-]+)"?\?:/gm));
});

test("events are those that the element sends and that are typed", () => {
  const code = texts("wasm-pkg/npm/element", ".js");
  assert.deepEqual(names(planner.events), found(code, /#emit\("([\w-]+)"/g));
  assert.deepEqual(
    names(planner.events),
    found(readFileSync(join(project.home, "element/define.d.ts"), "utf8"), /^ {2}"([\w-]+)": CustomEvent/gm),
  );
});

test("parts are those of the views", () => {
  const code = texts("web/src", ".rs") + texts("wasm-pkg/npm/element", ".js");
  assert.deepEqual(names(planner.cssParts), found(code, /\bpart="([\w-]+)"|\bpart\.add\("([\w-]+)"\)/g));
});

test("custom properties are those of the styles", () => {
  const styles = found(texts("web/style", ".css"), /var\((--dynaboot-[\w-]+)/g);
  // A logo stands in the page's own bar, which no planner has.
  assert.deepEqual(
    names(planner.cssProperties),
    styles.filter((name) => !name.startsWith("--dynaboot-logo")),
  );
});

test("properties and methods are those that are typed", () => {
  const typed = readFileSync(join(project.home, "element/define.d.ts"), "utf8");
  const members = /class DynabootPlanner extends HTMLElement \{([^]*?)\n\}/.exec(typed)[1].replace(/^ {2}addEventListener[^;]*;/gm, "");
  // `focus` is typed as that of every element; `mode` is what `define` sets.
  const described = names(planner.members).filter((name) => !["focus", "mode"].includes(name));
  const declared = found(members, /^ {2}(?:static |readonly |get |set )*(\w+)(?=[(:])/gm);
  assert.deepEqual(described, declared);
  for (const { name, static: whole } of planner.members) {
    assert.ok(name in (whole ? DynabootPlanner : DynabootPlanner.prototype), name);
  }
});
