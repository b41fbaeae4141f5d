// What `cargo xtask dist` makes: whole, named, checked, and usable where there is no network.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, test } from "node:test";

import { Spec, Validation } from "@cyclonedx/cyclonedx-library";

import { ROOT } from "./project.mjs";

const RELEASE = process.env.DYNABOOT_RELEASE ?? join(ROOT, "target", "xtask", "release");
const { version } = JSON.parse(readFileSync(join(ROOT, "wasm-pkg", "dist", "package.json"), "utf8"));
const PACKAGE = `dynaboot-${version}.tgz`;
const PAGE = `dynaboot-page-${version}`;
const BILL = `dynaboot-${version}.cdx.json`;

const directory = mkdtempSync(join(tmpdir(), "dynaboot-release-"));
after(() => rmSync(directory, { recursive: true, force: true }));
const read = (name) => readFileSync(join(RELEASE, name));
const bill = JSON.parse(read(BILL));
const usedIn = (place) =>
  bill.components.filter(({ properties }) => properties.some(({ name, value }) => name === "dynaboot:in" && value === place));

/** Every file below a directory, by its name there. */
function tree(root) {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map((entry) => join(entry.parentPath, entry.name)).map((path) => [relative(root, path), readFileSync(path)]));
}

test("it is whole, and every file has its checksum", () => {
  const files = readdirSync(RELEASE).sort();
  assert.deepEqual(files, ["SHA256SUMS", BILL, PACKAGE, `${PAGE}.zip`, "rust-standard-library.html"].sort());
  const lines = read("SHA256SUMS").toString().trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => line.slice(66)),
    files.filter((name) => name !== "SHA256SUMS"),
  );
  for (const line of lines) {
    const name = line.slice(66);
    assert.equal(line, `${createHash("sha256").update(read(name)).digest("hex")}  ${name}`);
  }
});

test("the bill of materials is CycloneDX, and names what is really in it", async () => {
  const problems = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(JSON.stringify(bill));
  assert.equal(problems, null, JSON.stringify(problems?.slice?.(0, 5), null, 2));
  const names = bill.components.map(({ "bom-ref": reference }) => reference);
  assert.deepEqual([...new Set(names)], names, "each is there once");
  for (const { name, licenses, purl, hashes } of bill.components) {
    assert.ok(licenses.length > 0, name);
    if (purl?.startsWith("pkg:cargo/")) assert.match(hashes[0].content, /^[0-9a-f]{64}$/, name);
  }
  const inPackage = usedIn("npm package").map(({ name }) => name);
  const inPage = usedIn("page").map(({ name }) => name);
  for (const name of ["serde", "wasm-bindgen", "rust-standard-library"]) assert.ok(inPackage.includes(name) && inPage.includes(name), name);
  for (const name of ["yew", "@picocss/pico"]) assert.ok(inPage.includes(name) && !inPackage.includes(name), name);
  assert.deepEqual(
    usedIn("beside the npm package").map(({ purl }) => purl.split("@")[0]),
    ["pkg:npm/smol-toml", "pkg:npm/yaml"],
  );
  // What runs while compiling, or in tests alone, is in nothing.
  for (const name of ["serde_derive", "syn", "schemars", "proptest", "toml", "dynaboot-core"]) {
    assert.ok(!names.some((one) => one.includes(`/${name}@`)), name);
  }
  assert.deepEqual(bill.dependencies[0].dependsOn, names);
  assert.ok(!("timestamp" in bill.metadata) && !("serialNumber" in bill), "nothing in it changes by itself");
});

