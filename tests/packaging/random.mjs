// Whatever a script could pass, made up at random: by a number that brings it all again.

import vm from "node:vm";

/** Numbers from 0 until 1, the same ones for the same seed (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end) => Math.floor(next() * end);
  const one = (list) => list[below(list.length)];
  return { next, below, one, often: (share) => next() < share };
}

const elsewhere = vm.createContext({});
const fail = () => {
  throw new Error("no");
};
class Thing {
  name = "aws";
  #hidden = 1;
  get hidden() {
    return this.#hidden;
  }
}
class List extends Array {}

/** Texts that somewhere mean something. */
const TEXTS = [
  "",
  " ",
  "aws",
  "AWS",
  "centos-7",
  "none",
  "2.7.9",
  "2026-11-22",
  "2026-02-30",
  "9999-12-31",
  "0000-00-00",
  "true",
  "null",
  "0",
  "-1",
  "1e999",
  "NaN",
  "http://a",
  "https://[::1]:99999/",
  "http://user:pass@host/?q#f",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "//",
  "ami-0123456789abcdef0",
  "OpenLogic:CentOS:7_9:latest",
  "__proto__",
  "constructor",
  "toString",
  "$(reboot)",
  "`id`",
  "'\"\\",
  "\0",
  "\u0000\u0001\u001b[31m",
  "\ud800",
  "a\udfff",
  "\u202e",
  "😀".repeat(50),
  "é",
  "\u0065\u0301",
  "#!/bin/sh\nexit 1\n",
  "#cloud-config\npackages: [a]\n",
  "Content-Type: multipart/mixed; boundary=x\n\n--x--",
  "-----BEGIN CERTIFICATE-----",
  "a".repeat(64),
  "/usr/bin/x",
  "../..",
  "*",
  "{cloud}",
  "%s%n",
  "\r\n\r\n",
];

/** Values that are no JSON, each made anew. */
const STRANGE = [
  () => undefined,
  () => NaN,
  () => -0,
  () => Infinity,
  () => 2 ** 53,
  () => 1e-320,
  () => 10n,
  () => -(2n ** 70n),
  () => Symbol("aws"),
  () => Symbol.iterator,
  () => () => "aws",
  () => async () => {},
  () => function* () {},
  () => class {},
  () => new Date(),
  () => new Date(NaN),
  () => new Map([["cloud", "aws"]]),
  () => new Set(["aws"]),
  () => new WeakMap(),
  () => /aws/g,
  () => Promise.resolve("aws"),
  () => Promise.reject(new Error("no")).catch(() => {}),
  () => new Error("aws"),
  () => new String("aws"),
  () => new Number(1),
  () => new Boolean(false),
  () => Object(1n),
  () => Object(Symbol("x")),
  () => new Uint8Array(9),
  () => new Float64Array(2),
  () => new ArrayBuffer(8),
  () => new SharedArrayBuffer(8),
  () => new DataView(new ArrayBuffer(8)),
  () => Buffer.from("aws"),
  () => new URL("http://a/"),
  () => new Thing(),
  () => List.from(["git"]),
  () => globalThis,
  () => Math,
  () => JSON,
  () => new Intl.NumberFormat(),
  () => new WeakRef({}),
  () => [1, 2][Symbol.iterator](),
  () =>
    (function () {
      return arguments;
    })(1),
  () => Object.create({ cloud: "aws" }),
  () => Object.create(Array.prototype),
  () => ({ toJSON: () => ({ cloud: "aws" }) }),
  () => ({ toString: fail, valueOf: fail, [Symbol.toPrimitive]: fail }),
  () => vm.runInContext("new Date()", elsewhere),
  () => vm.runInContext("() => 1", elsewhere),
  () => new WebAssembly.Memory({ initial: 1 }),
  () => process,
  () => new Proxy(() => {}, { apply: fail }),
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    return proxy;
  },
  () => {
    const list = [];
    list[50] = "git";
    return list;
  },
  () => {
    const cycle = {};
    cycle.image = cycle;
    cycle.agent = [cycle];
    return cycle;
  },
  () => {
    const list = ["git"];
    list.push(list);
    return list;
  },
  () => {
    let deep = {};
    for (let level = 0; level < 5000; level++) deep = { image: deep };
    return deep;
  },
  () => "x".repeat(2 ** 21),
  () => Array(20_000).fill(1),
  () => new Array(2 ** 31),
];

