// Organisations' policies through the packed package: what they change, what is refused, and that none outlives its use.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BLOCKED, makeProject, READY } from "./project.mjs";

const project = makeProject();
const { load, loadSync, DynabootError, PolicyError } = await project.entry();
const builtin = await load();
const ACME = { name: "acme", version: "3", change: { "http-store": { severity: "error" } } };

test("a policy is laid over the built-in one, for whoever loaded it alone", async () => {
  const acme = await load({ policy: ACME });
  assert.equal(builtin.check(READY).verdict, "readyWithWarnings");
  const answer = acme.check(READY);
  assert.equal(answer.verdict, "blocked");
  assert.equal(answer.policy.name, "acme");
  assert.notEqual(answer.policy.digest, builtin.check(READY).policy.digest);
  assert.equal(acme.explain("http-store").severity, "error");
  assert.equal(builtin.check(READY).verdict, "readyWithWarnings");
  assert.deepEqual(loadSync({ policy: ACME }).check(READY), answer);
  assert.equal(await load({ policy: null }), builtin);
});

test("a rule that is off is named in every answer", () => {
  const off = loadSync({ policy: { name: "lab", version: "1", change: { "http-store": { off: "the lab has no TLS" } } } });
  for (const answer of [off.check(READY), off.assess(READY), off.check({}), ...off.assessAll([BLOCKED])]) {
    assert.deepEqual(answer.policy.off, [{ rule: "http-store", reason: "the lab has no TLS" }]);
  }
});

test("what differs is told", () => {
  const acme = loadSync({ policy: ACME });
  const places = acme.differences(builtin).map(({ at }) => at);
  assert.deepEqual(places, ["name", "rules.http-store.severity", "version"]);
  assert.deepEqual(acme.differences(builtin)[1], { at: "rules.http-store.severity", from: "warning", to: "error" });
  assert.deepEqual(acme.differences(acme), []);
  assert.throws(() => acme.differences({}), TypeError);
});

test("a policy that is wrong is refused whole, with all its mistakes", async () => {
  const policy = { ...ACME, chnage: {}, clouds: { aws: { labl: "AWS" } } };
  await assert.rejects(load({ policy }), (error) => {
    assert.ok(error instanceof PolicyError && error instanceof DynabootError);
    assert.equal(error.name, "PolicyError");
    assert.deepEqual(error.mistakes.map(({ path }) => path).sort(), ["chnage", "clouds.aws.labl"]);
    assert.equal(error.mistakes.find(({ path }) => path === "chnage").didYouMean, "change");
    assert.match(error.message, /and 1 more/);
    return true;
  });
  assert.equal(builtin.check(READY).verdict, "readyWithWarnings", "the next call works");
});

test("whatever a script passes as a policy", () => {
  const cycle = {};
  cycle.clouds = cycle;
  const throwing = {
    get name() {
      throw new Error("no");
    },
  };
  const odd = [5, "acme", true, [], () => ACME, new Map(), new Date(), cycle, throwing, { ...ACME, name: 10n }, { ...ACME, name: NaN }];
  for (const policy of [
    ...odd,
    { ...ACME, name: "\ud800" },
    { ...ACME, rules: Array(300_000).fill(0) },
    { ...ACME, name: "x".repeat(2 ** 23) },
  ]) {
    assert.throws(
      () => loadSync({ policy }),
      (error) => error instanceof PolicyError && error.mistakes.length > 0,
    );
  }
  assert.deepEqual(loadSync({ policy: { ...ACME, name: undefined, toString: undefined, ...ACME } }).check(READY).policy.name, "acme");
});

test("policies that nobody has any more are forgotten, and the wrong ones leave nothing", () => {
  project.write(
    "policies.mjs",
    `const { Instance } = WebAssembly;
     let memory;
     WebAssembly.Instance = class {
       constructor(...given) {
         const instance = new Instance(...given);
         ({ memory } = instance.exports);
         return instance;
       }
     };
     const { loadSync } = await import("dynaboot");
     const round = async (times) => {
       for (let index = 0; index < times; index++) {
         loadSync({ policy: { ...${JSON.stringify(ACME)}, version: String(index) } }).check({});
         try { loadSync({ policy: { clouds: { aws: { labl: index } } } }); } catch { /* as it should */ }
         globalThis.gc();
         await new Promise((done) => setImmediate(done));
       }
     };
     await round(10);
     const before = memory.buffer.byteLength;
     await round(40);
     console.log(JSON.stringify([before, memory.buffer.byteLength]));`,
  );
  const [before, afterwards] = JSON.parse(project.node("--expose-gc", "policies.mjs"));
  assert.ok(before > 0);
  assert.ok(afterwards <= before * 1.2, `${before} became ${afterwards}`);
});

test("after a trap a policy answers as before", () => {
  project.write(
    "policy-trap.mjs",
    `import assert from "node:assert/strict";
     let trap = false;
     const { Instance } = WebAssembly;
     WebAssembly.Instance = class {
       constructor(...given) {
         const { exports } = new Instance(...given);
         const { check, __wbindgen_malloc: malloc } = exports;
         return { exports: { ...exports, check: (...given) => (trap ? malloc(2 ** 31, 1) : check(...given)) } };
       }
     };
     const { loadSync } = await import("dynaboot");
     const acme = loadSync({ policy: ${JSON.stringify(ACME)} });
     const answer = acme.check(${JSON.stringify(READY)});
     trap = true;
     assert.throws(() => acme.check({}), /fault of its own/);
     trap = false;
     assert.deepEqual(acme.check(${JSON.stringify(READY)}), answer);
     console.log("survived");`,
  );
  assert.equal(project.node("policy-trap.mjs"), "survived\n");
});
