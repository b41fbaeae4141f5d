// A portal, as somebody has it who added our packages: an app, a backend and a database.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

import { startPostgres } from "./postgres.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const EXAMPLE = join(ROOT, "examples", "backstage");
/** The package, and those of the example. */
const OURS = [
  process.env.DYNABOOT_PACKAGE ?? join(ROOT, "wasm-pkg", "dist"),
  join(EXAMPLE, "packages", "backstage-plugin-scaffolder-dynaboot"),
  join(EXAMPLE, "packages", "backstage-plugin-scaffolder-backend-module-dynaboot"),
];
/** Images and fonts that the portal's packages import. */
const ASSETS = Object.fromEntries(["png", "svg", "woff", "woff2"].map((name) => [`.${name}`, "file"]));
const START = 120_000;

/** Makes a project below the installed packages, so that it finds them, and installs ours into it. */
export function makePortal() {
  const installed = process.env.DYNABOOT_BACKSTAGE;
  if (!installed) throw new Error("DYNABOOT_BACKSTAGE names no folder with the portal's packages: run `cargo xtask portals`");
  mkdirSync(join(installed, "runs"), { recursive: true });
  const home = mkdtempSync(join(installed, "runs", "portal-"));
  const npm = (...args) => execFileSync("npm", args, { cwd: home, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const { dependencies } = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8"));
  const packed = OURS.map((place) => JSON.parse(npm("pack", "--json", place))[0]);
  copyFileSync(join(HERE, ".npmrc"), join(home, ".npmrc"));
  writeFileSync(join(home, "package.json"), JSON.stringify({ name: "portal", version: "0.0.0", private: true, type: "module" }));
  npm("install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", ...packed.map(({ filename }) => `./${filename}`));
  // From here on it says what it uses, as a portal does.
  const ours = Object.fromEntries(packed.map(({ name, version }) => [name, version]));
  const project = { name: "portal", version: "0.0.0", private: true, type: "module", dependencies: { ...dependencies, ...ours } };
  writeFileSync(join(home, "package.json"), JSON.stringify(project));
  for (const name of ["backend.mjs", "app.js", "globals.js"]) copyFileSync(join(HERE, name), join(home, name));
  for (const name of ["template.yaml", "app-config.yaml", "policy.yaml"]) copyFileSync(join(EXAMPLE, name), join(home, name));
  return {
    home,
    packed,
    /** Imports an installed package's entry. */
    entry: (name) => import(pathToFileURL(join(home, "node_modules", ...name.split("/"))).href),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Bundles the app, and leaves it where the backend serves it from. */
export async function buildApp({ home }) {
  const app = join(home, "app");
  const dist = join(app, "dist");
  await build({
    absWorkingDir: home,
    entryPoints: ["app.js"],
    outdir: join(dist, "static"),
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    inject: ["globals.js"],
    alias: { stream: "readable-stream" },
    loader: ASSETS,
    logLevel: "error",
  });
  writeFileSync(join(app, "package.json"), JSON.stringify({ name: "app", version: "0.0.0", private: true }));
  cpSync(join(HERE, "index.html.tmpl"), join(dist, "index.html.tmpl"));
  // What of the configuration a browser may see, by the packages' own word.
  const schema = join(home, "schema.mjs");
  writeFileSync(
    schema,
    `import { loadConfigSchema } from "@backstage/config-loader";
     const names = ["@backstage/frontend-defaults", "@backstage/plugin-scaffolder", "@backstage/plugin-catalog", "backstage-plugin-scaffolder-dynaboot"];
     const schema = await loadConfigSchema({ dependencies: names });
     process.stdout.write(JSON.stringify(schema.serialize()));`,
  );
  writeFileSync(join(dist, ".config-schema.json"), execFileSync(process.execPath, [schema], { cwd: home, maxBuffer: 2 ** 26 }));
}

/** Starts the database and the backend, and waits until it answers. */
export async function startPortal({ home }) {
  const [port, databasePort] = [await freePort(), await freePort()];
  const postgres = startPostgres(databasePort);
  const address = `http://localhost:${port}`;
  const config = {
    app: { title: "Portal", baseUrl: address, packageName: join(home, "app") },
    organization: { name: "Portal" },
    backend: {
      baseUrl: address,
      listen: { host: "127.0.0.1", port },
      database: { client: "pg", connection: postgres.connection },
      packages: { include: ["backstage-plugin-scaffolder-backend-module-dynaboot"] },
    },
    auth: { providers: { guest: { dangerouslyAllowOutsideDevelopment: true } } },
  };
  // JSON is YAML too.
  writeFileSync(join(home, "app-config.run.yaml"), JSON.stringify(config));
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

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
