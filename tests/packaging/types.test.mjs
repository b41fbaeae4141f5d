// The types of the packed package, compiled as users compile them: strictly, libraries included.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { makeProject, ROOT } from "./project.mjs";

const project = makeProject();
const TSC = join(ROOT, "tests", "node_modules", "typescript", "bin", "tsc");

const CONSUMER = `
import { load, loadSync, DynabootError, PolicyError } from "dynaboot";
import type { Alternative, Answer, Assessment, CalendarDay, Choices, Dynaboot, Finding, Matrix, Page, Report, Row, Verdict } from "dynaboot";
import { load as loadSlim } from "dynaboot/slim";

const choices: Choices = {
  cloud: "aws",
  system: null,
  image: { source: "custom", arch: "arm64" },
  agent: { onImage: "absent", settings: { brokerHost: "b" } },
  bundleStore: { url: "https://store.example.com", password: "secret" },
  software: { packages: ["git"] },
  answers: { netTools: true, python: "2.7.9" },
  route: "prebuiltImage",
  today: "2026-11-22",
};

export async function use(): Promise<string> {
  const dynaboot: Dynaboot = await load();
  const report: Report = dynaboot.check(choices);
  const answer: Answer = dynaboot.assess(choices);
  const whole: Assessment = answer;
  switch (answer.verdict) {
    case "blocked":
    case "incomplete":
      answer.script satisfies undefined;
      answer.payload satisfies undefined;
      break;
    case "ready":
    case "readyWithWarnings":
      if (answer.route === "alreadyThere") answer.script satisfies undefined;
      else answer.script.text satisfies string;
      if (answer.route === "prebuiltImage") answer.payload satisfies undefined;
      break;
    default:
      answer satisfies never;
  }
  const own: Dynaboot = await load({ policy: { name: "acme", version: "1", change: { "http-store": { severity: "error" } } } });
  const none: Dynaboot = loadSync({ policy: null });
  const changed: string | undefined = own.differences(none)[0]?.at ?? whole.wireVersion.toString();
  const same: Report = answer;
  const verdict: Verdict = answer.verdict;
  const worst: Finding | undefined = answer.findings[0];
  const left: number | undefined = answer.payload?.left;
  const rows: Row[] = dynaboot.assessAll([choices] as const);
  for (const row of rows) if ("error" in row) return row.error.didYouMean ?? row.error.path;
  const way: Alternative | undefined = dynaboot.alternatives(choices)[0];
  const page: Page = dynaboot.explain(worst?.rule ?? "end-of-life");
  const example: Choices | undefined = page.examples[0]?.choices;
  const tables: Matrix[] = [dynaboot.matrix(), dynaboot.matrix(null), dynaboot.matrix("generic")];
  const days: CalendarDay[] = [...dynaboot.calendar(), ...dynaboot.calendar(null, "2026-11-22"), ...dynaboot.calendar("generic", null)];
  if (days[0]?.changes[0]?.appears) return days[0].date + days[0].changes[0].clouds.join();
  const cell: string | undefined = tables[0]?.cells[0]?.cloud ?? way?.edits[0]?.at ?? page.source?.url ?? example?.cloud ?? "";
  switch (verdict) {
    case "blocked": case "incomplete": case "readyWithWarnings": case "ready": break;
    default: verdict satisfies never;
  }
  try {
    await loadSlim({ wasm: new URL("https://example.com/dynaboot.wasm") });
  } catch (error) {
    if (error instanceof PolicyError) return error.mistakes.map(({ path }) => path).join() + changed;
    if (error instanceof DynabootError) return error.didYouMean ?? error.path + error.expected + error.name;
  }
  return [cell, report.policy.digest, same.wireVersion, worst?.fix?.edits[0]?.at, left].join();
}
`;

/** Each is a mistake that the types must catch. */
const MISTAKES = [
  'dynaboot.check({ clod: "aws" });',
  "dynaboot.check({ cloud: 1 });",
  'dynaboot.check({ agent: { onImage: "maybe" } });',
  'dynaboot.check({ answers: { netTools: "yes" } });',
  "dynaboot.check();",
  'dynaboot.assessAll({ cloud: "aws" });',
  "dynaboot.assess({}).payload.content;",
  "dynaboot.check({}).script;",
  'if (dynaboot.check({}).verdict === "redy") {}',
  "load({ polcy: {} });",
  "load({ policy: { name: () => 'acme' } });",
  "loadSync({ wasm: new Uint8Array() });",
  "dynaboot.assess({}).script.text;",
  "{ const answer = dynaboot.assess({}); if (answer.verdict === 'blocked') answer.script.text; }",
  "{ const answer = dynaboot.assess({}); if (answer.verdict === 'ready') answer.script.text; }",
  "dynaboot.differences({});",
  "dynaboot.lint;",
  "dynaboot.explain();",
  "dynaboot.explain(null);",
  "dynaboot.explain('end-of-life').source.url;",
  "dynaboot.matrix(1);",
  "dynaboot.calendar('generic', new Date());",
  "if (dynaboot.calendar()[0]?.changes[0]?.appears === 'yes') {}",
  'if (dynaboot.matrix().cells[0]?.support === "maybe") {}',
  'dynaboot.alternatives({ clod: "aws" });',
  "dynaboot.alternatives();",
];

