// Whatever a script passes: a `DynabootError` that says where, and the next call works.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import vm from "node:vm";

import { BLOCKED, makeProject, READY } from "./project.mjs";

const project = makeProject();
const { load, DynabootError } = await project.entry();
const dynaboot = await load();
const answer = dynaboot.assess(READY);

afterEach(() => assert.deepEqual(dynaboot.assess(READY), answer, "the next call works"));

/** Refused by every call, in the same words. */
function refused(choices, path, words = /./) {
  const told = ["check", "assess", "alternatives"].map((name) => {
    let thrown;
    try {
      dynaboot[name](choices);
    } catch (cause) {
      thrown = cause;
    }
    assert.ok(thrown instanceof DynabootError, `${name} threw ${thrown?.stack}`);
    assert.ok(thrown instanceof Error);
    assert.equal(thrown.name, "DynabootError");
    assert.equal(thrown.path, path, thrown.message);
    assert.equal(typeof thrown.expected, "string");
    assert.match(thrown.message, words);
    return thrown;
  });
  const [{ error }] = dynaboot.assessAll([choices]);
  assert.equal(error.message, told[0].message);
  for (const { message } of told) assert.equal(message, told[0].message);
  return told[0];
}

class Cloud {
  name = "aws";
}

const throwing = () => {
  throw new Error("no");
};

/** Things that are no choice anywhere. */
const ODD = {
  "a number": 42,
  "a fraction": 0.5,
  "no number": NaN,
  "an infinite number": -Infinity,
  "a bigint": 10n,
  "a symbol": Symbol("aws"),
  "a function": () => "aws",
  "a Date": new Date(0),
  "a Map": new Map([["cloud", "aws"]]),
  "a Set": new Set(["aws"]),
  "a RegExp": /aws/,
  "a Promise": Promise.resolve("aws"),
  "an Error": new Error("aws"),
  "a boxed string": new String("aws"),
  "typed bytes": new Uint8Array(4),
  "an instance": new Cloud(),
  "half a pair": "\ud800",
};

const FIELDS = [
  "cloud",
  "system",
  "image",
  "image.id",
  "image.source",
  "image.publisher",
  "image.arch",
  "agent",
  "agent.id",
  "agent.version",
  "agent.onImage",
  "agent.settings",
  "agent.settings.brokerHost",
  "bundleStore",
  "bundleStore.url",
  "bundleStore.sha256",
  "bundleStore.caCertificate",
  "bundleStore.user",
  "bundleStore.password",
  "packageStore",
  "packageStore.url",
  "software",
  "software.packages",
  "software.packages.0",
  "software.commands",
  "software.commands.0",
  "proxy",
  "callHome",
  "answers",
  "answers.python",
  "answers.netTools",
  "answers.opensslDevel",
  "answers.certificatesInstalled",
  "answers.userDataRuns",
  "answers.administratorUser",
  "answers.downloader",
  "answers.imageAfterJuly2016",
  "answers.supportConfirmed",
  "userPart",
  "route",
  "today",
];

/** `{ a: { b: value } }` for `a.b`; a number is a place in a list. */
function at(path, value) {
  const [key, ...rest] = path.split(".");
  const inner = rest.length > 0 ? at(rest.join("."), value) : value;
  return key === "0" ? [inner] : { [key]: inner };
}

/** A setting may be a number: what a port is in YAML. */
const isTaken = (field, value) => field.startsWith("agent.settings.") && Number.isFinite(value);

for (const field of FIELDS) {
  test(`${field} takes nothing odd`, () => {
    for (const [name, value] of Object.entries(ODD)) {
      if (isTaken(field, value)) continue;
      const error = refused(at(field, value), field);
      assert.ok(error.expected.length > 0, `${name}: ${error.message}`);
    }
    refused(at(field, Object.freeze(new Proxy({}, { getPrototypeOf: throwing }))), field);
  });
}

