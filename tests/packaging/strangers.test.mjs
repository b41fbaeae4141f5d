// What strangers give the command: files without an end, texts that a runner, a terminal or a spreadsheet obeys, names, folders.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { makeProject, READY } from "./project.mjs";

const project = makeProject();
const dynaboot = await (await project.entry()).load();
const COMMAND = join(project.directory, "node_modules", ".bin", "dynaboot");

function run(args, input = "") {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(COMMAND, args, { cwd: project.directory, input, encoding: "utf8", env, timeout: 120_000 });
  return { status, stdout, stderr, all: stdout + stderr };
}

function refused(args, words, input) {
  const { status, stdout, stderr } = run(args, input);
  assert.equal(status, 64, `${args.join(" ")}: ${stderr}`);
  assert.equal(stdout, "");
  assert.match(stderr, words);
}

/** Lines that GitHub, Azure Pipelines, TeamCity or a terminal would take for a command. */
const OBEYED = /^\s*::[a-z]|##[\w ]*\[|\p{Cc}(?<!\n)|\p{Cf}/imu;
/** What they would take, as it may stand in a text. */
const COMMANDS = [
  "::add-mask::ready",
  "  ::set-output name=x::y",
  "a ##vso[task.complete result=Succeeded;]b",
  "##[error]no",
  "##teamcity[buildStatus status='SUCCESS']",
  "section_start:1:x\r\u001b[0Kx",
  "\u001b]0;title\u0007",
  "\u009b31m",
  "left \u202eright",
];

const STORY = COMMANDS.join(` ${"word ".repeat(14)}`);

/** A policy with these commands in all of its texts that may hold them. */
const policy = {
  name: "acme",
  version: "3",
  rules: [
    {
      id: "says",
      title: "Acme's ##vso[x]",
      severity: "warning",
      when: { cloud: ["aws"] },
      require: { "store.url": ["ftp:*"] },
      message: "no ##vso[task.complete result=Succeeded;] [here](https://evil.example)",
      why: STORY,
      todo: STORY,
      source: { from: "dynaboot", sentence: STORY },
    },
  ],
};
project.write("policy.json", JSON.stringify(policy));
project.write("ready.json", JSON.stringify(READY));
project.write("obeyed.json", JSON.stringify({ ...READY, image: { id: "::warning::x", publisher: STORY }, bundleStore: { url: STORY } }));

test("no output is a command to a runner or a terminal", () => {
  const withPolicy = ["--policy", "policy.json"];
  for (const args of [
    ["check", "ready.json", ...withPolicy],
    ["check", "obeyed.json"],
    ["check", "obeyed.json", "--format", "json"],
    ["check", "ready.json", "--format", "sarif", ...withPolicy],
    ["check", "ready.json", "--format", "junit", ...withPolicy],
    ["check", "ready.json", "--format", "json", ...withPolicy],
    ["explain", "says", ...withPolicy],
    ["explain", "says", "--format", "json", ...withPolicy],
    ["explain", "says", "--format", "markdown", ...withPolicy],
    ["policy", "diff", "builtin", "policy.json"],
    ["policy", "diff", "builtin", "policy.json", "--format", "json"],
    ["audit", "lines.ndjson", ...withPolicy],
    ["::add-mask::x"],
    ["check", "::add-mask::x\n::stop-commands::y"],
    ["check", "--##vso[task.complete]"],
    ["check", "ready.json", "--format", "##vso[x]"],
  ]) {
    project.write("lines.ndjson", `${JSON.stringify(READY)}\n${JSON.stringify({ [COMMANDS[2]]: 1 })}\n`);
    const { all } = run(args);
    assert.ok(all.length > 20, args.join(" "));
    assert.doesNotMatch(all, OBEYED, args.join(" "));
  }
});

test("what is escaped means what it meant", () => {
  const { stdout } = run(["check", "ready.json", "--format", "json", "--policy", "policy.json"]);
  const [says] = JSON.parse(stdout).findings.filter(({ rule }) => rule === "says");
  assert.equal(says.why, STORY);
  const log = JSON.parse(run(["check", "ready.json", "--format", "sarif", "--policy", "policy.json"]).stdout);
  const [found] = log.runs[0].results.filter(({ ruleId }) => ruleId === "says");
  assert.ok(found.message.text.includes("\\[here\\](https://evil.example)"), found.message.text);
});

