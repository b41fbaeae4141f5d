// The command's readers, for long: whatever stands in a file is understood, or refused in one sentence that cannot steer a terminal.
// `cargo xtask fuzz readers --seconds N` goes on for so long; DYNABOOT_READERS_SEED=N begins by a number that a failure named.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { makeProject, READY } from "./project.mjs";
import { random } from "./random.mjs";

const SECONDS = Number(process.env.DYNABOOT_READERS_SECONDS ?? 0);
const ROUNDS = Number(process.env.DYNABOOT_READERS_ROUNDS ?? (SECONDS ? Infinity : 400));
const SEED = Number(process.env.DYNABOOT_READERS_SEED ?? 20_261_127);

const project = makeProject();
const part = (name) => import(pathToFileURL(join(project.home, "cli", name)).href);
const { open, placeOf } = await part("document.js");
const { askAbout } = await part("choices.js");
const { linesOf } = await part("lines.js");
const { givenTwice } = await part("twice.js");
const { Refusal } = await part("refusal.js");
const { load } = await project.entry("node.js");
const dynaboot = await load();

/** What is right, in each form that a file may have. */
const RIGHT = {
  yaml: [
    "# A VM.\ncloud: aws\nsystem: centos-7\nagent: { onImage: absent, settings: { brokerHost: broker.example.com } }\nsoftware:\n  packages: [git, jq]\n",
    "base: &base\n  cloud: aws\n  answers: { python: 2.7.5, netTools: yes }\nvm:\n  <<: *base\n  userPart: |\n    #!/bin/sh\n    exit 0\n",
    'name: acme\nversion: "1"\nchange:\n  http-store: { severity: error }\n? [a, b]\n: !!set {x, y}\n',
  ],
  json: [JSON.stringify(READY), JSON.stringify(READY, null, 2), '\ufeff{"name":"acme","version":"1","rules":[]}\r\n'],
  toml: ['name = "acme"\nversion = "1"\ntoday = 2026-11-27\n[change]\nhttp-store = { severity = "error" }\n[[rules]]\nid = """\na"""\n'],
};

/** What means something to one of the readers. */
const PIECES = [
  ..."{}[]:,-?&*!|>'\"%@`#=\n\r\t ",
  "\r\n",
  "\n---\n",
  "...\n",
  "&a ",
  "*a",
  "<<: *base\n",
  "!!binary ",
  "!!js/function ",
  "%YAML 1.1\n",
  "? ",
  "\u0000",
  "\u001b[31m",
  "\u0085",
  "\u2028",
  "\u202e",
  "\ufeff",
  "::error::x",
  "##vso[task.x]",
  "=1+1",
  "__proto__",
  "constructor",
  "1e999",
  "0x10",
  "2026-11-27",
  "'''",
  '"""',
  "[[a]]\n",
  "a.b.c = 1\n",
  "\\u0000",
  "\\ud800",
  "cloud",
  "password: s3cret",
  '"cloud":"aws",',
];

/** Right bytes, but for one to six places. */
function bytesOf(chance, form) {
  let text = Buffer.from(chance.one(RIGHT[form]));
  for (let count = 1 + chance.below(6); count > 0; count--) text = changed(chance, text);
  return text.subarray(0, 1 << 20);
}

function changed({ below, one, often }, text) {
  const from = below(text.length + 1);
  const to = Math.min(text.length, from + below(often(0.5) ? 8 : text.length + 1));
  const around = (middle) => Buffer.concat([text.subarray(0, from), ...middle, text.subarray(to)]);
  const many = 1 << below(often(0.9) ? 4 : 12);
  switch (below(5)) {
    case 0:
      return around([]);
    case 1:
      return Buffer.concat([text.subarray(0, to), ...Array(Math.min(many, 256)).fill(text.subarray(from, to)), text.subarray(to)]);
    case 2:
      return around([Buffer.from([below(256)])]);
    default:
      return around([Buffer.from(one(PIECES).repeat(many))]);
  }
}

/** Runs rounds, each by a number of its own, until there were enough. */
async function rounds(share, round) {
  const end = SECONDS ? Date.now() + SECONDS * 1000 * share : Infinity;
  let count = 0;
  for (; count < ROUNDS && Date.now() < end; count++) {
    const seed = SEED + count;
    try {
      await round(random(seed));
    } catch (cause) {
      throw new Error(`by DYNABOOT_READERS_SEED=${seed} DYNABOOT_READERS_ROUNDS=1: ${cause.message}`, { cause });
    }
  }
  return count;
}

