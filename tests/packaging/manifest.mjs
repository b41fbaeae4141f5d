// The description of the element that editors and documentation read, made of the comments in its source.
// `node tests/packaging/manifest.mjs` writes it anew.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { create, ts } from "@custom-elements-manifest/analyzer";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SOURCES = join(ROOT, "wasm-pkg", "npm");
export const MANIFEST = join(SOURCES, "custom-elements.json");

const TAG = "dynaboot-planner";
const SOURCE = "element/define.js";
/** What a browser calls, and nobody else. */
const CALLBACK = /Callback$/;

/** The description as it should be. */
export function describe() {
  const text = readFileSync(join(SOURCES, SOURCE), "utf8");
  const parsed = ts.createSourceFile(SOURCE, text, ts.ScriptTarget.ES2022, true);
  const { modules, ...rest } = create({ modules: [parsed], plugins: [], context: { dev: false } });
  const [define] = modules;
  const planner = define.declarations.find(({ name }) => name === "DynabootPlanner");
  planner.superclass = { name: "HTMLElement", package: "global:" };
  planner.members = planner.members.filter(({ name, privacy }) => privacy !== "private" && !CALLBACK.test(name));
  // It also sees an event whose name is a variable, and a class without a name.
  planner.events = planner.events.filter(({ description }) => description);
  define.declarations = define.declarations.filter(({ name }) => ["DynabootPlanner", "define"].includes(name));
  define.exports = define.exports.filter(({ kind }) => kind === "js");
  const declaration = { name: planner.name, module: define.path };
  const element = {
    kind: "javascript-module",
    path: "element.js",
    declarations: [],
    exports: [{ kind: "custom-element-definition", name: TAG, declaration }],
  };
  return `${JSON.stringify({ ...rest, modules: [element, define] }, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(MANIFEST, describe());
