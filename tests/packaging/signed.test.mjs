// Signed policies through the packed package: what holds in every form, and what is refused at `signature`.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

import { makeKey } from "../minisign.mjs";
import { makeProject, READY } from "./project.mjs";

const project = makeProject();
const { load, loadSync, DynabootError, PolicyError } = await project.entry();
const ACME = { name: "acme", version: "3", change: { "http-store": { severity: "error" } } };
const bytes = new TextEncoder().encode(JSON.stringify(ACME));
const key = makeKey();

/** Both ways to load refuse options, at a path and with words. */
async function refuses(options, path, told) {
  const check = (error) => {
    assert.ok(error instanceof DynabootError, String(error));
    assert.equal(error.path, path, error.message);
    assert.match(error.message, told);
    return true;
  };
  await assert.rejects(load(options), check);
  assert.throws(() => loadSync(options), check);
}

test("bytes alone are read as they are", async () => {
  const acme = await load({ policyBytes: bytes });
  assert.equal(acme.check(READY).verdict, "blocked");
  assert.deepEqual(acme.differences(await load({ policy: ACME })), []);
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
  for (const policyBytes of [Buffer.from(bytes), marked, new Uint8Array(new SharedArrayBuffer(bytes.length)).fill(32)]) {
    policyBytes.set(policyBytes === marked ? marked : bytes);
    assert.equal(loadSync({ policyBytes }).check({}).policy.name, "acme");
  }
  assert.equal(await load({ policyBytes: null, signature: undefined, publicKey: null }), await load());
});

test("a signature that holds is taken, in both forms of it and of the key", async () => {
  for (const old of [false, true]) {
    for (const publicKey of [key.line, `${key.line}\n`, key.file, key.file.replaceAll("\n", "\r\n")]) {
      const signature = key.sign(bytes, { old });
      const acme = await load({ policyBytes: bytes, signature, publicKey });
      assert.equal(acme.check({}).policy.name, "acme");
      assert.deepEqual(loadSync({ policyBytes: bytes, signature, publicKey }).check(READY), acme.check(READY));
    }
  }
});

test("what does not hold is refused before it is read", async () => {
  const other = new TextEncoder().encode(JSON.stringify({ ...ACME, version: "4" }));
  for (const old of [false, true]) {
    const signature = key.sign(bytes, { old });
    const signed = { policyBytes: bytes, signature, publicKey: key.line };
    await refuses({ ...signed, policyBytes: other }, "signature", /does not hold/);
    await refuses({ ...signed, policyBytes: new Uint8Array() }, "signature", /does not hold/);
    await refuses({ ...signed, policyBytes: Buffer.from("no JSON") }, "signature", /does not hold/);
    await refuses({ ...signed, signature: signature.replace("policy.json", "other.json") }, "signature", /does not hold/);
    await refuses({ ...signed, signature: makeKey(key.id).sign(bytes, { old }) }, "signature", /does not hold/);
    await refuses({ ...signed, publicKey: makeKey().line }, "signature", /another key/);
    const [comment, , ...rest] = signature.split("\n");
    const [, swapped] = key.sign(other, { old }).split("\n");
    await refuses({ ...signed, signature: [comment, swapped, ...rest].join("\n") }, "signature", /does not hold/);
  }
  const cuts = Array.from({ length: 40 }, (_, index) => key.sign(bytes).slice(0, index * 7));
  for (const signature of ["", "\n\n\n\n", "\ud800", key.line, key.sign(bytes).replace("trusted comment: t", "t"), ...cuts]) {
    await refuses({ policyBytes: bytes, signature, publicKey: key.line }, "signature", /no signature|does not hold/);
  }
  for (const publicKey of ["", "RW", "\ud800", `${key.line}AAAA`, key.sign(bytes)]) {
    await refuses({ policyBytes: bytes, signature: key.sign(bytes), publicKey }, "signature", /public key that cannot be read/);
  }
});

test("half a signature, or one for what has no bytes, is refused", async () => {
  const [signature, publicKey] = [key.sign(bytes), key.line];
  await refuses({ policyBytes: bytes, signature }, "signature", /one without the other/);
  await refuses({ policyBytes: bytes, publicKey }, "signature", /one without the other/);
  await refuses({ policyBytes: bytes, signature, publicKey: 3 }, "signature", /no text/);
  await refuses({ policyBytes: bytes, signature: bytes, publicKey }, "signature", /no text/);
  for (const given of [{ signature }, { publicKey }, { signature, publicKey }]) {
    await refuses({ policy: ACME, ...given }, "signature", /a policy without bytes/);
    await refuses(given, "signature", /one without a policy/);
  }
  await refuses({ policy: ACME, policyBytes: bytes }, "policyBytes", /a policy beside it/);
});

