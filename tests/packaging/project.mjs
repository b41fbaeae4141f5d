// An empty project somewhere else, into which the packed package is installed: what a user has, and nothing of ours.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The packages that the suites use. */
export const MODULES = join(ROOT, "tests", "node_modules");
const DIST = join(ROOT, "wasm-pkg", "dist");

/** Choices that lead to a script, for a day that stays the same. */
export const READY = Object.freeze({
  cloud: "aws",
  system: "centos-7",
  agent: { onImage: "absent", settings: { brokerHost: "broker.example.com" } },
  bundleStore: { url: "http://store.example.com/5.2.2/bundle" },
  packageStore: { url: "https://repo.example.com" },
  today: "2026-11-22",
});
/** Choices that no image can meet. */
export const BLOCKED = Object.freeze({ cloud: "openstack", system: "rhel-7", today: "2026-11-22" });
export const INCOMPLETE = Object.freeze({ cloud: "aws", today: "2026-11-22" });

const npm = (args, cwd) =>
  execFileSync(process.platform === "win32" ? "npm.cmd" : "npm", args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });

/** Makes the project; it goes when the tests of the file are done. */
export function makeProject() {
  const directory = mkdtempSync(join(tmpdir(), "dynaboot-packaging-"));
  after(() => rmSync(directory, { recursive: true, force: true }));
  const [packed] = JSON.parse(npm(["pack", "--json", "--pack-destination", directory, DIST], directory));
  const tarball = join(directory, packed.filename);
  writeFileSync(join(directory, "package.json"), JSON.stringify({ private: true, type: "module" }));
  npm(["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", tarball], directory);
  const home = join(directory, "node_modules", "dynaboot");
  return {
    directory,
    home,
    packed,
    /** Writes a file of the project. */
    write(name, text) {
      const path = join(directory, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return path;
    },
    /** Runs Node.js in the project, and gives what it wrote. */
    node: (...args) => execFileSync(process.execPath, args, { cwd: directory, encoding: "utf8" }),
    /** Imports an entry of the installed package. */
    entry: (name = "index.js") => import(pathToFileURL(join(home, name)).href),
  };
}

/** The program of a package that brings one for each machine. */
export function program(...places) {
  const path = places.map((place) => join(MODULES, place)).find(existsSync);
  // Their packages have none for this machine.
  return { path, skip: path || process.env.CI === "true" ? false : `${places[0]} is not for this machine` };
}
