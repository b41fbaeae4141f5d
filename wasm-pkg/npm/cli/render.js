// `dynaboot render`: the text for the cloud's own field.

import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

import { CODES, waysOut } from "./check.js";
import { askAbout, nameOf } from "./choices.js";
import { paintFor } from "./paint.js";
import { start } from "./policy.js";
import { Refusal } from "./refusal.js";
import { tell } from "./tell.js";
import { plural, visible } from "./words.js";

/** @import { Payload, Script } from "../index.js" */

/**
 * @param {[string]} files
 * @param {{ today?: string, out?: string, policy?: import("./options.js").PolicyFile }} options
 * @returns {Promise<number>} The exit code.
 */
export async function render([file], { today, out, policy }) {
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
    await write(out, payload, script);
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
 * @param {string} directory
 * @param {Payload | undefined} payload
 * @param {Script} script
 */
async function write(directory, payload, script) {
  const files = new Map([[script.fileName, { text: script.text, what: "the script, to read" }]]);
  // Where both have one name, what goes to the cloud is the one that counts.
  if (payload) files.set(payload.fileName, { text: payload.content, what: purpose(payload) });
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
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
