// The packed package on Node.js: every way in gives the same answer.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { BLOCKED, makeProject, READY } from "./project.mjs";

const project = makeProject();
const { load } = await project.entry();
const dynaboot = await load();
const expected = summary(dynaboot.assess(READY));

function summary({ verdict, policy, payload }) {
  return { verdict, digest: policy.digest, payload: payload.content };
}

const PRINT = `
const answer = (await load(options)).assess(${JSON.stringify(READY)});
console.log(JSON.stringify({ verdict: answer.verdict, digest: answer.policy.digest, payload: answer.payload.content }));
`;

test("the answer is one worth comparing", () => {
  assert.equal(expected.verdict, "readyWithWarnings");
  assert.match(expected.digest, /^[0-9a-f]{64}$/);
  assert.match(expected.payload, /^#!\/bin\/sh\n/);
  assert.equal(dynaboot.check(BLOCKED).verdict, "blocked");
});

test("import", () => {
  project.write("by-import.mjs", `import { load } from "dynaboot"; const options = undefined; ${PRINT}`);
  assert.deepEqual(JSON.parse(project.node("by-import.mjs")), expected);
});

test("require", () => {
  const text = `const { load, DynabootError } = require("dynaboot"); const options = undefined;
    if (typeof DynabootError !== "function") throw new Error("no DynabootError");
    (async () => { ${PRINT} })();`;
  project.write("by-require.cjs", text);
  assert.deepEqual(JSON.parse(project.node("by-require.cjs")), expected);
});

test("slim, with the file that the package exports", () => {
  const text = `import { readFileSync } from "node:fs"; import { load } from "dynaboot/slim";
    const wasm = readFileSync(new URL(import.meta.resolve("dynaboot/dynaboot.wasm")));
    const options = { wasm }; ${PRINT}`;
  project.write("by-slim.mjs", text);
  assert.deepEqual(JSON.parse(project.node("by-slim.mjs")), expected);
});

test("slim without a module says what it needs", async () => {
  const slim = await project.entry("slim.js");
  await assert.rejects(slim.load(), { name: "TypeError", message: /load\(\{ wasm \}\)/ });
});

test("a slim start that failed can be tried again", () => {
  const text = `import { readFileSync } from "node:fs"; import { load } from "dynaboot/slim";
    const failed = await load({ wasm: new Uint8Array([1, 2, 3]) }).catch((cause) => cause);
    if (!(failed instanceof WebAssembly.CompileError)) throw failed;
    const wasm = readFileSync(new URL(import.meta.resolve("dynaboot/dynaboot.wasm")));
    const options = { wasm }; ${PRINT}`;
  project.write("again.mjs", text);
  assert.deepEqual(JSON.parse(project.node("again.mjs")), expected);
});

test("at once, by import, by require, and by slim from bytes or a compiled module", async () => {
  const print = (load) => PRINT.replace("await load(options)", load);
  project.write("sync.mjs", `import { loadSync } from "dynaboot"; ${print("loadSync()")}`);
  assert.deepEqual(JSON.parse(project.node("sync.mjs")), expected);
  project.write("sync.cjs", `const { loadSync } = require("dynaboot"); ${print("loadSync()")}`);
  assert.deepEqual(JSON.parse(project.node("sync.cjs")), expected);
  for (const wasm of ["bytes", "new WebAssembly.Module(bytes)", "bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)"]) {
    const text = `import { readFileSync } from "node:fs"; import { loadSync } from "dynaboot/slim";
      const bytes = readFileSync(new URL(import.meta.resolve("dynaboot/dynaboot.wasm"))); ${print(`loadSync({ wasm: ${wasm} })`)}`;
    project.write("sync-slim.mjs", text);
    assert.deepEqual(JSON.parse(project.node("sync-slim.mjs")), expected);
  }
  const slim = await project.entry("slim.js");
  for (const wasm of [undefined, "dynaboot.wasm", Promise.resolve()]) {
    assert.throws(() => slim.loadSync({ wasm }), { name: "TypeError", message: /loadSync\(\{ wasm \}\)/ });
  }
});

for (const [condition, name] of [
  ["workerd", "dynaboot.wasm"],
  ["edge-light", "dynaboot.wasm?module"],
]) {
  test(`the entry for ${condition}, where importing ${name} gives a compiled module`, () => {
    project.write(
      "host.mjs",
      `import { readFile } from "node:fs/promises"; import { register } from "node:module";
       if (import.meta.url.endsWith("#hooks")) { /* runs on the hooks' thread */ } else register(import.meta.url + "#hooks");
       export async function load(url, context, next) {
         if (!url.endsWith("/${name}")) return next(url, context);
         const bytes = (await readFile(new URL(url.replace("?module", "")))).toString("base64");
         const source = \`export default new WebAssembly.Module(Buffer.from("\${bytes}", "base64"));\`;
         return { format: "module", source, shortCircuit: true };
       }`,
    );
    // Where code cannot be compiled at run time, the entry must not try.
    const text = `import { load } from "dynaboot"; const options = undefined;
      const disallowed = () => { throw new Error("Wasm code generation disallowed by embedder"); };
      WebAssembly.compile = disallowed;
      WebAssembly.Module = new Proxy(WebAssembly.Module, { construct: disallowed }); ${PRINT}`;
    project.write("by-worker.mjs", text);
    assert.deepEqual(JSON.parse(project.node(`--conditions=${condition}`, "--import", "./host.mjs", "by-worker.mjs")), expected);
  });
}

test("load starts once, and refuses options that it does not know", async (context) => {
  const compile = context.mock.method(WebAssembly, "compile");
  assert.equal(await load(), dynaboot);
  assert.equal(compile.mock.callCount(), 0);
  await assert.rejects(load({ polcy: {} }), { name: "TypeError", message: /`polcy`/ });
});

test("today is the day in UTC when left out; a given one wins", (context) => {
  const { today: _, ...undated } = READY;
  const { TZ } = process.env;
  context.after(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });
  const outOfSupport = ({ findings }) => findings.some(({ rule }) => rule === "end-of-life");
  const last = Date.parse("2024-06-29T23:59:59Z");
  context.mock.timers.enable({ apis: ["Date"], now: last });
  for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
    process.env.TZ = zone;
    context.mock.timers.setTime(last);
    const supported = dynaboot.check(undated);
    assert.ok(!outOfSupport(supported), "the last day of CentOS 7");
    for (const today of [null, undefined, "2024-06-29"]) assert.deepEqual(dynaboot.check({ ...undated, today }), supported);
    assert.ok(outOfSupport(dynaboot.check({ ...undated, today: "2024-06-30" })));
    context.mock.timers.setTime(last + 1000);
    assert.ok(outOfSupport(dynaboot.check(undated)), "the day after, in UTC");
    assert.ok(!outOfSupport(dynaboot.check({ ...undated, today: "2024-06-29" })));
  }
});