test("every odd thing is called by its name, with what belongs there", () => {
  const expected = (found) =>
    new RegExp(`^today: found ${found}, expected a date like \`2026-11-22\`$|^today: found ${found}, expected a string$`);
  for (const [value, found] of [
    [10n, "a bigint"],
    [new Date(0), "a Date"],
    [new Map(), "a Map"],
    [new Error(), "an Error"],
    [new Cloud(), "an object of a class"],
    [() => {}, "a function"],
    [Symbol("x"), "a symbol"],
    [NaN, "the number `NaN`"],
    [5, "the number `5`"],
  ]) {
    refused({ today: value }, "today", expected(found));
  }
});

test("the whole is an object", () => {
  for (const value of [undefined, null, true, 0, 1n, "", "aws", [], [READY], new Map(), new Date(), Symbol("x"), () => READY]) {
    refused(value, "");
  }
});

test("what is unknown is named, with what was meant", () => {
  assert.equal(refused({ clod: "aws" }, "clod").didYouMean, "cloud");
  assert.equal(refused({ clod: new Date() }, "clod").didYouMean, "cloud");
  assert.equal(refused({ cloud: "asw" }, "cloud").didYouMean, "aws");
  assert.equal(refused({ system: "centos_7" }, "system").didYouMean, "centos-7");
  assert.equal(refused({ agent: { settings: { brokerhost: "x" } } }, "agent.settings.brokerhost").didYouMean, "brokerHost");
  assert.equal(refused({ route: "prebuilt-image" }, "route").didYouMean, "prebuiltImage");
  refused(JSON.parse('{ "__proto__": { "cloud": "aws" } }'), "__proto__");
  refused({ constructor: "aws" }, "constructor");
});

test("a secret is in no message", () => {
  const secret = "hunter2";
  for (const password of [[secret], { secret }, new String(secret), () => secret, Object.assign(new Cloud(), { secret })]) {
    const error = refused({ bundleStore: { password } }, "bundleStore.password");
    assert.ok(!JSON.stringify({ ...error, message: error.message }).includes(secret), error.message);
  }
});

test("getters and proxies that throw", () => {
  const unreadable = /found something that cannot be read/;
  const getter = (name) => Object.defineProperty({}, name, { enumerable: true, get: throwing });
  refused(getter("cloud"), "cloud", unreadable);
  refused({ image: getter("id") }, "image.id", unreadable);
  refused({ software: { packages: new Proxy(["git"], { get: throwing }) } }, "software.packages", unreadable);
  refused(new Proxy({}, { ownKeys: throwing }), "", unreadable);
  refused(new Proxy({ cloud: "aws" }, { get: throwing }), "cloud", unreadable);
  refused(new Proxy({ cloud: "aws" }, { getOwnPropertyDescriptor: throwing }), "", unreadable);
  for (const target of [{}, [], () => {}]) {
    const { proxy, revoke } = Proxy.revocable(target, {});
    revoke();
    refused({ cloud: proxy }, "cloud");
    refused(proxy, "");
  }
  refused({ cloud: Object.defineProperty(new Cloud(), Symbol.toStringTag, { get: throwing }) }, "cloud", unreadable);
  refused({ cloud: Object.assign(new Cloud(), { [Symbol.toStringTag]: "\x1b[31m".repeat(50) }) }, "cloud", unreadable);
});

test("what a getter throws is not taken for a refusal of ours", () => {
  const choices = Object.defineProperty({}, "cloud", {
    enumerable: true,
    get() {
      throw { path: "x", expected: "y", message: "z" };
    },
  });
  refused(choices, "cloud", /^cloud: found something/);
});

test("a getter that asks again is refused, and what it asked for is not half-done", () => {
  const choices = {
    get cloud() {
      assert.throws(() => dynaboot.check(READY), /by the input that it is reading/);
      return "aws";
    },
  };
  assert.equal(dynaboot.check(choices).verdict, "incomplete");
  const endless = {
    get cloud() {
      return this.cloud;
    },
  };
  refused(endless, "cloud");
});