const TRAPS = ["get", "has", "ownKeys", "getOwnPropertyDescriptor", "getPrototypeOf", "isExtensible"];

/** Any value: plain more often than not, nested a little. */
export function anything(chance, depth = 0) {
  const { below, one, often } = chance;
  const kind = below(depth > 3 ? 5 : 10);
  switch (kind) {
    case 0:
    case 1:
      return one(TEXTS);
    case 2:
      return one([true, false, null, 0, 1, -1, 0.5, 2 ** 31, 1e21]);
    case 3:
    case 4:
      return one(STRANGE)();
    case 5:
    case 6:
      return Array.from({ length: below(4) }, () => anything(chance, depth + 1));
    case 7:
      return watched(chance, anything(chance, depth + 1));
    default: {
      const object = often(0.2) ? Object.create(null) : often(0.1) ? vm.runInContext("({})", elsewhere) : {};
      for (let count = below(4); count > 0; count--) put(chance, object, one(often(0.5) ? KEYS : TEXTS), anything(chance, depth + 1));
      return object;
    }
  }
}

/** Behind a proxy, one of whose traps throws, lies, or does nothing. */
function watched({ one }, value) {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return value;
  const trap = one(TRAPS);
  try {
    return new Proxy(
      value,
      one([{}, { [trap]: fail }, { [trap]: () => undefined }, { [trap]: () => 5 }, { [trap]: () => ["cloud", "cloud"] }]),
    );
  } catch {
    return value;
  }
}

/** As a property, or as a getter that throws, or that gives another value each time. */
function put(chance, object, key, value) {
  const asked = { value, enumerable: true, writable: true, configurable: true };
  const getter = { get: chance.one([fail, () => anything(chance, 4), () => value]), enumerable: true, configurable: true };
  try {
    Object.defineProperty(object, key, chance.often(0.1) ? getter : asked);
  } catch {
    // What cannot have it goes without it.
  }
}

const KEYS = [
  "cloud",
  "system",
  "image",
  "id",
  "source",
  "publisher",
  "arch",
  "agent",
  "version",
  "onImage",
  "settings",
  "brokerHost",
  "brokerPort",
  "bundleStore",
  "url",
  "sha256",
  "caCertificate",
  "user",
  "password",
  "packageStore",
  "software",
  "packages",
  "commands",
  "proxy",
  "callHome",
  "answers",
  "python",
  "netTools",
  "downloader",
  "userPart",
  "route",
  "today",
  "clod",
  "toJSON",
  "length",
  "then",
  "name",
  "base",
  "rules",
  "cells",
  "change",
  "clouds",
  "systems",
  "agents",
  "when",
  "require",
  "message",
  "severity",
  "off",
];

/** Choices that are right but for what was put somewhere in them at random. */
export function nearlyRight(chance, right) {
  const choices = structuredClone(right);
  for (let count = 1 + chance.below(3); count > 0; count--) {
    let object = choices;
    let key = chance.one(chance.often(0.7) && Object.keys(object).length > 0 ? Object.keys(object) : KEYS);
    for (let inner = plainAt(object, key); inner && chance.often(0.6); inner = plainAt(object, key)) {
      object = inner;
      key = chance.one(chance.often(0.6) && Object.keys(object).length > 0 ? Object.keys(object) : KEYS);
    }
    put(chance, object, key, anything(chance));
  }
  return choices;
}

/** The plain object that stands there, if it is one that was not put there before. */
function plainAt(object, key) {
  try {
    const { value } = Object.getOwnPropertyDescriptor(object, key) ?? {};
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype && Object.keys(value)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