test("check is assess without the text", () => {
  const { plan, script, payload, launch, ...report } = dynaboot.assess(READY);
  assert.ok(plan && script && payload);
  assert.deepEqual(dynaboot.check(READY), report);
  assert.equal(dynaboot.assess(BLOCKED).script, undefined);
});

test("assessAll keeps length and order, and a bad row does no harm", () => {
  const rows = dynaboot.assessAll([READY, { clod: "aws" }, BLOCKED, null, { cloud: "aws", agent: { onImage: 1 } }]);
  assert.equal(rows.length, 5);
  assert.deepEqual(rows[0], dynaboot.assess(READY));
  assert.deepEqual(rows[1], {
    error: {
      path: "clod",
      expected: rows[1].error.expected,
      didYouMean: "cloud",
      message: "clod: unknown field `clod`, did you mean `cloud`?",
    },
  });
  assert.deepEqual(rows[2], dynaboot.assess(BLOCKED));
  assert.equal(rows[3].error.path, "");
  assert.equal(rows[4].error.path, "agent.onImage");
  assert.deepEqual(dynaboot.assessAll([]), []);
});

test("answers are plain JSON", () => {
  const { findings } = dynaboot.check(READY);
  const answers = [dynaboot.assess(READY), dynaboot.alternatives(BLOCKED), dynaboot.explain(findings[0].rule), dynaboot.matrix()];
  for (const answer of answers) assert.deepEqual(JSON.parse(JSON.stringify(answer)), answer);
});