test("two odd things: the first is told, also where the second is a name", () => {
  refused({ cloud: new Date(), "\ud800": "aws" }, "cloud", /a Date/);
  refused({ image: { id: 5n }, agent: { settings: { "\udfff": "x" } } }, "image.id", /a bigint/);
});

test("cycles", () => {
  const choices = { cloud: "aws" };
  choices.image = choices;
  refused(choices, "image.cloud");
  const list = [];
  list.push(list, list, list);
  refused({ software: { packages: list } }, "software.packages.0");
  const wide = Object.create(null);
  for (let index = 0; index < 64; index++) wide[`key${index}`] = wide;
  assert.throws(() => dynaboot.check(wide), DynabootError);
});

test("what is too deep, too long or too much", () => {
  let deep = {};
  for (let level = 0; level < 100_000; level++) deep = { image: deep };
  refused(deep, "image.image");
  let list = [];
  for (let level = 0; level < 100_000; level++) list = [list];
  refused({ software: { packages: list } }, "software.packages.0");
  const tooMuch = /found too much text, expected at most 1048576 characters in all/;
  refused({ userPart: "x".repeat(2 ** 20 - 100), proxy: "y".repeat(100) }, "proxy", tooMuch);
  refused({ userPart: "x".repeat(2 ** 28) }, "userPart", tooMuch);
  refused({ ["x".repeat(2 ** 21)]: "aws" }, "", tooMuch);
  const tooMany = /found too many values, expected at most 10000 in all/;
  refused({ software: { packages: Array(20_000).fill("git") } }, "software.packages.9997", tooMany);
  refused({ software: { packages: new Array(2 ** 32 - 1) } }, "software.packages.0");
  const settings = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, "x"]));
  refused({ agent: { settings } }, "agent.settings.key0", /unknown setting/);
  refused(settings, "key0", /unknown field/);
  assert.equal(dynaboot.check({ userPart: `#!${"x".repeat(2 ** 20 - 10)}` }).verdict, "incomplete", "a limit is where it says");
});

test("a list of choices is a list of bounded length", () => {
  const refusedList = (list) => assert.throws(() => dynaboot.assessAll(list), { name: "DynabootError", path: "", expected: /a list/ });
  for (const list of [undefined, null, {}, "aws", new Set([READY]), { length: 1, 0: READY }, new Array(200_000), 5]) refusedList(list);
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  refusedList(proxy);
  refusedList(new Proxy([], { get: throwing }));
  const unreadable = Object.defineProperty([READY, READY], 0, { get: throwing });
  const rows = dynaboot.assessAll(unreadable);
  assert.match(rows[0].error.message, /cannot be read/);
  assert.deepEqual(rows[1], answer);
});

test("a name is text that is known", () => {
  const refusedName = (name, value, words) => {
    assert.throws(
      () => dynaboot[name](value),
      (thrown) => {
        assert.ok(thrown instanceof DynabootError, thrown.stack);
        assert.equal(thrown.path, "");
        assert.ok(thrown.expected.length > 0);
        assert.match(thrown.message, words);
        assert.ok(thrown.message.length < 10_000);
        return true;
      },
    );
  };
  const cycle = [];
  cycle.push(cycle);
  for (const name of ["explain", "matrix"]) {
    for (const [what, value] of Object.entries(ODD)) {
      if (typeof value !== "string") refusedName(name, value, /^found .*expected a string$/);
      else refusedName(name, value, /not Unicode/, what);
    }
    for (const value of [{}, [], ["end-of-life"], cycle, true, { toString: () => "generic" }]) {
      refusedName(name, value, /^found .*expected a string$/);
    }
    refusedName(name, new Proxy({}, { getPrototypeOf: throwing, get: throwing }), /^found /);
    refusedName(name, "x".repeat(2 ** 22), /too much text/);
    for (const value of ["", "x".repeat(100_000), "__proto__", "Generic ", "\0"]) refusedName(name, value, /^unknown (rule|agent) /);
  }
  for (const value of [null, undefined]) refusedName("explain", value, /^found (null|undefined), expected a string$/);
});

