// What servers are told to say of the page's files: in each one's words, the same of every file.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, test } from "node:test";

import { parse } from "smol-toml";

import { ROOT } from "./project.mjs";

const RELEASE = process.env.DYNABOOT_RELEASE ?? join(ROOT, "target", "xtask", "release");
const page = readdirSync(RELEASE).find((name) => name.endsWith(".zip"));
const directory = mkdtempSync(join(tmpdir(), "dynaboot-headers-"));
after(() => rmSync(directory, { recursive: true, force: true }));
execFileSync("unzip", ["-q", join(RELEASE, page), "-d", directory]);
const folder = join(directory, page.slice(0, -".zip".length));
const read = (name) => readFileSync(join(folder, name), "utf8");
const names = readdirSync(folder).filter((name) => name !== "servers" && name !== "_headers");

const source = parse(readFileSync(join(ROOT, "web", "headers.toml"), "utf8"));
const hashed = new RegExp(source.hashed);
const cacheOf = (name) => (hashed.test(name) ? source.cache.hashed : source.cache.others);
const expected = (name) => ({ ...source.always, "Cache-Control": cacheOf(name) });

/** Names whose number has fewer digits than most, and those that only look like one. */
const FOREVER = [
  "dynaboot-web-6be365c66ae2f7_bg.wasm",
  "dynaboot-web-6be365c66ae2f7.js",
  "start-0123456789abcde.js",
  "page-6be365c66ae2f7c7.css",
];
const ASKED_FOR = ["index.html", "service-worker.js", "icon-192.png", "policy.json", "acme-deadbeef.html", "a-6be365c66ae2f7c7.js.map", ""];

test("the page is refused to every frame, and what has its content's number stays", () => {
  assert.match(source.always["Content-Security-Policy"], /frame-ancestors 'none'/);
  assert.equal(source.always["X-Frame-Options"], "DENY");
  for (const name of FOREVER) assert.match(name, hashed);
  for (const name of ASKED_FOR) assert.doesNotMatch(name, hashed);
  assert.ok(names.filter((name) => hashed.test(name)).length >= 4, "glue, program, starter and styles");
});

test("nginx says it", () => {
  const text = read("servers/nginx.conf");
  const [outer, inner] = text.split(/location ~ "([^"]+)" \{/).filter((_, index) => index !== 1);
  const pattern = new RegExp(/location ~ "([^"]+)" \{/.exec(text)[1]);
  const said = (block) =>
    Object.fromEntries([...block.matchAll(/add_header (\S+) "([^"]*)" always;/g)].map(([, name, value]) => [name, value]));
  // A location that says headers has none of those around it.
  for (const name of [...names, ...FOREVER, ...ASKED_FOR]) {
    assert.deepEqual(said(pattern.test(`/dynaboot/${name}`) ? inner : outer), expected(name), name);
  }
  const types = Object.fromEntries([...text.matchAll(/^ {8}(\S+\/\S+) (\w+);$/gm)].map(([, kind, end]) => [end, kind]));
  for (const name of names) {
    const end = extname(name).slice(1);
    if (end) assert.equal(types[end], source.types[end].split(";")[0], name);
  }
});

test("Caddy says it", () => {
  const text = read("servers/Caddyfile");
  const always = Object.fromEntries([...text.matchAll(/^\t\t(\S+) "([^"]*)"$/gm)].map(([, name, value]) => [name, value]));
  const matchers = new Map(
    [...text.matchAll(/@(\w+) (not )?path_regexp (\S+)/g)].map(([, id, not, pattern]) => [id, { not, pattern: new RegExp(pattern) }]),
  );
  const caches = [...text.matchAll(/header @(\w+) Cache-Control "([^"]*)"/g)];
  for (const name of [...names, ...FOREVER, ...ASKED_FOR]) {
    const held = caches.filter(([, id]) => matchers.get(id).pattern.test(`/${name}`) !== Boolean(matchers.get(id).not));
    assert.deepEqual(
      held.map(([, , value]) => value),
      [cacheOf(name)],
      name,
    );
    assert.deepEqual({ ...always, "Cache-Control": held[0][2] }, expected(name));
  }
});

test("hosts that read `_headers` are told each header once", () => {
  const rules = new Map();
  for (const line of read("_headers")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))) {
    if (line.startsWith("/")) rules.set(line, []);
    else [...rules.values()].at(-1).push(/^ {2}([\w-]+): (.*)$/.exec(line).slice(1));
  }
  for (const name of [...names, ""]) {
    const said = [...(rules.get("/*") ?? []), ...(rules.get(`/${name}`) ?? [])];
    assert.equal(new Set(said.map(([header]) => header)).size, said.length, name);
    assert.deepEqual(Object.fromEntries(said), expected(name), name);
  }
  assert.equal(rules.size, names.length + 2);
});

test("CloudFront and the objects of S3 say it together", () => {
  const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = JSON.parse(read("servers/cloudfront.json"));
  assert.equal(custom.Quantity, custom.Items.length);
  assert.ok([...Object.values(security), ...custom.Items].every(({ Override }) => Override === true));
  const always = {
    ...Object.fromEntries(custom.Items.map(({ Header, Value }) => [Header, Value])),
    "Content-Security-Policy": security.ContentSecurityPolicy.ContentSecurityPolicy,
    "Referrer-Policy": security.ReferrerPolicy.ReferrerPolicy,
    "X-Content-Type-Options": security.ContentTypeOptions && "nosniff",
    "X-Frame-Options": security.FrameOptions.FrameOption,
  };
  // The script runs for real; only the cloud is not there.
  const bin = join(directory, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "aws"), '#!/bin/sh\nprintf "%s\\t" "$@" >> "$UPLOADED"; echo >> "$UPLOADED"\n');
  chmodSync(join(bin, "aws"), 0o755);
  const uploaded = join(directory, "uploaded");
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, UPLOADED: uploaded };
  execFileSync("sh", [join(folder, "servers", "s3-upload.sh"), "s3://bucket/some/folder/"], { cwd: directory, env });
  const calls = readFileSync(uploaded, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  for (const [s3, cp, , name, to, , type, , cache] of calls) {
    assert.deepEqual([s3, cp, to], ["s3", "cp", `s3://bucket/some/folder/${name}`]);
    assert.equal(type, source.types[extname(name).slice(1) || "txt"], name);
    assert.deepEqual({ ...always, "Cache-Control": cache }, expected(name), name);
  }
  const put = calls.map((call) => call[3]);
  assert.deepEqual([...put].sort(), [...names].sort());
  assert.equal(put.at(-1), "index.html", "what it names is there before it");
  assert.throws(() => execFileSync("sh", [join(folder, "servers", "s3-upload.sh")], { env, stdio: "pipe" }), { status: 2 });
});
