// The border, for long: whatever a script passes is answered or refused by a `DynabootError`, and memory stays flat.
// `cargo xtask border` does a million rounds; DYNABOOT_BORDER_SEED=N begins by a number that a failure named.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { makeProject, READY } from "./project.mjs";
import { anything, nearlyRight, random } from "./random.mjs";

const LONG = Number(process.env.DYNABOOT_BORDER ?? 0);
const RANDOM = LONG || 6_000;
const FLAT = LONG || 20_000;
// To read a policy takes as long as a hundred calls.
const POLICIES = Math.max(600, LONG / 100);
const SEED = Number(process.env.DYNABOOT_BORDER_SEED ?? 20_261_122);

const project = makeProject();
const { load, loadSync, DynabootError, PolicyError } = await project.entry();
const dynaboot = await load();
// It is started already: this gives what it was started as.
const { memory } = (await project.entry("generated/dynaboot.js")).initSync();
const answer = dynaboot.assess(READY);
const RIGHT = [
  READY,
  { ...READY, system: "windows-2016", cloud: "azure" },
  { ...READY, cloud: "openstack", answers: { netTools: true } },
  { route: "prebuiltImage", ...READY },
];
const POLICY = {
  name: "acme",
  version: "1",
  change: { "http-store": { severity: "error" } },
  clouds: { acme: { label: "Acme" } },
  rules: [
    {
      id: "acme-runs-centos",
      title: "Acme runs CentOS",
      severity: "error",
      when: { cloud: ["acme"] },
      require: { system: ["centos-*"] },
      message: "{system} does not run here",
      why: "It is so.",
      todo: "Take CentOS.",
      source: { from: "acme" },
      examples: [],
    },
  ],
  sources: { acme: { title: "Acme", url: "https://acme.example.com", checkedOn: "2026-11-22" } },
};

/** The calls, each with what is made up for it. */
const CALLS = {
  assess: (chance) => [choices(chance)],
  check: (chance) => [choices(chance)],
  assessAll: (chance) => [chance.often(0.8) ? Array.from({ length: chance.below(5) }, () => choices(chance)) : shortened(anything(chance))],
  alternatives: (chance) => [chance.often(0.95) ? anything(chance) : choices(chance)],
  explain: (chance) => [anything(chance)],
  matrix: (chance) => [anything(chance)],
  calendar: (chance) => [anything(chance), anything(chance)],
  probe: (chance) => [
    chance.often(0.5) ? anything(chance) : choices(chance),
    ...(chance.often(0.5) ? [chance.often(0.5) ? "generic" : anything(chance)] : []),
  ],
  readProbe: (chance) => [
    chance.often(0.3)
      ? `dynaboot-probe/1 ${JSON.stringify({ [chance.one(["python", "system", "x"])]: chance.one([1, "x", null]) })}`
      : anything(chance),
  ],
};
const OFTEN = ["assess", "check", "check", "check", "assessAll"];

const choices = (chance) => (chance.often(0.75) ? nearlyRight(chance, chance.one(RIGHT)) : anything(chance));

/** A list that says it has two thousand million rows is refused elsewhere; one of 100,000 takes long. */
const shortened = (list) => {
  try {
    return Array.isArray(list) && list.length > 100 ? list.slice(0, 100) : list;
  } catch {
    return list;
  }
};

/** Calls, and says what it came to; nothing but a `DynabootError` is thrown, and that one says where and what. */
function outcome(call, told) {
  try {
    call();
    return "answered";
  } catch (thrown) {
    assert.ok(thrown instanceof DynabootError, `${told()}\nthrew ${inspect(thrown)} ${inspect(thrown?.cause)}`);
    const { path, expected, message, didYouMean } = thrown;
    assert.ok(typeof path === "string" && typeof expected === "string" && expected !== "" && message !== "", told());
    assert.ok(didYouMean === undefined || typeof didYouMean === "string", told());
    return "refused";
  }
}