test("what is plain is taken, wherever it comes from", () => {
  const elsewhere = vm.runInNewContext(`(${JSON.stringify(READY)})`);
  const bare = Object.assign(Object.create(null), READY);
  const watched = new Proxy({ ...READY }, {});
  const tagged = { ...READY, [Symbol("mine")]: 1 };
  const unset = { ...READY, proxy: undefined, image: { id: undefined }, software: null };
  for (const choices of [elsewhere, bare, watched, tagged, unset, structuredClone(READY), Object.freeze({ ...READY })]) {
    assert.deepEqual(dynaboot.assess(choices), answer);
  }
});

test("a stack that ends in the middle of a call", () => {
  let deepest = 0;
  const measure = (level) => {
    deepest = level;
    measure(level + 1);
  };
  assert.throws(() => measure(0), RangeError);
  const thrown = [];
  const dive = (level) => {
    if (level > deepest * 0.5 && level % 7 === 0) {
      try {
        dynaboot.check(READY);
      } catch (cause) {
        thrown.push(cause);
      }
    }
    dive(level + 1);
  };
  assert.throws(() => dive(0), RangeError);
  assert.ok(thrown.length > 0, "some call has met the stack's end");
  assert.equal(dynaboot.check(BLOCKED).verdict, "blocked");
});

test("memory stays flat, with good choices and with bad ones", () => {
  project.write(
    "flat.mjs",
    `const { Instance } = WebAssembly;
     let memory;
     WebAssembly.Instance = class {
       constructor(...given) {
         const instance = new Instance(...given);
         ({ memory } = instance.exports);
         return instance;
       }
     };
     const { load } = await import("dynaboot");
     const dynaboot = await load();
     const ready = ${JSON.stringify(READY)};
     const bad = [{ clod: "aws" }, { ...ready, today: new Date() }, { ...ready, get proxy() { throw new Error("no"); } }, null];
     const round = (times) => {
       for (let index = 0; index < times; index++) {
         dynaboot.assess(ready);
         for (const choices of bad) try { dynaboot.check(choices); } catch { /* as it should */ }
         dynaboot.assessAll([ready, ...bad]);
       }
     };
     round(200);
     const before = memory.buffer.byteLength;
     round(3000);
     console.log(JSON.stringify([before, memory.buffer.byteLength]));`,
  );
  const [before, afterwards] = JSON.parse(project.node("flat.mjs"));
  assert.ok(before > 0);
  assert.equal(afterwards, before);
});

test("a trap costs one call: the module is started again from what was compiled", () => {
  project.write(
    "trap.mjs",
    `import assert from "node:assert/strict";
     // The module's own allocator, asked for more than there is, traps as any other fault would.
     let trap = false, instances = 0;
     const watched = (instance) => {
       instances++;
       const { check, __wbindgen_malloc: malloc } = instance.exports;
       const exports = { ...instance.exports, check: (...given) => (trap ? malloc(2 ** 31, 1) : check(...given)) };
       return { exports };
     };
     const { Instance } = WebAssembly;
     WebAssembly.Instance = class { constructor(...given) { return watched(new Instance(...given)); } };
     const { load, DynabootError } = await import("dynaboot");
     const dynaboot = await load();
     const ready = ${JSON.stringify(READY)};
     const answer = dynaboot.check(ready);
     for (let round = 1; round <= 3; round++) {
       trap = true;
       assert.throws(() => dynaboot.check(ready), (error) => {
         assert.ok(!(error instanceof DynabootError));
         assert.match(error.message, /fault of its own/);
         assert.ok(error.cause instanceof WebAssembly.RuntimeError, String(error.cause));
         return true;
       });
       trap = false;
       assert.deepEqual(dynaboot.check(ready), answer);
       assert.equal(dynaboot.assess(ready).verdict, answer.verdict);
       assert.equal(instances, 1 + round);
     }
     console.log("survived");`,
  );
  assert.equal(project.node("trap.mjs"), "survived\n");
});
