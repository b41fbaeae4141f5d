// The planner's tag, its properties and its events, as the compilers of its users see them: each takes what is right and refuses what is
// wrong.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { makeProject, MODULES } from "./project.mjs";

const project = makeProject();

const DOM = `
import "dynaboot/element";
import type { ChangeDetail } from "dynaboot/element";
import { define, DynabootPlanner } from "dynaboot/element/define";
import type { Assessment, Choices, Verdict } from "dynaboot";

export async function use(): Promise<Assessment> {
  const planner: DynabootPlanner = document.createElement("dynaboot-planner");
  planner.choices = { cloud: "aws", agent: { onImage: "absent" } };
  planner.choices = '{ "cloud": "aws" }';
  planner.fixedFields = ["cloud"] as const;
  planner.view = "matrix";
  planner.addEventListener("dynaboot-change", ({ detail }) => {
    const verdict: Verdict = detail.verdict;
    const change: ChangeDetail = { choices: detail.choices, verdict };
    return change;
  });
  planner.addEventListener("dynaboot-ready", function ({ detail }) {
    const first: string | undefined = detail.report.findings[0]?.message;
    this.reset();
    return first;
  }, { once: true });
  planner.addEventListener("dynaboot-error", ({ detail }) => detail.path ?? detail.message);
  planner.addEventListener("click", (event) => event.clientX);
  planner.addEventListener("something-else", (event: Event) => event.type);
  const chosen: Choices | undefined = document.querySelector("dynaboot-planner")?.choices;
  const valid: boolean = planner.checkValidity() && planner.validity?.customError === false;
  define("acme-planner", { mode: "closed" });
  return valid && chosen ? planner.assess() : new DynabootPlanner().assess();
}
`;

const DOM_MISTAKES = {
  head: 'import "dynaboot/element"; import { define } from "dynaboot/element/define"; const planner = document.createElement("dynaboot-planner");',
  lines: [
    'planner.choices = { clod: "aws" };',
    'planner.view = "plans";',
    'planner.theme = "night";',
    "planner.fixedFields = [1];",
    "planner.policyBytes = new ArrayBuffer(1);",
    "planner.addEventListener('dynaboot-change', ({ detail }) => detail.verdikt);",
    "planner.addEventListener('dynaboot-change', ({ detail }) => { if (detail.verdict === 'redy') return; });",
    "planner.addEventListener('dynaboot-ready', ({ detail }) => detail.verdict);",
    "planner.addEventListener('dynaboot-error', ({ detail }) => detail.choices);",
    "planner.asses();",
    "planner.assess().verdict;",
    "planner.form = null;",
    "define('acme-planner', { mode: 'shut' });",
  ],
};

const JSX = `
import { useRef, useState } from "react";
import { DynabootPlanner } from "dynaboot/react";
import type { DynabootPlanner as Element } from "dynaboot/element";
import type { Choices, Verdict } from "dynaboot";

export function Wrapped() {
  const planner = useRef<Element>(null);
  const [choices, setChoices] = useState<Choices>({ cloud: "aws" });
  const [verdict, setVerdict] = useState<Verdict>();
  return (
    <form onSubmit={() => void planner.current?.assess().then((answer) => answer.verdict)}>
      <DynabootPlanner ref={planner} id="plan" className="wide" choices={choices} fixedFields={["cloud"]} view="plan" theme="auto" name="plan"
        onChange={(detail) => { setChoices(detail.choices); setVerdict(detail.verdict); }}
        onReady={({ report }) => report.findings.length} onError={({ message, path }) => message + path} onClick={(event) => event.clientX} />
      {verdict}
    </form>
  );
}

export const Tag = () => <dynaboot-planner class="wide" choices='{ "cloud": "aws" }' fixed-fields="cloud" view="check" lang="de" aria-label="Plan" />;
`;

const JSX_MISTAKES = {
  head: 'import { DynabootPlanner } from "dynaboot/react";',
  lines: [
    'export const a = <DynabootPlanner choices={{ clod: "aws" }} />;',
    'export const b = <DynabootPlanner view="plans" />;',
    'export const c = <DynabootPlanner fixedFields="cloud" />;',
    "export const d = <DynabootPlanner onChange={(event) => event.target} />;",
    "export const e = <DynabootPlanner onReady={({ verdict }) => verdict} />;",
    "export const f = <DynabootPlanner fixdFields={[]} />;",
    'export const g = <dynaboot-planner view="plans" />;',
    'export const h = <dynaboot-planner fixd-fields="cloud" whatever={1} />;',
    'export const i = <dynaboot-plannr view="plan" />;',
  ],
};

