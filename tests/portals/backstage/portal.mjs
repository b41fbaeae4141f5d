// A portal, as somebody has it who added our packages: an app, a backend and a database.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

import { startPostgres } from "./postgres.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const EXAMPLE = join(ROOT, "examples", "backstage");
/** The package, and those of the example. */
const OURS = [
  join(ROOT, "wasm-pkg", "dist"),
  join(EXAMPLE, "packages", "backstage-plugin-scaffolder-dynaboot"),
  join(EXAMPLE, "packages", "backstage-plugin-scaffolder-backend-module-dynaboot"),
];
const APP = join("packages", "app");
const PROJECT = { name: "portal", version: "0.0.0", private: true };
const START = 120_000;

/** Makes a project below the installed packages, so that it finds them, and installs ours into it. */
export function makePortal() {
  const installed = process.env.DYNABOOT_BACKSTAGE;
  if (!installed) throw new Error("DYNABOOT_BACKSTAGE names no folder with the portal's packages: run `cargo xtask portals`");
  mkdirSync(join(installed, "runs"), { recursive: true });
  const home = mkdtempSync(join(installed, "runs", "portal-"));
  const npm = (...args) => execFileSync("npm", args, { cwd: home, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const packed = OURS.map((place) => JSON.parse(npm("pack", "--json", place))[0]);
  copyFileSync(join(HERE, ".npmrc"), join(home, ".npmrc"));
  mkdirSync(join(home, APP), { recursive: true });
  writeJson(join(home, APP, "package.json"), { ...PROJECT, name: "app" });
  writeJson(join(home, "package.json"), { ...PROJECT, workspaces: ["packages/*"] });
  npm("install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", ...packed.map(({ filename }) => `./${filename}`));
  // From here on it says what it uses, as a portal does.
  const ours = Object.fromEntries(packed.map(({ name, version }) => [name, version]));
  const dependencies = { ...JSON.parse(readFileSync(join(HERE, "package.json"), "utf8")).dependencies, ...ours };
  writeJson(join(home, "package.json"), { ...PROJECT, workspaces: ["packages/*"], dependencies });
  for (const name of ["backend.mjs", "use.ts"]) copyFileSync(join(HERE, name), join(home, name));
  for (const name of ["template.yaml", "app-config.yaml", "policy.yaml"]) copyFileSync(join(EXAMPLE, name), join(home, name));
  return {
    home,
    packed,
    dependencies,
    /** Imports an installed package's entry. */
    entry: (name) => import(pathToFileURL(join(home, "node_modules", ...name.split("/"))).href),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Builds the app with the portal's own tool, which finds our module by what its package says of itself. */
export function buildApp({ home, dependencies }) {
  const app = join(home, APP);
  const others = Object.entries(dependencies).filter(([name]) => !/\bbackend\b/.test(name));
  const project = { ...PROJECT, name: "app", backstage: { role: "frontend" }, dependencies: Object.fromEntries(others) };
  writeJson(join(app, "package.json"), project);
  mkdirSync(join(app, "src"));
  copyFileSync(join(HERE, "app.js"), join(app, "src", "index.js"));
  writeJson(join(home, "app-config.build.yaml"), { app: { baseUrl: "http://localhost", packages: "all" } });
  const tool = join(process.env.DYNABOOT_BACKSTAGE, "node_modules", "@backstage", "cli-module-build", "bin", "backstage-cli-module-build");
  const configs = ["app-config.yaml", "app-config.build.yaml"].flatMap((name) => ["--config", join(home, name)]);
  execFileSync(process.execPath, [tool, "package", "build", ...configs], { cwd: app, stdio: ["ignore", "ignore", "inherit"] });
}

/** Starts the database and the backend, and waits until it answers. */
export async function startPortal({ home }) {
  const [port, databasePort] = [await freePort(), await freePort()];
  const postgres = startPostgres(databasePort);
  const address = `http://localhost:${port}`;
  const config = {
    app: { title: "Portal", baseUrl: address, packages: "all", packageName: join(home, APP) },
    organization: { name: "Portal" },
    backend: {
      baseUrl: address,
      listen: { host: "127.0.0.1", port },
      database: { client: "pg", connection: postgres.connection },
      packages: { include: ["backstage-plugin-scaffolder-backend-module-dynaboot"] },
    },
    auth: { providers: { guest: { dangerouslyAllowOutsideDevelopment: true } } },
  };
  writeJson(join(home, "app-config.run.yaml"), config);
  const args = ["backend.mjs", "--config", "app-config.yaml", "--config", "app-config.run.yaml"];
  const backend = spawn(process.execPath, args, { cwd: home, env: { ...process.env, NODE_ENV: "production" } });
  const log = [];
  for (const stream of [backend.stdout, backend.stderr]) stream.setEncoding("utf8").on("data", (text) => log.push(text));
  const ended = once(backend, "exit");
  const stop = async () => {
    if (backend.exitCode === null && backend.signalCode === null) backend.kill("SIGKILL");
    await ended;
    postgres.stop();
  };
  const portal = { address, log: () => log.join(""), stop };
  const deadline = Date.now() + START;
  while (!(await answers(portal))) {
    if (backend.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`the backend did not start:\n${portal.log()}`);
    }
    await wait(200);
  }
  return portal;
}

/** Whether a guest can come in, and the template is there. */
async function answers(portal) {
  try {
    const api = await enter(portal);
    return (await api("catalog/entities/by-name/template/default/vm")).ok;
  } catch {
    return false;
  }
}

/** Comes in as a guest, and gives what calls the portal's API without its app. */
export async function enter({ address }) {
  const response = await fetch(`${address}/api/auth/guest/refresh`, { method: "POST" });
  if (!response.ok) throw new Error(`the portal lets no guest in: ${response.status}`);
  const { backstageIdentity } = await response.json();
  const headers = { authorization: `Bearer ${backstageIdentity.token}`, "content-type": "application/json" };
  return (path, body) =>
    fetch(`${address}/api/${path}`, {
      headers,
      ...(body && { method: "POST", body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
}

/** JSON is YAML too. */
function writeJson(path, value) {
  writeFileSync(path, JSON.stringify(value));
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
