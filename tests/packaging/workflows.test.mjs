// The workflows, ours and the one that is an example: what they run is what was looked at.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { parse } from "yaml";

import { ROOT } from "./project.mjs";

const EXAMPLE = join("examples", "github-actions");
const FOLDERS = [join(".github", "workflows"), join(EXAMPLE, ".github", "workflows")];
const workflows = FOLDERS.flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(folder, name))).map((name) => {
  const text = readFileSync(join(ROOT, name), "utf8");
  return { name, text, jobs: Object.values(parse(text).jobs), permissions: parse(text).permissions };
});
const json = (...path) => JSON.parse(readFileSync(join(ROOT, ...path), "utf8"));

test("an action is pinned by its commit, or cannot start", () => {
  for (const { name, text } of workflows) {
    const used = text.split("\n").filter((line) => /\buses:/.test(line));
    assert.ok(used.length > 0, name);
    for (const line of used) {
      assert.match(line, /uses: [\w.-]+\/[\w./-]+@([0-9a-f]{40} # v\d+\.\d+\.\d+|REPLACE_WITH_SHA # v\d+)$/, name);
    }
    const marked = text.includes("@REPLACE_WITH_SHA");
    assert.equal(/^#.*NOT YET RUN/m.test(text) || !marked, true, `${name} says that it cannot start`);
    assert.ok(!marked || !name.startsWith("examples"), "whoever copies an example can use it");
  }
  const excepted = parse(readFileSync(join(ROOT, ".github", "zizmor.yml"), "utf8")).rules["unpinned-uses"].ignore;
  const marked = workflows.filter(({ text }) => text.includes("@REPLACE_WITH_SHA")).map(({ name }) => name.split(/[\\/]/).at(-1));
  assert.deepEqual([...excepted].sort(), marked.sort(), "the linter's exceptions are these");
});

test("nobody may more than is needed, and no credentials lie about", () => {
  for (const { name, jobs, permissions } of workflows) {
    assert.ok(JSON.stringify(permissions) === "{}" || JSON.stringify(permissions) === '{"contents":"read"}', name);
    const steps = jobs.flatMap(({ steps }) => steps);
    for (const { uses = "", with: inputs } of steps) {
      if (uses.startsWith("actions/checkout@")) assert.equal(inputs?.["persist-credentials"], false, name);
    }
    for (const { run = "" } of steps) {
      // What somebody else wrote is never a part of a shell's text.
      assert.doesNotMatch(run, /\$\{\{/, name);
      for (const line of run.split("\n").filter((line) => /\bnpm (ci|i|install|publish)\b/.test(line))) {
        assert.match(line, /--ignore-scripts/, name);
      }
      assert.doesNotMatch(run, /\b(curl|wget)\b.*\|/, name);
    }
  }
});

test("the example's lock file holds all that it installs", () => {
  const manifest = json(EXAMPLE, "package.json");
  const { packages } = json(EXAMPLE, "package-lock.json");
  const ours = json("wasm-pkg", "npm", "package.json");
  assert.deepEqual(packages[""].devDependencies, manifest.devDependencies);
  const { dynaboot } = manifest.devDependencies;
  assert.match(dynaboot, /^\d+\.\d+\.\d+$/);
  assert.equal(packages["node_modules/dynaboot"].version, dynaboot);
  assert.deepEqual(packages["node_modules/dynaboot"].dependencies, ours.dependencies);
  const tested = json("tests", "package-lock.json").packages;
  for (const [place, { version, integrity }] of Object.entries(packages)) {
    if (["", "node_modules/dynaboot"].includes(place)) continue;
    assert.equal(version, ours.dependencies[place.slice("node_modules/".length)]);
    assert.equal(integrity, tested[place].integrity, place);
  }
});