/** The errors of the compiler, each with its file and line. */
function compile(files, options) {
  project.write(
    "tsconfig.json",
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        target: "es2022",
        types: [],
        ...options,
      },
      files,
    }),
  );
  try {
    execFileSync(process.execPath, [TSC, "-p", ".", "--pretty", "false"], { cwd: project.directory, encoding: "utf8" });
    return [];
  } catch (cause) {
    assert.ok(cause.stdout, cause.message);
    return cause.stdout.trim().split("\n");
  }
}

const RESOLUTIONS = {
  "nodenext from a module": ["consumer.mts", { module: "nodenext", moduleResolution: "nodenext" }],
  "nodenext from CommonJS": ["consumer.cts", { module: "nodenext", moduleResolution: "nodenext" }],
  "a bundler": ["consumer.ts", { module: "esnext", moduleResolution: "bundler" }],
};

for (const [name, [file, options]] of Object.entries(RESOLUTIONS)) {
  test(`${name} compiles what is right`, () => {
    project.write(file, CONSUMER);
    assert.deepEqual(compile([file], options), []);
  });

  test(`${name} refuses what is wrong`, () => {
    const wrong = `wrong.${file.split(".").at(-1)}`;
    const head = 'import { load, type Dynaboot } from "dynaboot"; declare const dynaboot: Dynaboot;';
    project.write(wrong, [head, ...MISTAKES].join("\n"));
    const lines = compile([wrong], options).map((line) => Number(/^wrong\.\w+\((\d+),/.exec(line)?.[1]));
    const missed = MISTAKES.filter((_, index) => !lines.includes(index + 2));
    assert.deepEqual(missed, [], "these compile");
    assert.ok(!lines.includes(1), "the import itself is right");
  });
}

const api = readFileSync(join(ROOT, "wasm-pkg", "api.d.ts"), "utf8");
const code = api.replace(/\/\*[^]*?\*\//g, "");

test("nothing is any", () => {
  for (const text of [code, ...["index.d.ts", "slim.d.ts", "types.d.ts"].map((name) => readFileSync(join(project.home, name), "utf8"))]) {
    assert.doesNotMatch(text.replace(/\/\*[^]*?\*\/|"[^"]*"/g, ""), /\bany\b|\bunknown\b/);
  }
});

test("each type is declared once, with a comment", () => {
  const names = [...code.matchAll(/^export (?:interface|type|class) (\w+)/gm)].map(([, name]) => name);
  assert.ok(names.length > 20);
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
  const bare = [...api.matchAll(/([^\n]*)\n(?:export (?:interface|type|function) | {4})(\w+)[?:(<]/g)].filter(
    ([, before]) => !before.endsWith("*/"),
  );
  assert.deepEqual(
    bare.map(([, , name]) => name),
    [],
  );
});

test("every type that choices and answers lead to is exported by the package", () => {
  const bodies = new Map();
  for (const [, name, body] of code.matchAll(/^export (?:interface|type) (\w+)([^]*?)(?=^export |(?![^]))/gm)) bodies.set(name, body);
  const reached = new Set([
    "Choices",
    "Assessment",
    "Report",
    "ShapeError",
    "Alternative",
    "Page",
    "Matrix",
    "CalendarDay",
    "Difference",
    "Probe",
  ]);
  for (const name of reached) {
    assert.ok(bodies.has(name), `${name} is not declared`);
    for (const [word] of bodies.get(name).matchAll(/\b[A-Z]\w+/g)) if (bodies.has(word)) reached.add(word);
  }
  const face = readFileSync(join(project.home, "types.d.ts"), "utf8");
  const exported = new Set(/export type \{([^}]*)\}/.exec(face)[1].match(/\w+/g));
  assert.deepEqual([...reached].filter((name) => !exported.has(name)).sort(), []);
  assert.deepEqual([...exported].filter((name) => !reached.has(name)).sort(), []);
});