test("probe takes a system or choices, readProbe a line of its own alone", () => {
  const { fileName, text } = dynaboot.probe("centos-7");
  assert.equal(fileName, "dynaboot-probe.sh");
  assert.ok(text.startsWith("#!/bin/sh\n"));
  const store = "https://store.example.com/bundle";
  assert.ok(dynaboot.probe({ system: "centos-7", bundleStore: { url: store } }).text.includes(`store_url='${store}'`));
  assert.equal(dynaboot.probe("windows-2022").fileName, "dynaboot-probe.ps1");
  assert.deepEqual(dynaboot.readProbe('dynaboot-probe/1 {"os": "centos", "release": "7", "netTools": false}'), [
    { at: "system", to: "centos-7" },
    { at: "answers.netTools", to: false },
  ]);
  assert.deepEqual(dynaboot.readProbe("dynaboot-probe/1 {}"), []);
  assert.throws(() => dynaboot.probe("centos-77"), { name: "DynabootError", path: "system", didYouMean: "centos-7" });
  assert.throws(() => dynaboot.probe({}), { name: "DynabootError", path: "system" });
  for (const line of ["", "uid=0(root)", "dynaboot-probe/2 {}", 'dynaboot-probe/1 {"os": 1}', "x".repeat(5000), undefined, 1, {}]) {
    assert.throws(() => dynaboot.readProbe(line), { name: "DynabootError" }, String(line));
  }
});

test("explain gives the page of every rule that is found", () => {
  for (const { rule, severity, why, todo, source } of dynaboot.check(BLOCKED).findings) {
    const page = dynaboot.explain(rule);
    assert.equal(page.id, rule);
    assert.deepEqual({ severity: page.severity, source: page.source }, { severity, source });
    assert.ok(page.why && page.todo && why && todo);
    assert.ok(page.markdown.startsWith(`# ${page.title}\n`));
    assert.ok(page.examples.length > 0);
    for (const { rule: shows, choices } of page.examples) {
      assert.ok(["fires", "passes", "asks"].includes(shows));
      dynaboot.check(choices);
    }
  }
  assert.throws(() => dynaboot.explain("cell-is-suported"), {
    name: "DynabootError",
    path: "",
    expected: /^one of .*`cell-is-supported`/,
    didYouMean: "cell-is-supported",
  });
});

test("calendar says on which days answers change, of the default agent and from today when nothing is named", () => {
  const from = "2026-11-22";
  const days = dynaboot.calendar("cloudcenter", from);
  assert.ok(days.length > 3);
  assert.deepEqual(dynaboot.calendar(undefined, from), days);
  const today = new Date().toISOString().slice(0, 10);
  assert.deepEqual(dynaboot.calendar(null), dynaboot.calendar("cloudcenter", today));
  const dates = days.map(({ date }) => date);
  assert.deepEqual(dates, [...new Set(dates)].sort());
  assert.ok(dates[0] > from);
  for (const { date, changes } of days.slice(0, 3)) {
    for (const { system, rule, appears, clouds } of changes) {
      const before = new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
      const fires = (today) => dynaboot.check({ cloud: clouds[0], system, today }).findings.some((finding) => finding.rule === rule);
      assert.deepEqual([fires(before), fires(date)], [!appears, appears], `${system} ${rule} ${date}`);
    }
  }
  assert.throws(() => dynaboot.calendar("gneric"), { name: "DynabootError", path: "agent", didYouMean: "generic" });
  for (const odd of ["22.11.2026", "2026-02-30", 5, new Date(), {}]) {
    assert.throws(() => dynaboot.calendar(null, odd), { name: "DynabootError", path: "from", expected: /date|string/ });
  }
});

test("matrix says of every cell what an answer says, of the default agent when none is named", () => {
  const table = dynaboot.matrix();
  for (const none of [undefined, null, table.agent]) assert.deepEqual(dynaboot.matrix(none), table);
  const [assumed] = dynaboot.check({}).assumptions.filter(({ at }) => at === "agent.id");
  assert.equal(assumed.value, table.agent);
  const other = dynaboot.matrix("generic");
  assert.equal(other.agent, "generic");
  for (const { agent, clouds, systems, cells } of [table, other]) {
    assert.equal(cells.length, clouds.length * systems.length);
    cells.forEach(({ cloud, system, ...cell }, index) => {
      assert.equal(system, systems[Math.floor(index / clouds.length)], "row by row");
      assert.equal(cloud, clouds[index % clouds.length]);
      assert.deepEqual(cell, dynaboot.check({ cloud, system, agent: { id: agent } }).cell);
    });
  }
  assert.throws(() => dynaboot.matrix("gneric"), { name: "DynabootError", path: "", didYouMean: "generic" });
});