const VUE = `<script setup lang="ts">
import { ref, useTemplateRef } from "vue";
import type {} from "dynaboot/vue";
import type { DynabootPlanner, ReadyDetail } from "dynaboot/element";
import type { Choices, Verdict } from "dynaboot";

const planner = useTemplateRef<DynabootPlanner>("planner");
const choices = ref<Choices>({ cloud: "aws" });
const verdict = ref<Verdict>();
const ready = (event: CustomEvent<ReadyDetail>) => event.detail.report.findings.length;
const assess = () => planner.value?.assess().then((answer) => answer.verdict);
</script>

<template>
  <dynaboot-planner ref="planner" id="plan" class="wide" :choices="choices" :fixedFields="['cloud']" view="plan" name="plan"
    @dynaboot-change="(event) => { verdict = event.detail.verdict; }" @dynaboot-ready="ready"
    @dynaboot-error="({ detail }) => detail.path" />
  <dynaboot-planner choices='{ "cloud": "aws" }' fixed-fields="cloud" hidden-fields="today" public-key="RW" lang="de" @click="assess" />
  {{ verdict }}
</template>
`;

const VUE_MISTAKES = {
  head: '<script setup lang="ts"> import type {} from "dynaboot/vue"; </script><template>',
  lines: [
    "<dynaboot-planner :choices=\"{ clod: 'aws' }\" />",
    '<dynaboot-planner view="plans" />',
    '<dynaboot-planner :fixedFields="[1]" />',
    '<dynaboot-planner @dynaboot-change="(event) => event.detail.verdikt" />',
    '<dynaboot-planner @dynaboot-ready="(event) => event.detail.verdict" />',
    '<dynaboot-planner :theme="1" />',
  ],
  tail: "</template>",
};

const SVELTE = `<script lang="ts">
import "dynaboot/element";
import type {} from "dynaboot/svelte";
import type { DynabootPlanner } from "dynaboot/element";
import type { Choices, Verdict } from "dynaboot";

let planner = $state<DynabootPlanner>();
let choices = $state<Choices>({ cloud: "aws" });
let verdict = $state<Verdict>();
const assess = () => planner?.assess().then((answer) => answer.verdict);
</script>

<dynaboot-planner bind:this={planner} id="plan" class="wide" {choices} fixedFields={["cloud"]} view="plan" name="plan"
  ondynaboot-change={(event) => { verdict = event.detail.verdict; choices = event.detail.choices; }}
  ondynaboot-ready={({ detail }) => detail.report.findings.length} ondynaboot-error={({ detail }) => detail.path}></dynaboot-planner>
<dynaboot-planner choices={'{ "cloud": "aws" }'} fixed-fields="cloud" hidden-fields="today" public-key="RW" lang="de"></dynaboot-planner>
<button onclick={assess}>{verdict}</button>
`;

const SVELTE_MISTAKES = {
  head: '<script lang="ts"> import type {} from "dynaboot/svelte"; </script>',
  lines: [
    "<dynaboot-planner choices={{ clod: 'aws' }}></dynaboot-planner>",
    '<dynaboot-planner view="plans"></dynaboot-planner>',
    "<dynaboot-planner fixedFields={[1]}></dynaboot-planner>",
    "<dynaboot-planner ondynaboot-change={(event) => event.detail.verdikt}></dynaboot-planner>",
    "<dynaboot-planner ondynaboot-ready={({ detail }) => detail.verdict}></dynaboot-planner>",
    "<dynaboot-planner theme={1}></dynaboot-planner>",
    '<dynaboot-planner fixdFields="cloud"></dynaboot-planner>',
  ],
};