test("the package is the one that the suite tests, and npm takes it", () => {
  writeFileSync(join(directory, "package.json"), "{}");
  execFileSync("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", join(RELEASE, PACKAGE)], {
    cwd: directory,
    stdio: "pipe",
  });
  const installed = tree(join(directory, "node_modules", "dynaboot"));
  const built = tree(join(ROOT, "wasm-pkg", "dist"));
  assert.deepEqual([...installed.keys()].sort(), [...built.keys()].sort());
  for (const [name, content] of built) assert.ok(content.equals(installed.get(name)), name);
  const command = join(directory, "node_modules", ".bin", "dynaboot");
  assert.equal(execFileSync(command, ["--version"], { encoding: "utf8" }).trim(), version);
  const listed = execFileSync("tar", ["--utc", "--numeric-owner", "-tvzf", join(RELEASE, PACKAGE)], { encoding: "utf8" })
    .trim()
    .split("\n");
  const paths = listed.map((line) => line.split(/\s+/)[5]);
  assert.deepEqual(paths, [...paths].sort(), "sorted");
  for (const line of listed) assert.match(line, /^-(rwxr-xr-x|rw-r--r--) /);
  assert.equal(
    new Set(
      listed.map((line) =>
        line
          .split(/\s+/)
          .slice(1, 5)
          .filter((_, index) => index !== 1)
          .join(" "),
      ),
    ).size,
    1,
    "one owner and one time",
  );
  assert.deepEqual(
    listed.filter((line) => line.startsWith("-rwx")).map((line) => line.split("package/")[1]),
    ["cli/main.js"],
  );
});

test("the notices name every part, with the text of its licence", () => {
  execFileSync("unzip", ["-q", "-o", join(RELEASE, `${PAGE}.zip`), "-d", directory]);
  for (const [path, place] of [
    [join(directory, "node_modules", "dynaboot"), "npm package"],
    [join(directory, PAGE), "page"],
  ]) {
    const notices = readFileSync(join(path, "THIRD-PARTY-NOTICES.txt"), "utf8");
    assert.ok(existsSync(join(path, "LICENSE")));
    for (const { name, version, purl } of usedIn(place)) {
      if (purl?.startsWith("pkg:cargo/")) {
        assert.match(notices, new RegExp(`(^|[ ,])${name} ${version.replaceAll(".", "\\.")}($|,)`, "m"), name);
      }
    }
    assert.match(notices, /the standard library of Rust/);
    assert.equal(/Copyright \(c\) 2019-\d+ Pico/.test(notices), place === "page");
    assert.match(notices, /UNICODE LICENSE V3/, "a licence that asks for its text");
  }
});

test("the page works from a folder of any server, without another network", async () => {
  assert.deepEqual(
    [...tree(join(directory, PAGE)).keys()].sort(),
    [
      ...tree(join(ROOT, "dist")).keys(),
      "LICENSE",
      "README.txt",
      "THIRD-PARTY-NOTICES.txt",
      "_headers",
      ...["Caddyfile", "cloudfront.json", "nginx.conf", "s3-upload.sh"].map((name) => `servers/${name}`),
    ].sort(),
  );
  process.env.DYNABOOT_DIST = join(directory, PAGE);
  const { fillReady, open, start, verdict } = await import("../browser/page.mjs");
  const host = await start();
  try {
    await host.context.route("**/*", (route) => (route.request().url().startsWith(host.origin) ? route.continue() : route.abort()));
    const { page, requests, complaints } = await open(host);
    await fillReady(page);
    assert.match(await verdict(page).innerText(), /^Ready/);
    assert.deepEqual(
      requests.filter((url) => !url.startsWith(host.address) && !url.startsWith("blob:")),
      [],
    );
    assert.deepEqual(complaints, []);
  } finally {
    await host.stop();
  }
});

test("nothing that is shipped names a place of the machine that made it", () => {
  const places = [join(homedir(), ".cargo"), ROOT.replace(/\/$/, ""), process.env.CARGO_HOME].filter(Boolean);
  for (const root of ["wasm-pkg/dist", "dist"]) {
    for (const [name, content] of tree(join(ROOT, root))) {
      const named = [...places, ".cargo/registry", "/rustup/toolchains/"].filter((place) => content.includes(place));
      assert.deepEqual(named, [], `${root}/${name}`);
    }
  }
});