/** Nothing but a refusal may be thrown, and it is one that can be shown. */
function shown(cause, file) {
  assert.ok(cause instanceof Refusal, `${cause?.stack ?? cause}`);
  assert.ok(cause.message.startsWith(file), `it names the file: ${JSON.stringify(cause.message.slice(0, 200))}`);
  // A line of advice is indented; nothing else of a message is a line of its own.
  for (const line of cause.message.split("\n  ")) {
    assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u, JSON.stringify(line.slice(0, 200)));
  }
}

test("a file in any form is understood, or refused in a sentence", async (t) => {
  let understood = 0;
  const count = await rounds(0.5, async (chance) => {
    const form = chance.one(["yaml", "yaml", "json", "toml"]);
    const file = join(project.directory, `any.${form}`);
    const bytes = bytesOf(chance, form);
    writeFileSync(file, bytes);
    try {
      const { value, find } = await open(file, { toml: true, what: "it is a page at most" });
      understood++;
      const lines = bytes.toString().split("\n").length;
      for (const path of [
        "",
        "cloud",
        "agent.settings.brokerHost",
        "software.packages.7",
        "..",
        "__proto__.x",
        ...Object.keys(value ?? {}),
      ]) {
        const place = find(path);
        assert.ok(placeOf(file, place).startsWith(file));
        if (place) {
          assert.ok(place.start.line >= 1 && place.start.line <= lines && place.start.col >= 1, `${path} is at line ${place.start.line}`);
        }
      }
      assert.equal({}.polluted, undefined);
    } catch (cause) {
      shown(cause, file);
    }
  });
  t.diagnostic(`${count} files, ${understood} of them understood`);
  assert.ok(understood > 0 || count < 100, "some are right still");
});

test("choices in a file are answered, or refused at their place", async (t) => {
  let answered = 0;
  const file = join(project.directory, "choices.yaml");
  const count = await rounds(0.3, async (chance) => {
    writeFileSync(file, bytesOf(chance, chance.one(["yaml", "json"])));
    try {
      await askAbout(file, chance.one([undefined, "2026-11-27"]), (choices) => dynaboot.check(choices));
      answered++;
    } catch (cause) {
      shown(cause, file);
    }
  });
  t.diagnostic(`${count} files, ${answered} of them answered`);
  assert.ok(answered > 0 || count < 100, "some are right still");
});

test("lines are the same however a stream is cut", async (t) => {
  const count = await rounds(0.1, async (chance) => {
    const whole = bytesOf(chance, chance.one(["yaml", "json"]));
    const read = async (most) => {
      const lines = [];
      async function* chunks() {
        for (let at = 0; at < whole.length;) {
          const end = at + 1 + chance.below(most);
          yield whole.subarray(at, end);
          at = end;
        }
      }
      for await (const { line, text, error } of linesOf(chunks())) lines.push({ line, text, error });
      return lines;
    };
    const lines = await read(1 << 20);
    assert.deepEqual(await read(40), lines);
    const numbers = lines.map(({ line }) => line);
    assert.deepEqual(
      numbers,
      [...new Set(numbers)].sort((one, other) => one - other),
    );
    assert.ok(lines.every(({ text, error }) => (text === undefined) !== (error === undefined)));
  });
  t.diagnostic(`${count} streams`);
});

test("the first key that is given twice is found, and no other", async (t) => {
  let twice = 0;
  const count = await rounds(0.1, (chance) => {
    const made = { first: undefined };
    const text = jsonOf(chance, [], made);
    JSON.parse(text);
    assert.equal(givenTwice(text), made.first, text);
    if (made.first !== undefined) twice++;
  });
  t.diagnostic(`${count} texts, ${twice} with a key twice`);
  assert.ok(twice > 0 || count < 100);
});

/** JSON as text, and in `made.first` the path of the first key that its object has had already. */
function jsonOf(chance, path, made) {
  const { below, one, often } = chance;
  if (path.length > 4 || often(0.4)) return one(['"a"', '"{\\"a\\":1,\\"a\\":2}"', "1", "null", "[]", "{}", '"\\\\"', '"[,]"']);
  const space = () => one(["", " ", "\n"]);
  const items = Array.from({ length: below(5) }, (_, index) => index);
  if (often(0.3)) return `[${items.map((index) => space() + jsonOf(chance, [...path, index], made)).join(",")}]`;
  const keys = new Set();
  const entry = () => {
    const key = one(["a", "b", "a.b", '"', "\\", "{", "é", "__proto__", ""]);
    if (keys.has(key)) made.first ??= [...path, key].join(".");
    keys.add(key);
    const written = often(0.3) ? JSON.stringify(key).replace("a", "\\u0061") : JSON.stringify(key);
    return `${space()}${written}${space()}:${space()}${jsonOf(chance, [...path, key], made)}`;
  };
  return `{${items.map(entry).join(",")}${space()}}`;
}