// Templates have compilers of their own, for which the newest TypeScript has no interface yet.
const OLDER = join(MODULES, "typescript-5");
const TSC = [join(MODULES, "typescript", "bin", "tsc"), "-p", ".", "--pretty", "false"];
const RUN_VUE_TSC = `require(${JSON.stringify(join(MODULES, "vue-tsc"))}).run(${JSON.stringify(join(OLDER, "lib", "tsc.js"))})`;
const VUE_TSC = ["-e", RUN_VUE_TSC, "vue-tsc", "-p", ".", "--pretty", "false"];
const SVELTE_CHECK = [join("node_modules", "svelte-check", "bin", "svelte-check"), "--tsconfig", "tsconfig.json", "--output", "machine"];

const REACT_18 = { "@types/react": "@types/react-18" };
const REACT_19 = { "@types/react": "@types/react" };
const JSX_FILES = { ending: "tsx", right: JSX, wrong: JSX_MISTAKES, options: { jsx: "react-jsx" } };

const COMPILERS = {
  "plain TypeScript": { ending: "ts", right: DOM, wrong: DOM_MISTAKES, compiler: TSC },
  "plain TypeScript of 2025": { ending: "ts", right: DOM, wrong: DOM_MISTAKES, compiler: [join(OLDER, "bin", "tsc"), ...TSC.slice(1)] },
  "JSX of React 18": { ...JSX_FILES, links: REACT_18, compiler: TSC },
  "JSX of React 19": { ...JSX_FILES, links: REACT_19, compiler: TSC },
  "Vue's templates": { ending: "vue", right: VUE, wrong: VUE_MISTAKES, links: { vue: "vue" }, compiler: VUE_TSC },
  "Svelte's templates": {
    ending: "svelte",
    right: SVELTE,
    wrong: SVELTE_MISTAKES,
    links: { svelte: "svelte", typescript: "typescript-5" },
    // It looks for its compiler from where it lies.
    copies: ["svelte-check"],
    compiler: SVELTE_CHECK,
  },
};

for (const [name, { ending, right, wrong, options, compiler, links = {}, copies = [] }] of Object.entries(COMPILERS)) {
  const folder = join(project.directory, name.replaceAll(/\W+/g, "-"));
  const modules = join(folder, "node_modules");
  cpSync(project.home, join(modules, "dynaboot"), { recursive: true });
  for (const [link, target] of Object.entries(links)) {
    mkdirSync(dirname(join(modules, link)), { recursive: true });
    symlinkSync(join(MODULES, target), join(modules, link));
  }
  for (const copy of copies) cpSync(join(MODULES, copy), join(modules, copy), { recursive: true });

  const { head, lines, tail = "" } = wrong;
  const files = { right: `right.${ending}`, wrong: `wrong.${ending}` };
  let said;

  test(`${name} takes what is right`, () => {
    said = compile(folder, compiler, options, { [files.right]: right, [files.wrong]: [head, ...lines, tail].join("\n") });
    assert.deepEqual(
      said.filter((line) => line.includes(files.right)),
      [],
    );
  });

  test(`${name} refuses what is wrong`, () => {
    const at = said.map((line) => Number(/wrong\.\w+(?:\(|" )(\d+)[,:]/.exec(line)?.[1]));
    const missed = lines.filter((_, index) => !at.includes(index + 2));
    assert.deepEqual(missed, [], "these compile");
    assert.ok(!at.includes(1), said.join("\n"));
    const others = said.filter((line) => !/\b(?:right|wrong)\.\w+|^\s|^\d+ (?:START|COMPLETED)/.test(line));
    assert.deepEqual(others, [], "what it says of other files");
  });
}

/** What a compiler says of files in a folder, line by line. */
function compile(folder, compiler, options, files) {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUncheckedSideEffectImports: true,
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    types: [],
    ...options,
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: Object.keys(files) }));
  const { stdout, stderr } = spawnSync(process.execPath, compiler, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NODE_PATH: MODULES },
  });
  assert.ok(stdout, stderr);
  return stdout.trim().split("\n");
}

test("nothing is any", () => {
  for (const name of ["element.d.ts", "element/define.d.ts", "react.d.ts", "vue.d.ts", "svelte.d.ts"]) {
    const text = readFileSync(join(project.home, name), "utf8");
    assert.doesNotMatch(text.replace(/\/\*[^]*?\*\/|"[^"]*"/g, ""), /\bany\b/, name);
  }
});
