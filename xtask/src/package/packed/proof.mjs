// `node proof.mjs UNPACK SCRIPT MODULE` fails unless what the script exports unpacks to the module, byte for byte.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [unpacks, script, path] = process.argv.slice(2);
const { unpack } = await import(pathToFileURL(unpacks).href);
const { module } = await import(pathToFileURL(script).href);
if (!readFileSync(path).equals(unpack(module))) {
  console.error(`${script} does not unpack to ${path}`);
  process.exitCode = 1;
}
