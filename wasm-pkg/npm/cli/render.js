// `dynaboot render`: the text for the cloud's own field.

import { randomUUID } from "node:crypto";
import { lstat, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";

import { CODES, waysOut } from "./check.js";
import { askAbout, nameOf } from "./choices.js";
import { bytesOf } from "./document.js";
import { paintFor } from "./paint.js";
import { start } from "./policy.js";
import { Refusal } from "./refusal.js";
import { tell } from "./tell.js";
import { plural, visible } from "./words.js";

/** @import { Payload, Script } from "../index.js" */

/**
 * @param {[string]} files
 * @param {{ today?: string, out?: string, force?: boolean, policy?: import("./options.js").PolicyFile }} options
 * @returns {Promise<number>} The exit code.
 */
export async function render([file], { today, out, force = false, policy }) {
  const dynaboot = await start(policy);
  const { assessment, ways } = await askAbout(file, today, (choices) => {
    const assessment = dynaboot.assess(choices);
    return { assessment, ways: waysOut(dynaboot, assessment, choices) };
  });
  const { stdout, stderr } = process;
  const code = CODES[assessment.verdict];
  if (code !== 0) {
    stderr.write(tell(nameOf(file), assessment, paintFor(stderr), stderr.columns, ways));
    return code;
  }
  const { payload, script, findings } = assessment;
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  if (warnings > 0) {
    stderr.write(`dynaboot: ${nameOf(file)} has ${plural(warnings, "warning")}; dynaboot check tells what to do\n`);
  }
  if (!script) {
    stderr.write(`dynaboot: ${nameOf(file)} needs no text: the agent is on the image already\n`);
  } else if (out === undefined) {
    // What nobody can read does not say what it is.
    if (payload && payload.encoding !== "raw") stderr.write(`dynaboot: ${visible(purpose(payload))}\n`);
    stdout.write(payload?.content ?? script.text);
  } else {
    await write(out, payload, script, force);
  }
  return code;
}

/**
 * Where a payload goes, and that it goes there as it is: a tool that encodes by itself would do so twice.
 * @param {Payload} payload
 */
function purpose({ field, encoding }) {
  const meanings = { raw: "", base64: ", already in base64", "gzip+base64": ", already compressed and in base64 (gzip+base64)" };
  return `for the field ${field}${meanings[encoding]}`;
}

/**
 * A script as a file: without a mark at its beginning, Windows PowerShell would read it in an encoding of the machine's own.
 * @param {Script} script
 */
function marked({ fileName, text }) {
  return fileName.endsWith(".ps1") ? `\ufeff${text}` : text;
}

/**
 * @param {string} directory
 * @param {Payload | undefined} payload
 * @param {Script} script
 * @param {boolean} force Whether what is there may be written over, whoever made it.
 */
async function write(directory, payload, script, force) {
  const files = new Map([[script.fileName, { text: marked(script), what: "the script, to read" }]]);
  // Where both have one name, what goes to the cloud is the one that counts.
  if (payload) files.set(payload.fileName, { text: payload.content, what: purpose(payload) });
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    // All are looked at before one is written.
    for (const name of force ? [] : files.keys()) await refuseOthers(directory, name);
    for (const [name, { text, what }] of files) {
      await writeSecret(directory, name, text);
      process.stdout.write(`${visible(join(directory, name))}: ${visible(what)}\n`);
    }
  } catch (cause) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (cause);
    if (code === undefined) throw cause;
    throw new Refusal(`cannot write to ${visible(directory)}: ${message}`);
  }
}

/**
 * Refuses to write over what dynaboot has not made.
 * @param {string} directory
 * @param {string} name
 */
async function refuseOthers(directory, name) {
  const path = join(directory, name);
  const there = await lstat(path).catch((/** @type {NodeJS.ErrnoException} */ cause) => {
    if (cause.code === "ENOENT") return undefined;
    throw cause;
  });
  if (there === undefined || (there.isFile() && isOurs(await bytesOf(path)))) return;
  throw new Refusal(`${visible(path)}: it is there and not made by dynaboot; choose another folder, or add --force`);
}

/** What scripts of ours say, and stands in a payload however that is wrapped. Without its comments, one has its folder left. */
const MARKS = ["\n# Made by dynaboot ", ' = "$env:ProgramData\\dynaboot"\n'];

/**
 * Whether a script of ours is what stands there, or what is packed in it.
 * @param {Buffer} bytes
 * @param {number} [deep] How many wrappings are undone.
 * @returns {boolean}
 */
function isOurs(bytes, deep = 4) {
  const text = `\n${bytes.toString("latin1").replace("\u00ef\u00bb\u00bf", "")}`.replaceAll("\r\n", "\n");
  if (MARKS.some((mark) => text.includes(mark))) return true;
  if (deep === 0) return false;
  const packed = [...text.matchAll(/[A-Za-z0-9+/=\r\n]{200,}/g)].map(([part]) => Buffer.from(part, "base64"));
  return packed.some((part) => isOurs(part[0] === 0x1f && part[1] === 0x8b ? unpacked(part) : part, deep - 1));
}

/** @param {Buffer} packed */
function unpacked(packed) {
  try {
    return gunzipSync(packed, { maxOutputLength: 4 * 1024 * 1024 });
  } catch {
    return Buffer.alloc(0);
  }
}

/**
 * Written aside and moved into place: nobody else can read it at any time, even where such a file was there before.
 * @param {string} directory
 * @param {string} name
 * @param {string} text
 */
async function writeSecret(directory, name, text) {
  if (basename(name) !== name) throw new Error(`the file name \`${name}\` leads elsewhere`);
  const aside = join(directory, `.${name}.${randomUUID()}`);
  try {
    await writeFile(aside, text, { mode: 0o600, flag: "wx" });
    await rename(aside, join(directory, name));
  } catch (cause) {
    await rm(aside, { force: true });
    throw cause;
  }
}