/** The choices with an edit's value at its field. */
function edited(choices, { at, to }) {
  const keys = at.split(".");
  const last = keys.pop();
  const copy = structuredClone(choices);
  let place = copy;
  for (const key of keys) place = place[key] ??= {};
  place[last] = to;
  return copy;
}

/** What is said about the image, and the day: no way out changes them. */
const FIXED = /^(answers\..*|agent\.onImage|image\.publisher|today)$/;

function promisesHold(choices) {
  const ways = dynaboot.alternatives(choices);
  if (dynaboot.check(choices).verdict !== "blocked") assert.deepEqual(ways, []);
  assert.ok(ways.length <= 6, JSON.stringify({ choices, ways }));
  let [rank, edits] = [0, 1];
  for (const way of ways) {
    const told = JSON.stringify({ choices, way });
    assert.deepEqual(Object.keys(way).sort(), ["edits", "title", "verdict"], told);
    assert.ok(way.title.length > 0 && way.edits.length > 0, told);
    const now = ["ready", "readyWithWarnings", "incomplete"].indexOf(way.verdict);
    assert.ok(now >= rank, `the best first: ${told}`);
    assert.ok(now > rank || now === 2 || way.edits.length >= edits, `then the nearest: ${told}`);
    [rank, edits] = [now, way.edits.length];
    for (const { at, to } of way.edits) {
      assert.doesNotMatch(at, FIXED, told);
      assert.notEqual(to, null, told);
    }
    assert.notEqual(way.verdict, "blocked", told);
    assert.equal(dynaboot.check(way.edits.reduce(edited, choices)).verdict, way.verdict, told);
  }
  return ways.length;
}

test("every alternative keeps its promise, for every cloud and system", () => {
  const { clouds, systems } = dynaboot.matrix();
  const { cloud: _, system: __, ...rest } = READY;
  const said = { answers: { netTools: false, python: "3.10" }, image: { publisher: "Acme" } };
  let count = 0;
  for (const cloud of clouds) {
    for (const system of systems) {
      for (const more of [{ today: READY.today }, { ...rest, ...said }]) count += promisesHold({ cloud, system, ...more });
    }
  }
  assert.ok(count > 100, `only ${count} alternatives`);
  promisesHold({ ...READY, agent: { ...READY.agent, id: "generic", settings: {} }, image: { arch: "arm64" } });
});

test("alternatives take today's date where none is given", (context) => {
  const { today: _, ...undated } = BLOCKED;
  context.mock.timers.enable({ apis: ["Date"], now: Date.parse("2018-05-01T12:00:00Z") });
  const old = dynaboot.alternatives({ ...BLOCKED, today: "2018-05-01" });
  assert.deepEqual(dynaboot.alternatives(undated), old);
  assert.notDeepEqual(dynaboot.alternatives({ ...BLOCKED, today: "2035-01-01" }), old);
});

test("the package holds what it should, once", () => {
  const names = project.packed.files.map(({ path }) => path);
  assert.deepEqual(
    names.filter((name) => name.endsWith(".wasm")),
    ["generated/dynaboot.wasm"],
  );
  assert.ok(names.includes("README.md"));
  const manifest = JSON.parse(readFileSync(join(project.home, "package.json"), "utf8"));
  assert.notEqual(manifest.version, "0.0.0", "the workspace's version takes its place");
  const targets = [];
  JSON.stringify(manifest.exports, (_, value) => (typeof value === "string" ? targets.push(value) : 0, value));
  targets.push(...Object.values(manifest.bin), manifest.types, ...manifest.sideEffects);
  for (const target of targets) assert.ok(names.includes(target.replace(/^\.\//, "")), `${target} is not in the package`);
});