test("bytes that are no policy say what they are", async () => {
  for (const policyBytes of ["text", [123], new ArrayBuffer(2), new DataView(new ArrayBuffer(2)), new Uint16Array(2), {}, 3]) {
    await refuses({ policyBytes }, "policyBytes", /a Uint8Array of JSON in UTF-8/);
  }
  await refuses({ policyBytes: new Proxy(bytes, {}) }, "policyBytes", /a Uint8Array/);
  await refuses({ policyBytes: Buffer.from([0x22, 0xff, 0x22]) }, "policyBytes", /no UTF-8/);
  await refuses({ policyBytes: Buffer.from("{ 'name': 1 }") }, "policyBytes", /no JSON/);
  await refuses({ policyBytes: new Uint8Array(4 * 1024 * 1024 + 1) }, "policyBytes", /at most 4 MiB/);
  await refuses({ policyBytes: Buffer.from("null") }, "", /null/);
  await assert.rejects(load({ policyBytes: Buffer.from('{ "name": "acme", "verison": "1" }') }), (error) => {
    assert.ok(error instanceof PolicyError);
    return error.mistakes.some(({ path, didYouMean }) => path === "verison" && didYouMean === "version");
  });
});

test("nobody changes bytes while they are looked at", async () => {
  const own = new Uint8Array(bytes);
  const loading = load({ policyBytes: own, signature: key.sign(bytes), publicKey: key.line });
  own.set(new TextEncoder().encode(JSON.stringify({ ...ACME, version: "4" })));
  assert.equal((await loading).check({}).policy.version, "3");
});

test("the command verifies the file that it reads, whatever its form", () => {
  const yaml = 'name: acme\nversion: "3"\nchange:\n  http-store: { severity: error }\n';
  const dynaboot = (...args) =>
    spawnSync(process.execPath, [join(project.home, "cli/main.js"), ...args], { cwd: project.directory, encoding: "utf8" });
  project.write("vm.json", JSON.stringify(READY));
  project.write("acme.pub", key.file);
  project.write("acme.yaml", yaml);
  project.write("acme.json", JSON.stringify(ACME));
  for (const [name, text] of [
    ["acme.yaml", yaml],
    ["acme.json", JSON.stringify(ACME)],
  ]) {
    project.write(`${name}.minisig`, key.sign(Buffer.from(text)));
    for (const by of [key.line, "acme.pub"]) {
      const { status, stdout, stderr } = dynaboot("check", "vm.json", "--policy", name, "--policy-key", by, "--format", "json");
      assert.equal(status, 1, stderr);
      assert.equal(JSON.parse(stdout).policy.name, "acme");
      assert.equal(dynaboot("policy", "check", name, "--policy-key", by).status, 0);
      assert.equal(dynaboot("matrix", "--policy", name, "--policy-key", by).status, 0);
    }
  }
  project.write("fleet.ndjson", `${JSON.stringify(READY)}\n`);
  assert.equal(dynaboot("audit", "fleet.ndjson", "--policy", "acme.yaml", "--policy-key", key.line).status, 1);
  const refused = (told, ...args) => {
    const { status, stdout, stderr } = dynaboot(...args);
    assert.equal(status, 64, stdout);
    assert.match(stderr, told);
    assert.equal(stdout, "");
  };
  const check = ["check", "vm.json", "--policy", "acme.yaml"];
  refused(/acme\.yaml\.minisig: signature: found a signature by another key/, ...check, "--policy-key", makeKey().line);
  refused(/acme\.yaml\.minisig: .*does not hold/, ...check, "--policy-key", makeKey(key.id).line);
  refused(/no-key\.pub: there is no such file/, ...check, "--policy-key", "no-key.pub");
  refused(/acme\.yaml\.minisig: .*public key that cannot be read/, ...check, "--policy-key", "vm.json");
  refused(/`--policy-key` needs the policy/, "check", "vm.json", "--policy-key", key.line);
  refused(/`--policy-key` needs a policy in a file/, "check", "vm.json", "--policy", "-", "--policy-key", key.line);
  refused(/verifies no signature/, "policy", "diff", "acme.yaml", "builtin", "--policy-key", key.line);
  project.write("acme.yaml", yaml.replace('"3"', '"4"'));
  refused(/does not hold/, ...check, "--policy-key", key.line);
  project.write("new.json", JSON.stringify(ACME));
  refused(/new\.json\.minisig: there is no such file/, "check", "vm.json", "--policy", "new.json", "--policy-key", key.line);
});