test("a spreadsheet works nothing out", () => {
  const cell = { agent: "cloudcenter", cloud: "aws", system: "debian-12", support: "supported" };
  const texts = ['=HYPERLINK("https://evil.example")', "+1", "-1", "@x", "\t=1", " =1"];
  for (const text of texts) {
    const source = { from: "dynaboot", sentence: text };
    project.write("cells.json", JSON.stringify({ name: "acme", version: "3", cells: [{ ...cell, text, source }] }));
    const { stdout, stderr } = run(["matrix", "--format", "csv", "--policy", "cells.json"]);
    const [row] = stdout.split("\n").filter((line) => line.startsWith("cloudcenter,debian-12,aws,"));
    assert.ok(row, stderr);
    assert.doesNotMatch(row, /(^|,)"?\s*[=+@-]/, row);
  }
});

test("only regular files are read, and no more of them than a file has", () => {
  symlinkSync("/dev/zero", join(project.directory, "endless.json"));
  execFileSync("mkfifo", [join(project.directory, "pipe.json")]);
  mkdirSync(join(project.directory, "folder.json"));
  for (const command of [["check"], ["render"], ["alternatives"], ["audit"], ["policy", "check"], ["check", "ready.json", "--policy"]]) {
    refused([...command, "endless.json"], /endless\.json: it is no regular file/);
    refused([...command, "pipe.json"], /pipe\.json: it is no regular file/);
    refused([...command, "folder.json"], /it is a directory/);
  }
  writeFileSync(join(project.directory, "large.json"), " ".repeat(5 * 2 ** 20));
  refused(["check", "large.json"], /larger than 4 MB/);
  refused(["check", "-"], /larger than 4 MB/, " ".repeat(5 * 2 ** 20));
});

test("files with much in them are refused, not chewed", () => {
  const keys = Array.from({ length: 120_000 }, (_, index) => `k${index}: 1\n`).join("");
  refused(["check", "-"], /unknown field|too many values/, keys);
  refused(["check", "-"], /more than 200000 lines/, "a\n".repeat(2_000_000));
  refused(
    ["check", "-"],
    /unknown field|too many values/,
    `{${Array.from({ length: 120_000 }, (_, index) => `"k${index}": 1`).join(",")}}`,
  );
  for (const text of ["[".repeat(100_000), "- ".repeat(50_000), "a: ".repeat(50_000), "{".repeat(100_000)]) {
    refused(["check", "-"], /nested too deeply|cannot be read/, text);
  }
  refused(["check", "-"], /must be unique/, "cloud: aws\nsystem: debian-12\ncloud: azure\n");
  refused(["check", "-"], /must be unique/, '{ "cloud": "aws", "agent": { "id": "generic", "id": "generic" } }');
});

test("nothing is written over that is not its own", () => {
  const { payload, script } = dynaboot.assess(READY);
  for (const name of new Set([payload.fileName, script.fileName])) {
    project.write(`theirs/${name}`, "theirs");
    const refusal = run(["render", "ready.json", "--out", "theirs"]);
    assert.equal(refusal.status, 64);
    assert.match(refusal.stderr, /not made by dynaboot; choose another folder, or add --force/);
    assert.equal(readFileSync(join(project.directory, "theirs", name), "utf8"), "theirs");
  }
  assert.equal(run(["render", "ready.json", "--out", "theirs", "--force"]).status, 0);
  assert.equal(run(["render", "ready.json", "--out", "theirs"]).status, 0, "its own is written again");
  const packed = { ...READY, userPart: `#!/bin/sh\n${"echo a; ".repeat(2_000)}\n` };
  project.write("packed.json", JSON.stringify(packed));
  assert.notEqual(dynaboot.assess(packed).payload.encoding, "raw");
  for (let round = 0; round < 2; round++) assert.equal(run(["render", "packed.json", "--out", "packed"]).status, 0);
});

test("a file's name is quoted where it is to be pasted", () => {
  for (const [name, quoted] of [
    ["a b.json", "'a b.json'"],
    ["$(touch x).json", "'$(touch x).json'"],
    ["it's.json", "'it'\\''s.json'"],
    ["a;b&c.json", "'a;b&c.json'"],
    ["plain-1.json", "plain-1.json"],
  ]) {
    project.write(name, JSON.stringify(READY));
    const { stdout } = run(["check", name]);
    assert.ok(stdout.endsWith(`\nNext: dynaboot render ${quoted}\n`), stdout);
  }
  assert.match(run(["$(id)/x.yaml"]).stderr, /dynaboot check '\$\(id\)\/x\.yaml'$/m);
});
