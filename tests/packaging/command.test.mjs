// The command of the packed package, run as a user runs it.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { BLOCKED, INCOMPLETE, makeProject, READY, ROOT } from "./project.mjs";

const project = makeProject();
const dynaboot = await (await project.entry()).load();
const COMMAND = join(project.directory, "node_modules", ".bin", "dynaboot");
const TODAY = ["--today", "2026-11-22"];

function run(args, input = "", environment = {}) {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  const { status, stdout, stderr, error } = spawnSync(COMMAND, args, {
    cwd: project.directory,
    input,
    encoding: "utf8",
    env: { ...inherited, ...environment },
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Runs it, and wants this exit code; gives what it wrote. */
function expect(status, args, input, environment) {
  const result = run(args, input, environment);
  assert.equal(result.status, status, `${args.join(" ")}\n${result.stdout}\n${result.stderr}`);
  return result;
}

/** Refused: code 64, nothing on standard output, and a sentence. */
function refused(args, words, input) {
  const { stdout, stderr } = expect(64, args, input);
  assert.equal(stdout, "");
  assert.match(stderr, words);
  assert.doesNotMatch(stderr, /\n {4}at /, "no stack");
}

const json = (value) => JSON.stringify(value);
project.write("ready.json", json(READY));
project.write("blocked.json", json(BLOCKED));
project.write("incomplete.json", json(INCOMPLETE));
project.write("typo.yaml", "cloud: aws\nagent:\n  onImage: absent\n  setings:\n    brokerHost: x\n");
writeFileSync(join(project.directory, "vm.yaml"), readFileSync(join(ROOT, "examples", "vm.yaml")));

const THERE = { ...READY, agent: { onImage: "present" } };
project.write("there.json", json(THERE));

test("the exit code is the verdict's", () => {
  assert.equal(dynaboot.check(THERE).route, "alreadyThere");
  expect(0, ["check", "ready.json"]);
  expect(0, ["check", "there.json"]);
  expect(2, ["check", "incomplete.json"]);
  expect(1, ["check", "blocked.json"]);
  expect(64, ["check", "typo.yaml"]);
});

test("of several files, the worst: 64, then 1, then 2, then 0", () => {
  const files = ["ready.json", "incomplete.json", "blocked.json", "typo.yaml"];
  const codes = [0, 2, 1, 64];
  for (let count = 1; count <= files.length; count++) {
    const some = files.slice(0, count);
    expect(codes[count - 1], ["check", ...some]);
    expect(codes[count - 1], ["check", ...some.reverse()]);
  }
});

test("the verdict comes first, then the findings worst first, and the way on", () => {
  const { stdout, stderr } = expect(0, ["check", "vm.yaml", ...TODAY]);
  assert.equal(stderr, "");
  const report = dynaboot.check(READY);
  const lines = stdout.split("\n");
  const warnings = report.findings.filter(({ severity }) => severity === "warning");
  assert.equal(lines[0], `vm.yaml: ready, with ${warnings.length} warnings`);
  assert.ok(warnings.length > 1);
  for (const { rule, at } of report.findings) {
    assert.ok(lines.includes(` rule ${rule}`), rule);
    assert.ok(lines.includes(`   at ${at}`), at);
  }
  assert.match(stdout, /^Next: dynaboot render vm\.yaml$/m);
  const blocked = expect(1, ["check", "blocked.json"]).stdout;
  assert.match(blocked, /^blocked\.json: blocked by 1 error\n/);
  assert.ok(blocked.indexOf("\nerror: ") > 0);
  assert.ok(blocked.indexOf("\nerror: ") < blocked.indexOf("\nwarning: "), "worst first");
  assert.match(blocked, /\nOther ways:\n/);
  assert.doesNotMatch(blocked, /dynaboot render/);
});

test("questions say where the answer goes and what it leads to", () => {
  const { stdout } = expect(2, ["check", "incomplete.json"]);
  assert.match(stdout, /^incomplete\.json: incomplete, it depends on \d+ answers\n/);
  for (const { at, decisive } of dynaboot.check(INCOMPLETE).questions) if (decisive) assert.ok(stdout.includes(`   at ${at}`), at);
  assert.match(stdout, /present.* → ready/);
});

test("no line is wider than the terminal's 80 columns, but for what cannot be broken", () => {
  const { stdout } = expect(1, ["check", "blocked.json"]);
  for (const line of stdout.split("\n")) assert.ok(line.length <= 80 || !/\S\s+\S/.test(line.slice(6).trim()), line);
});

test("json: one file is an object, several are a list", () => {
  const one = JSON.parse(expect(0, ["check", "--format", "json", "vm.yaml", ...TODAY]).stdout);
  assert.deepEqual(one, dynaboot.check(READY));
  const { stdout, stderr } = expect(64, ["check", "--format=json", "ready.json", "typo.yaml", "blocked.json"]);
  const rows = JSON.parse(stdout);
  assert.deepEqual(
    rows.map(({ file }) => file),
    ["ready.json", "typo.yaml", "blocked.json"],
  );
  assert.deepEqual(rows[0].assessment, one);
  assert.equal(rows[1].error.path, "agent.setings");
  assert.equal(rows[1].error.didYouMean, "settings");
  assert.deepEqual(rows[2].assessment, dynaboot.check(BLOCKED));
  assert.match(stderr, /typo\.yaml:4:3/);
  const alone = JSON.parse(expect(64, ["check", "--format=json", "typo.yaml"]).stdout);
  assert.deepEqual(alone, { error: rows[1].error });
});

test("standard input, as YAML and as JSON", () => {
  const yaml = readFileSync(join(project.directory, "vm.yaml"), "utf8");
  for (const input of [yaml, json(READY), `\ufeff${json(READY)}`, JSON.stringify(READY, null, "\t")]) {
    const { stdout } = expect(0, ["check", "-", ...TODAY, "--format", "json"], input);
    assert.deepEqual(JSON.parse(stdout), dynaboot.check(READY));
  }
  assert.match(expect(0, ["check", "-"], yaml).stdout, /^standard input: ready/);
  for (const call of [
    ["check", "-", "-"],
    ["check", "-", "--policy", "-"],
    ["audit", "-", "--policy", "-"],
    ["policy", "diff", "-", "-"],
  ]) {
    refused(call, /standard input, -, can be read only once/);
  }
});

test("--today beats the file's own", () => {
  const old = JSON.parse(expect(0, ["check", "ready.json", "--format", "json", "--today", "2020-01-01"]).stdout);
  assert.deepEqual(old, dynaboot.check({ ...READY, today: "2020-01-01" }));
  assert.notDeepEqual(old.findings, dynaboot.check(READY).findings);
  refused(
    ["check", "ready.json", "--today", "22.11.2026"],
    /^dynaboot: --today: found `22\.11\.2026`, expected a date like `2026-11-22`$/m,
  );
});

test("a wrong field is told with its place, what was expected, and what was meant", () => {
  refused(
    ["check", "typo.yaml"],
    /^dynaboot: typo\.yaml:4:3: agent\.setings: unknown field `setings`, did you mean `settings`\?\n {2}expected one of /,
  );
  const told = (text, words) => refused(["check", "-"], words, text);
  told("cloud: awz\n", /^dynaboot: standard input:1:1: cloud: unknown cloud `awz`, did you mean `aws`\?\n {2}expected one of .*`aws`/);
  told("image: {id: 5671}\n", /:1:9: image\.id: found the number `5671`, expected a string\n {2}in quotes it is text: "5671"/);
  told("agent:\n  version: 5.20\n", /:2:3: agent\.version: .*\n {2}in quotes it is text: "5\.20"/);
  told("answers:\n  netTools: yes\n", /:2:3: answers\.netTools: .*\n {2}write true; only true and false are not text/);
  told("software:\n  packages:\n    - git\n    - {a: 1}\n", /:4:7: software\.packages\.1: found an object/);
  told("today: 2026-13-01\n", /:1:1: today: found `2026-13-01`, expected a date/);
  told("base: &b {id: 1}\nimage: *b\n", /:1:1: base: unknown field/);
});

test("a file that cannot be read as anything is told with its place", () => {
  const told = (text, words) => refused(["check", "-"], words, text);
  told("cloud: [aws\n", /^dynaboot: standard input:\d+:\d+: it cannot be read as YAML or JSON: /);
  told('{ "cloud": "aws",\n  "cloud": "azure" }', /standard input:2:3: .*unique/);
  told("cloud: aws\n---\ncloud: azure\n", /standard input:2:1: here begins a second document; each needs a file of its own$/m);
  told("cloud: !mine aws\n", /:1:8: .*!mine/);
  told(`a: &a [x]\nb: &b [${"*a,".repeat(50)}]\nc: &c [${"*b,".repeat(50)}]\nd: [${"*c,".repeat(50)}]\n`, /alias/i);
  for (const deep of ["[".repeat(200_000), "{".repeat(5_000), `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`]) {
    told(deep, /^dynaboot: standard input(:1:\d+)?: it is nested too deeply\n$/);
  }
  told("? [a, b]\n: x\n", /^dynaboot: standard input:1:1: \[ a, b \]: unknown field .*\n$/);
  for (const empty of ["", "# nothing yet\n", "---\n", "null"]) {
    told(empty, /^dynaboot: standard input: it is empty; write what you have, such as `cloud: aws`$/m);
  }
  told("- cloud: aws\n", /found a list/);
  project.write("latin", Buffer.from([0xff, 0xfe, 0x63, 0x00]));
  refused(["check", "latin"], /^dynaboot: latin: it is not UTF-8 text/);
  refused(["check", "nowhere.yaml"], /^dynaboot: nowhere\.yaml: there is no such file/);
  refused(["check", "node_modules"], /^dynaboot: node_modules: it is a directory/);
  project.write("large.yaml", `userPart: ${"x".repeat(5 * 1024 * 1024)}`);
  refused(["check", "large.yaml"], /larger than 4 MB/);
});

test("a call that is wrong says what is right", () => {
  refused(["chek", "ready.json"], /no command `chek`; did you mean `dynaboot check`\?/);
  refused(["ready.json"], /to check that file: dynaboot check ready\.json/);
  refused(["lint"], /no command `lint`; there are check, render, .* and completion/);
  refused(["constructor"], /no command `constructor`/);
  refused(["help", "chek"], /no command `chek`; did you mean `dynaboot check`\?/);
  refused(["--help", "constructor"], /no command `constructor`/);
  expect(0, ["help", "--help"]);
  refused(["policy", "diff", "a", "b", "c"], /`dynaboot policy diff` takes two policies/);
  refused(["policy", "check", "a", "b", "c", "d"], /`dynaboot policy check` takes one file/);
  refused(["check"], /needs a file/);
  refused(["check", "--formt", "json", "ready.json"], /no option `--formt`; did you mean `--format`\?/);
  refused(["check", "-x", "ready.json"], /no option `-x`/);
  refused(["check", "--out", "x", "ready.json"], /no option `--out`/);
  refused(["check", "ready.json", "--today"], /`--today` needs a value/);
  refused(["check", "ready.json", ...TODAY, ...TODAY], /given twice/);
  refused(["check", "--help=yes"], /takes no value/);
  refused(["check", "--format", "jsno", "ready.json"], /did you mean `json`\?/);
  refused(["check", "--policy", "acme.json", "ready.json"], /^dynaboot: acme\.json: there is no such file/);
  refused(["render", "ready.json", "vm.yaml"], /takes one file/);
  const { stdout, stderr } = expect(64, []);
  assert.equal(stdout, "");
  assert.match(stderr, /dynaboot check FILE/);
});

test("help teaches by an example that works", () => {
  const { stdout } = expect(0, ["--help"]);
  const example = /<<'END'\n([^]*?) +END\n/.exec(stdout)[1].replace(/^ {2}/gm, "");
  expect(2, ["check", "-"], example);
  for (const line of stdout.split("\n")) assert.ok(line.length <= 80, line);
  const commands = {
    check: "FILE…",
    render: "FILE",
    alternatives: "FILE",
    explain: "RULE",
    matrix: "",
    calendar: "",
    probe: "--system S",
    audit: "FILE",
    "policy check": "FILE",
    completion: "SHELL",
  };
  for (const [command, words] of Object.entries(commands)) {
    const call = `dynaboot ${command} ${words}`.trim();
    assert.ok(stdout.includes(`\n  ${call}  `), `${call} is in the overview`);
    const [name] = command.split(" ");
    const help = expect(0, [name, "--help"]).stdout;
    assert.ok(help.startsWith(`${call}\n`));
    assert.equal(expect(0, ["help", name]).stdout, help);
    assert.equal(expect(0, [name, "-h"]).stdout, help);
    for (const line of help.split("\n")) assert.ok(line.length <= 80, line);
  }
  assert.match(expect(0, ["--version"]).stdout, /^\d+\.\d+\.\d+\n$/);
});

test("check never prints a secret, nor the text that holds it", () => {
  const secret = "hunter2-and-more";
  const choices = { ...READY, bundleStore: { ...READY.bundleStore, user: "u", password: secret } };
  assert.ok(dynaboot.assess(choices).script.text.includes(secret), "the script holds it");
  for (const format of ["human", "json"]) {
    const { stdout, stderr } = expect(0, ["check", "-", "--format", format], json(choices));
    assert.ok(!(stdout + stderr).includes(secret));
    assert.ok(!stdout.includes("#!/bin/sh"));
  }
  const { stdout, stderr } = expect(64, ["check", "-"], json({ bundleStore: { password: [secret] } }));
  assert.ok(!(stdout + stderr).includes(secret));
});

test("a password is in no hint and no complaint about how it is written", () => {
  for (const password of [
    "12345678",
    "1234.5678",
    "*hunter2",
    "!hunter2 x",
    "!hunter2! x",
    "!<!hunter2> x",
    "|hunter2",
    '"\\hunter2"',
    "&hunter2:",
  ]) {
    for (const text of [`bundleStore:\n  password: ${password}\n`, `bundleStore:\n  password:\n    ${password}\n`]) {
      const { stdout, stderr } = expect(64, ["check", "-"], text);
      assert.doesNotMatch(stdout + stderr, /1234|5678|hunter2|\\h/);
      assert.match(stderr, /^dynaboot: standard input.*: .{12,}\n$/);
    }
  }
  refused(["check", "-"], /Unresolved alias .*: base$/m, "cloud: *base\n");
});

test("text of a file's cannot steer the terminal", () => {
  const { stderr } = expect(64, ["check", "-"], json({ cloud: "\x1b]0;owned\x07\x1b[2J" }));
  assert.doesNotMatch(stderr, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  const { stdout } = run(["check", "-"], json({ ...READY, bundleStore: { url: "http://x/\x1b[31m" } }));
  assert.doesNotMatch(stdout, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
});

test(
  "colours on a terminal, and none elsewhere or where NO_COLOR is set",
  { skip: process.platform !== "linux" && "it needs `script` of Linux" },
  () => {
    const shown = (environment) =>
      execFileSync("script", ["-qec", `'${COMMAND}' check ready.json`, "/dev/null"], {
        cwd: project.directory,
        encoding: "utf8",
        env: { PATH: process.env.PATH, TERM: "xterm-256color", ...environment },
      });
    assert.match(shown({}), /\x1b\[33mready, with/);
    assert.doesNotMatch(shown({ NO_COLOR: "1" }), /\x1b\[\d/);
    assert.doesNotMatch(shown({ TERM: "dumb" }), /\x1b\[\d/);
    assert.doesNotMatch(expect(0, ["check", "ready.json"]).stdout, /\x1b/);
  },
);

test("render writes exactly the payload", () => {
  const { payload, script } = dynaboot.assess(READY);
  const { stdout, stderr } = expect(0, ["render", "vm.yaml", ...TODAY]);
  assert.equal(stdout, payload.content);
  assert.match(stderr, /^dynaboot: vm\.yaml has \d+ warnings; dynaboot check tells what to do\n$/);
  const baked = { ...READY, route: "prebuiltImage" };
  const image = dynaboot.assess(baked);
  assert.equal(image.payload, undefined);
  assert.equal(expect(0, ["render", "-"], json(baked)).stdout, image.script.text);
  assert.ok(script.text.length > 0);
});

test("render says for which field a text is that nobody can read", () => {
  const encoded = { ...READY, userPart: `#!/bin/sh\n${Array.from({ length: 2_000 }, (_, index) => `echo line ${index}\n`).join("")}` };
  const { payload } = dynaboot.assess(encoded);
  assert.equal(payload.encoding, "gzip+base64");
  project.write("encoded.json", json(encoded));
  const words = `for the field ${payload.field}, already compressed and in base64 (gzip+base64)\n`;
  const { stdout, stderr } = expect(0, ["render", "encoded.json"]);
  assert.equal(stdout, payload.content);
  assert.ok(stderr.endsWith(`\ndynaboot: ${words}`), stderr);
  const written = expect(0, ["render", "encoded.json", "--out", "encoded"]).stdout;
  assert.ok(written.includes(`${join("encoded", payload.fileName)}: ${words}`), written);
});

test("render gives nothing but the reason when the verdict is not good", () => {
  for (const [file, code] of [
    ["blocked.json", 1],
    ["incomplete.json", 2],
  ]) {
    const { stdout, stderr } = expect(code, ["render", file, "--out", "never"]);
    assert.equal(stdout, "");
    assert.equal(stderr, expect(code, ["check", file]).stdout);
  }
  assert.ok(!existsSync(join(project.directory, "never")));
  refused(["render", "typo.yaml"], /typo\.yaml:4:3/);
  refused(["render", "ready.json", "--format", "json"], /no option `--format`/);
  const there = expect(0, ["render", "there.json"]);
  assert.equal(there.stdout, "");
  assert.match(there.stderr, /the agent is on the image already/);
});

test("a file for Windows PowerShell begins with a mark, what goes to the cloud does not", () => {
  const choices = {
    cloud: "aws",
    system: "windows-2022",
    agent: { id: "generic", onImage: "absent", settings: { installCommand: "setup.exe /q", presentPath: "C:\\opt\\agent" } },
    bundleStore: { url: "http://store.example.com/agent.zip" },
    answers: { userDataRuns: true },
  };
  project.write("windows.json", JSON.stringify(choices));
  const { payload, script } = dynaboot.assess(choices);
  const { stdout } = expect(0, ["render", "windows.json"]);
  expect(0, ["render", "windows.json", "--out", "windows"]);
  const read = (/** @type {string} */ name) => readFileSync(join(project.directory, "windows", name), "utf8");
  assert.equal(read(script.fileName), `\ufeff${script.text}`);
  assert.equal(read(payload.fileName), payload.content);
  for (const text of [script.text, payload.content, stdout]) assert.ok(!text.includes("\ufeff"));
});

test("render --out writes files that only their owner can read, whatever was there", () => {
  const { payload, script } = dynaboot.assess(READY);
  const out = join(project.directory, "out", "deep");
  expect(0, ["render", "ready.json", "--out", "out/deep"]);
  const check = () => {
    assert.deepEqual(readdirSync(out).sort(), [...new Set([payload.fileName, script.fileName])].sort());
    assert.equal(readFileSync(join(out, payload.fileName), "utf8"), payload.content);
    assert.equal(readFileSync(join(out, script.fileName), "utf8"), script.text);
    for (const name of readdirSync(out)) assert.equal(statSync(join(out, name)).mode & 0o777, 0o600, name);
  };
  check();
  assert.equal(statSync(out).mode & 0o777, 0o700);
  // A readable file and a link are replaced, not written through.
  project.write("out/deep/" + script.fileName, "old");
  execFileSync("chmod", ["666", join(out, script.fileName)]);
  const victim = project.write("victim", "mine");
  execFileSync("rm", [join(out, payload.fileName)]);
  symlinkSync(victim, join(out, payload.fileName));
  refused(["render", "ready.json", "--out", "out/deep"], /not made by dynaboot/);
  expect(0, ["render", "ready.json", "--out", "out/deep", "--force"]);
  check();
  assert.equal(readFileSync(victim, "utf8"), "mine");
  refused(["render", "blocked.json", "--out"], /needs a value/);
  refused(["render", "ready.json", "--out", "victim"], /cannot write to victim/);
});

test("a blocked answer lists the nearest alternatives, and json does not", () => {
  const ways = dynaboot.alternatives(BLOCKED);
  assert.ok(ways.length > 3);
  const { stdout } = expect(1, ["check", "blocked.json"]);
  const told = /\nNearest choices that are not blocked:\n([^]*?)\n\n/.exec(stdout)[1].split("\n");
  assert.equal(told.filter((line) => line.startsWith("  - ")).length, 3);
  for (const { title } of ways.slice(0, 3)) {
    assert.ok(
      told.some((line) => line.startsWith(`  - ${title}: `)),
      title,
    );
  }
  assert.deepEqual(JSON.parse(expect(1, ["check", "blocked.json", "--format", "json"]).stdout), dynaboot.check(BLOCKED));
  for (const [file, code] of [
    ["ready.json", 0],
    ["incomplete.json", 2],
  ]) {
    assert.doesNotMatch(expect(code, ["check", file]).stdout, /Nearest choices/);
  }
});

test("alternatives: all of them, 0 when there are some or nothing is blocked", () => {
  const ways = dynaboot.alternatives(BLOCKED);
  const { stdout } = expect(0, ["alternatives", "blocked.json"]);
  assert.match(stdout, /^blocked\.json: blocked\n\nNearest choices that are not blocked:\n/);
  for (const {
    title,
    edits: [{ at, to }],
  } of ways) {
    assert.ok(stdout.includes(`  - ${title}: `), title);
    assert.ok(stdout.includes(`      ${at}: ${json(to)}`), at);
  }
  assert.deepEqual(JSON.parse(expect(0, ["alternatives", "blocked.json", "--format", "json"]).stdout), ways);
  assert.equal(expect(0, ["alternatives", "incomplete.json"]).stdout, "incomplete.json: nothing is blocked; it is incomplete\n");
  assert.equal(expect(0, ["alternatives", "-", "--format=json"], json(READY)).stdout, "[]\n");
  const old = JSON.parse(expect(0, ["alternatives", "blocked.json", "--format=json", "--today", "2035-01-01"]).stdout);
  assert.deepEqual(old, dynaboot.alternatives({ ...BLOCKED, today: "2035-01-01" }));
});

test("alternatives: 1 when there is no way out", () => {
  // No other choice makes the proxy a URL.
  const stuck = { ...READY, image: { id: "bad id" }, proxy: "::" };
  assert.equal(dynaboot.check(stuck).verdict, "blocked");
  assert.deepEqual(dynaboot.alternatives(stuck), []);
  const { stdout } = expect(1, ["alternatives", "-"], json(stuck));
  assert.match(stdout, /^standard input: blocked, and no near choice is not; /);
  assert.equal(expect(1, ["alternatives", "-", "--format", "json"], json(stuck)).stdout, "[]\n");
  assert.doesNotMatch(expect(1, ["check", "-"], json(stuck)).stdout, /Nearest choices/);
});

test("alternatives refuses as check does", () => {
  refused(["alternatives", "typo.yaml"], /^dynaboot: typo\.yaml:4:3: agent\.setings: unknown field `setings`, did you mean `settings`\?/);
  refused(["alternatives"], /needs a file/);
  refused(["alternatives", "ready.json", "vm.yaml"], /takes one file; here are 2/);
  refused(["alternatives", "ready.json", "--format", "csv"], /no format `csv`; there are human and json/);
  refused(["alternatives", "nowhere.yaml"], /there is no such file/);
});

test("probe gives the script of a system, and what it says becomes edits", () => {
  const { stdout, stderr } = expect(0, ["probe", "--system", "debian-12"]);
  assert.equal(stderr, "");
  assert.equal(stdout, dynaboot.probe("debian-12").text);
  // It only looks, so it can be run here.
  const { stdout: line } = spawnSync("sh", ["-s"], { input: stdout, encoding: "utf8" });
  assert.ok(dynaboot.readProbe(line).some(({ at }) => at === "answers.downloader"));
  const generic = expect(0, ["probe", "--system", "debian-12", "--agent", "generic"]).stdout;
  assert.equal(generic, dynaboot.probe("debian-12", "generic").text);
  assert.notEqual(generic, stdout, "another agent is looked for");
  refused(["probe", "--system", "debian-12", "--agent", "genric"], /unknown agent `genric`, did you mean `generic`\?/);
  refused(["probe"], /needs the system of the image/);
  refused(["probe", "--system", "debain-12"], /unknown system `debain-12`, did you mean `debian-12`\?/);
  refused(["probe", "debian-12"], /takes no `debian-12`/);
});

test("explain shows a rule's page", () => {
  const rule = "openstack-linux-needs-net-tools";
  const page = dynaboot.explain(rule);
  const { stdout, stderr } = expect(0, ["explain", rule]);
  assert.equal(stderr, "");
  assert.ok(stdout.startsWith(`${page.severity}: ${page.title}\n`));
  for (const words of [`\n rule ${rule}\n`, page.source.url, "\n  why ", "\n   do ", "  - breaks it:"]) {
    assert.ok(stdout.includes(words), words);
  }
  assert.deepEqual(JSON.parse(expect(0, ["explain", rule, "--format", "json"]).stdout), page);
  assert.equal(expect(0, ["explain", "--format=markdown", rule]).stdout, page.markdown);
  refused(
    ["explain", "openstack-linux-need-net-tools"],
    /^dynaboot: unknown rule `openstack-linux-need-net-tools`, did you mean `openstack-linux-needs-net-tools`\?\n$/,
  );
  refused(["explain", "\x1b[2J"], /^dynaboot: unknown rule `[^\x1b]*`, expected one of /);
  refused(["explain"], /needs a rule's id/);
  refused(["explain", rule, rule], /takes one rule; here are 2/);
  refused(["explain", rule, ...TODAY], /no option `--today`/);
  refused(["explain", rule, "--format", "csv"], /no format `csv`; there are human, json and markdown/);
  // Whoever reads a finding can ask for its page.
  for (const { rule: id } of dynaboot.check(BLOCKED).findings) expect(0, ["explain", id]);
});

test("matrix draws the table, systems down and clouds across", () => {
  for (const agent of [undefined, "generic"]) {
    const table = dynaboot.matrix(agent);
    const { stdout } = expect(0, agent ? ["matrix", "--agent", agent] : ["matrix"]);
    const lines = stdout.split("\n");
    for (const line of lines) assert.ok(line.length <= 80 || !/\S\s+\S/.test(line), line);
    assert.equal(lines[0], `The support table of the agent ${table.agent}`);
    // Clouds that do not fit beside the others are drawn below them.
    const words = [["", ""], [""], [], ...table.systems.map((system) => [system])];
    for (let at = 2; !lines[at].startsWith("yes:"); at += table.systems.length + 2) {
      words[2].push(...lines[at].trim().split(/ {2,}/));
      table.systems.forEach((system, row) => {
        const [head, ...cells] = lines[at + 1 + row].trim().split(/ {2,}/);
        assert.equal(head, system);
        words[3 + row].push(...cells);
      });
    }
    assert.deepEqual(words[2], table.clouds);
    const meanings = { supported: "yes", conditional: "if", unsupported: "no", notListed: "–" };
    const notes = new Map(
      lines
        .map((line) => /^(\[\d+\]) (.*)/.exec(line))
        .filter(Boolean)
        .map(([, mark, text]) => [mark, text]),
    );
    table.systems.forEach((system, row) => {
      const [head, ...cells] = words[3 + row];
      assert.equal(head, system);
      cells.forEach((word, column) => {
        const { support, provenance } = table.cells[row * table.clouds.length + column];
        const [, meaning, mark] = /^(.*?)(\[\d+\])?$/.exec(word);
        assert.equal(meaning, meanings[support]);
        assert.equal(mark !== undefined, provenance === "ambiguous", "what is ambiguous has a footnote");
        if (mark) assert.ok(notes.has(mark));
      });
      assert.equal(cells.length, table.clouds.length);
    });
    assert.equal(
      notes.size > 0,
      table.cells.some(({ provenance }) => provenance === "ambiguous"),
    );
  }
});

test("matrix as json, markdown and csv", () => {
  const table = dynaboot.matrix();
  assert.deepEqual(JSON.parse(expect(0, ["matrix", "--format", "json"]).stdout), table);
  const markdown = expect(0, ["matrix", "--format", "markdown"]).stdout;
  const rows = markdown.split("\n").filter((line) => line.startsWith("| "));
  assert.equal(rows.length, table.systems.length + 2);
  for (const row of rows) assert.equal(row.split(" | ").length, table.clouds.length + 1, row);
  const marks = new Set(rows.join().match(/\[\^\d+\]/g));
  assert.ok(marks.size > 0);
  for (const mark of marks) assert.ok(markdown.includes(`\n${mark}: `), mark);
  const csv = expect(0, ["matrix", "--format", "csv"]).stdout;
  const [head, ...lines] = readCsv(csv);
  assert.equal(lines.length, table.cells.length);
  lines.forEach((fields, index) => {
    const line = Object.fromEntries(head.map((name, column) => [name, fields[column]]));
    const { source, ...cell } = table.cells[index];
    for (const [name, value] of Object.entries({ agent: table.agent, ...cell })) assert.equal(line[name], value, name);
    for (const name of ["sentence", "title", "url", "checkedOn"]) assert.equal(line[name], source?.[name] ?? "", name);
  });
});

/** The fields of each line. */
function readCsv(text) {
  const lines = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    lines.at(-1).push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === "\n") lines.push([]);
  }
  assert.deepEqual(lines.pop(), [], "the last line is ended");
  return lines;
}

test("calendar says what changes when, for people and for programs", () => {
  const from = ["--from", "2026-11-22"];
  const days = dynaboot.calendar("cloudcenter", "2026-11-22");
  assert.deepEqual(JSON.parse(expect(0, ["calendar", ...from, "--format", "json"]).stdout), days);
  const human = expect(0, ["calendar", ...from]).stdout;
  for (const { date, changes } of days) {
    assert.ok(human.includes(`${date}\n`), date);
    for (const { system, rule, appears } of changes) {
      assert.ok(human.includes(system));
      assert.ok(human.includes(`\n  ${rule} ${appears ? "appears" : "goes"}\n`));
    }
  }
  assert.match(human, /\n {4}on every cloud\n/);
  for (const line of human.split("\n")) assert.ok(line.length <= 80, line);
  const csv = expect(0, ["calendar", ...from, "--format", "csv"])
    .stdout.trimEnd()
    .split("\n");
  assert.equal(csv.shift(), "date,system,rule,change,clouds");
  assert.equal(
    csv.length,
    days.reduce((sum, { changes }) => sum + changes.length, 0),
  );
  const [
    {
      date,
      changes: [first],
    },
  ] = days;
  assert.equal(csv[0], [date, first.system, first.rule, first.appears ? "appears" : "goes", first.clouds.join(" ")].join());
  assert.deepEqual(
    JSON.parse(expect(0, ["calendar", "--agent", "generic", ...from, "--format", "json"]).stdout),
    dynaboot.calendar("generic", "2026-11-22"),
  );
  assert.equal(expect(0, ["calendar", "--from", "9000-01-01"]).stdout, "nothing changes with the day alone\n");
  refused(["calendar", "--agent", "gneric"], /did you mean `generic`\?/);
  refused(["calendar", "--from", "tomorrow"], /^dynaboot: --from: found `tomorrow`, expected a date like `2026-11-22`\n$/);
  refused(["calender"], /did you mean `dynaboot calendar`\?/);
});

test("matrix refuses what it does not know", () => {
  refused(["matrix", "--agent", "gneric"], /^dynaboot: unknown agent `gneric`, did you mean `generic`\?\n$/);
  refused(["matrix", "generic"], /dynaboot matrix --agent generic/);
  refused(["matrix", "--agent"], /`--agent` needs a value/);
  refused(["matrix", "--format", "cvs"], /did you mean `csv`\?/);
  refused(["matrix", "--format", "sarif"], /there are human, json, markdown and csv/);
});

test("a reader that stops early is no failure", () => {
  // More than a pipe holds.
  const files = "ready.json ".repeat(100);
  const shell = `'${COMMAND}' check ${files} --format json | head -c 10; exit \${PIPESTATUS[0]}`;
  const { status, stderr } = spawnSync("bash", ["-c", shell], { cwd: project.directory, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, "");
});

test("an output that cannot be written is told in a sentence", { skip: !existsSync("/dev/full") && "it needs /dev/full" }, () => {
  for (const call of ["matrix", "--version", "check ready.json", "check ready.json --format json", "audit ready.json"]) {
    const { status, stderr } = spawnSync("sh", ["-c", `'${COMMAND}' ${call} > /dev/full`], { cwd: project.directory, encoding: "utf8" });
    assert.match(stderr, /^dynaboot: standard output cannot be written: ENOSPC: .*\n$/, call);
    assert.equal(status, 64, call);
  }
});
