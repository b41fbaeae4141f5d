// Every example, run as its reader would run it.

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";

import { BLOCKED, makeProject, READY, ROOT } from "./project.mjs";
import { serveWorker, workerd } from "./workerd.mjs";

const project = makeProject();
const dynaboot = await (await project.entry()).load();
const PATH = `${join(project.directory, "node_modules", ".bin")}:${process.env.PATH}`;

/** Puts an example beside the installed package. */
function example(name) {
  cpSync(join(ROOT, "examples", name), project.directory, { recursive: true });
}

function shell(command) {
  const { status, stdout, stderr } = spawnSync("bash", ["-e", "-c", command], {
    cwd: project.directory,
    encoding: "utf8",
    env: { ...process.env, PATH },
  });
  return { status, stdout, stderr };
}

test("a repository of requests: each finding becomes an annotation at its line", () => {
  example("github-actions");
  const { steps } = parse(readFileSync(join(project.directory, ".github", "workflows", "vms.yml"), "utf8")).jobs.check;
  const command = (name) => steps.find((step) => step.name === name).run;
  assert.equal(shell(command("Check")).status, 1, "a blocked request fails the job");
  const { status, stdout, stderr } = shell(command("Annotate"));
  assert.equal(status, 0, stderr);
  const text = readFileSync(join(project.directory, "vms", "web.yaml"), "utf8").split("\n");
  const url = text.findIndex((line) => line.includes("url:")) + 1;
  assert.match(stdout, new RegExp(`^::error file=vms/web\\.yaml,line=${url},col=3,title=http-store::`, "m"));
  assert.doesNotMatch(stdout, /::error file=vms\/database/);
  for (const line of stdout.trim().split("\n")) {
    assert.match(line, /^::(error|warning|notice) file=vms\/\w+\.yaml,line=\d+,col=\d+,title=[a-z0-9-]+::\S/);
  }
  assert.equal(shell(command("Check").replace("vms/*.yaml", "vms/database.yaml")).status, 0);
});

test("a hook refuses a request that is blocked, by what is staged", () => {
  example("pre-commit");
  const git = (...args) =>
    spawnSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], {
      cwd: project.directory,
      encoding: "utf8",
      env: { ...process.env, PATH },
    });
  assert.equal(git("init", "-q").status, 0);
  git("config", "core.hooksPath", ".githooks");
  const commit = (choices) => {
    project.write("vms/one.json", JSON.stringify(choices));
    git("add", "vms/one.json");
    // What lies in the working tree is another thing.
    project.write("vms/one.json", "not even JSON");
    return git("commit", "-m", "a request");
  };
  const refused = commit(BLOCKED);
  assert.equal(refused.status, 1, refused.stderr);
  assert.match(refused.stdout + refused.stderr, /blocked by/);
  assert.equal(git("rev-parse", "--verify", "-q", "HEAD").status, 1, "nothing was committed");
  const taken = commit(READY);
  assert.equal(taken.status, 0, taken.stdout + taken.stderr);
  assert.equal(commit({ cloud: "aws", today: READY.today }).status, 0, "open questions may be committed");
  assert.equal(commit({ clod: "aws" }).status, 1);
});

test("a server takes nobody's word for a verdict", async () => {
  example("server");
  const server = spawn(process.execPath, ["server.mjs"], {
    cwd: project.directory,
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const url = await new Promise((done, failed) => {
      server.stdout.once("data", (text) => done(String(text).trim()));
      server.once("exit", () => failed(new Error("it ended")));
    });
    const order = async (body) => {
      const response = await fetch(url, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });
      return [response.status, await response.json()];
    };
    // What a browser says is what the package says there: its own suite compares the two.
    const said = (choices) => {
      const { verdict, policy } = dynaboot.check(choices);
      return { choices, verdict, digest: policy.digest };
    };
    const [status, body] = await order(said(READY));
    assert.deepEqual([status, body.verdict, body.field], [202, "readyWithWarnings", dynaboot.assess(READY).payload.field]);
    assert.equal((await order({ ...said(BLOCKED), verdict: "ready" }))[0], 409, "a verdict that is not true");
    assert.equal((await order({ ...said(READY), digest: "0".repeat(64) }))[0], 409, "another policy");
    assert.equal((await order(said(BLOCKED)))[0], 422);
    const [refused, why] = await order({ choices: { clod: "aws" }, verdict: "ready", digest: "" });
    assert.deepEqual([refused, why.path], [400, "clod"]);
    for (const odd of ["", "null", "[]", "{", "5"]) assert.equal((await order(odd))[0], 400, odd);
    assert.equal((await order("x".repeat(2 ** 21)))[0], 413);
    assert.equal((await order(said(READY)))[0], 202, "the next order works");
  } finally {
    server.kill();
  }
});

test("an edge worker answers", { skip: workerd.skip }, async () => {
  example("edge");
  await serveWorker(workerd.path, project, "worker.mjs", "2026-11-01", async (url) => {
    const order = async (body) => {
      const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
      return [response.status, await response.json()];
    };
    assert.deepEqual(await order(READY), [200, dynaboot.check(READY)]);
    const [status, { didYouMean }] = await order({ clod: "aws" });
    assert.deepEqual([status, didYouMean], [400, "cloud"]);
    assert.equal((await fetch(url)).status, 405);
  });
});

test("the choices of the README's file are ready", () => {
  const text = execFileSync(
    join(project.directory, "node_modules", ".bin", "dynaboot"),
    ["check", join(ROOT, "examples", "vm.yaml"), "--today", READY.today],
    { encoding: "utf8" },
  );
  assert.match(text, /: ready, with/);
});
