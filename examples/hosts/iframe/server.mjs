// Two origins: a console whose Content-Security-Policy forbids WebAssembly, and the frame that it lets a planner run in.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TYPES = { ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript" };

/**
 * A server of files from folders; the first that has a file gives it.
 * @param {number} port
 * @param {string[]} folders
 * @param {() => { policy: string, other: string }} about Its policy, and the origin that its page talks to.
 */
async function serve(port, folders, about) {
  const server = createServer(async ({ url }, response) => {
    const name = normalize(new URL(url, "http://localhost").pathname.replace(/\/$/, "/index.html"));
    const { policy, other } = about();
    for (const folder of folders) {
      const content = await readFile(join(HERE, folder, name)).catch(() => undefined);
      if (!content) continue;
      response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream", "content-security-policy": policy });
      response.end(extname(name) === ".html" ? String(content).replaceAll("{{other}}", other) : content);
      return;
    }
    response.writeHead(404).end();
  });
  await new Promise((listening) => server.listen(port, "127.0.0.1", listening));
  return `http://127.0.0.1:${server.address().port}`;
}

const origins = {};
const port = Number(process.env.PORT ?? 8080);

origins.frame = await serve(port && port + 1, ["frame", "."], () => ({
  policy: [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src data:",
    // Nobody else may frame it.
    `frame-ancestors ${origins.console}`,
  ].join("; "),
  other: origins.console,
}));
origins.console = await serve(port, ["console"], () => ({
  policy: `default-src 'none'; script-src 'self'; style-src 'self'; frame-src ${origins.frame}; frame-ancestors 'none'`,
  other: origins.frame,
}));
console.log(`${origins.console}/`);