const shown = (given) => {
  try {
    return inspect(given, { depth: 6, maxStringLength: 200, maxArrayLength: 20 }).slice(0, 4000);
  } catch {
    return "something that cannot be shown";
  }
};

test(`${RANDOM} calls with values of every type, made up at random`, (context) => {
  const before = memory.buffer.byteLength;
  const count = { answered: 0, refused: 0 };
  for (let index = 0; index < RANDOM; index++) {
    const seed = SEED + index;
    const chance = random(seed);
    const name = chance.one(chance.often(0.6) ? OFTEN : Object.keys(CALLS));
    const given = CALLS[name](chance);
    count[
      outcome(
        () => dynaboot[name](...given),
        () => `DYNABOOT_BORDER_SEED=${seed} ${name}(${shown(given)})`,
      )
    ]++;
    if (index % 500 === 0) assert.deepEqual(dynaboot.assess(READY), answer, `the call after seed ${seed} works`);
  }
  assert.deepEqual(dynaboot.assess(READY), answer);
  // Values that are all refused, or all taken, would say nothing.
  for (const [what, times] of Object.entries(count)) assert.ok(times > RANDOM / 10, `${times} were ${what}`);
  context.diagnostic(`${JSON.stringify(count)}; the module's memory: ${before} bytes, then ${memory.buffer.byteLength}`);
});

test(`${POLICIES} policies with values of every type`, (context) => {
  const count = { answered: 0, refused: 0 };
  for (let index = 0; index < POLICIES; index++) {
    const seed = SEED + index;
    const chance = random(seed);
    const policy = chance.often(0.2) ? anything(chance) : nearlyRight(chance, POLICY);
    if (policy === undefined || policy === null) continue;
    const told = () => `DYNABOOT_BORDER_SEED=${seed} load({ policy: ${shown(policy)} })`;
    const call = () => {
      try {
        assert.ok(loadSync({ policy }).check(READY).verdict);
      } catch (thrown) {
        if (thrown instanceof DynabootError) assert.ok(thrown instanceof PolicyError && thrown.mistakes.length > 0, told());
        throw thrown;
      }
    };
    count[outcome(call, told)]++;
  }
  assert.ok(count.answered > 0 && count.refused > count.answered, JSON.stringify(count));
  context.diagnostic(JSON.stringify(count));
});

test(`memory stays flat over ${FLAT} bad calls, with an assessment after every tenth`, { timeout: 3_600_000 }, (context) => {
  project.write(
    "flat-long.mjs",
    `import { initSync } from "./node_modules/dynaboot/generated/dynaboot.js";
     import { load, DynabootError } from "dynaboot";
     const dynaboot = await load();
     // It is started already: this gives what it was started as.
     const { memory } = initSync();
     const ready = ${JSON.stringify(READY)};
     const bad = [{ clod: "aws" }, { ...ready, today: new Date() }, { ...ready, get proxy() { throw new Error("no"); } }, null, { ...ready, cloud: "asw" }, { ...ready, userPart: 5n }];
     const size = () => { gc(); return { module: memory.buffer.byteLength, process: process.memoryUsage().rss }; };
     const rounds = (times) => {
       for (let index = 0; index < times; index++) {
         try { dynaboot.check(bad[index % bad.length]); } catch (error) { if (!(error instanceof DynabootError)) throw error; }
         if (index % 10 === 0 && dynaboot.assess(ready).verdict !== "readyWithWarnings") throw new Error("another answer");
       }
     };
     rounds(${FLAT / 10});
     const before = size();
     rounds(${FLAT - FLAT / 10});
     console.log(JSON.stringify({ before, after: size() }));`,
  );
  const { before, after } = JSON.parse(project.node("--expose-gc", "flat-long.mjs"));
  context.diagnostic(JSON.stringify({ before, after }));
  assert.equal(after.module, before.module, "the module's memory");
  const MOST = 48 * 2 ** 20;
  assert.ok(after.process - before.process < MOST, `the process went from ${before.process} to ${after.process} bytes`);
});
