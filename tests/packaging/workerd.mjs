// A worker in workerd, bundled as wrangler does it: the worker is one module, the wasm stays a file of its own.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

import { build } from "esbuild";

import { program } from "./project.mjs";

export const workerd = program(
  "@cloudflare/workerd-linux-64/bin/workerd",
  "@cloudflare/workerd-linux-arm64/bin/workerd",
  "@cloudflare/workerd-darwin-arm64/bin/workerd",
);

/**
 * Serves a file of the project while something is asked of it.
 *
 * @param {string} date The compatibility date.
 * @param {(url: string) => Promise<void>} ask
 */
export async function serveWorker(path, project, file, date, ask) {
  const bundle = file.replace(/\.mjs$/, ".bundle.mjs");
  await build({
    entryPoints: [join(project.directory, file)],
    outfile: join(project.directory, bundle),
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    external: ["*.wasm"],
    logLevel: "error",
  });
  const at = await freePort();
  project.write(
    "worker.capnp",
    `using Workerd = import "/workerd/workerd.capnp";
     const config :Workerd.Config = (
       services = [(name = "main", worker = .worker)],
       sockets = [(name = "http", address = "127.0.0.1:${at}", http = (), service = "main")]);
     const worker :Workerd.Worker = (
       modules = [
         (name = "worker.mjs", esModule = embed "${bundle}"),
         (name = "generated/dynaboot.wasm", wasm = embed "node_modules/dynaboot/generated/dynaboot.wasm")],
       compatibilityDate = "${date}");`,
  );
  const server = spawn(path, ["serve", "worker.capnp"], { cwd: project.directory, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  server.stderr.on("data", (text) => (said += text));
  const url = `http://127.0.0.1:${at}/`;
  try {
    await listening(url, server, () => said);
    await ask(url);
  } finally {
    server.kill();
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Waits until something answers there. */
export async function listening(url, server, said) {
  for (let tries = 0; ; tries++) {
    try {
      await fetch(url, { method: "HEAD" });
      return;
    } catch (cause) {
      if (server.exitCode !== null || tries > 300) throw new Error(`${cause}\n${said()}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
