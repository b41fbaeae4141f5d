// `dynaboot audit`: a line of choices in, a line of verdict out, on all cores, in the order of the lines.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { once } from "node:events";
import { Worker } from "node:worker_threads";

import { load } from "../node.js";
import { CODES, worst, WRONG } from "./check.js";
import { nameOf, refuseUnlessFile, unreadable } from "./document.js";
import { linesOf } from "./lines.js";
import { lost, write } from "./output.js";
import { readPolicy } from "./policy.js";
import { known, Refusal } from "./refusal.js";
import { jsonText } from "./safe.js";
import { plural, visible } from "./words.js";

/** @import { ShapeError, Verdict } from "../index.js" */

/**
 * What a line leads to, as a worker tells it.
 * @typedef {{ line: number, verdict?: Verdict, error?: ShapeError }} Result
 * @typedef {Map<Verdict | "wrong", number>} Counts How often each came.
 */

/** Enough for a worker to be busy, few enough for memory and for a reader who waits. */
const BATCH = 200;
/** Batches under way for each worker: one that it works on, one that waits. */
const AHEAD = 2;

/**
 * @param {[string]} files
 * @param {{ today?: string, policy?: import("./options.js").PolicyFile }} options
 * @returns {Promise<number>} The exit code.
 */
export async function audit([file], { today, policy }) {
  const settings = { today, policy: policy === undefined ? undefined : await readPolicy(policy) };
  if (today !== undefined) {
    const dynaboot = await load({ policy: settings.policy });
    known(() => dynaboot.check({ today }));
  }
  const { stream, size } = await open(file);
  const pool = new Pool(settings);
  const progress = new Progress(size);
  /** @type {Counts} */
  const counts = new Map();
  /** @param {Result[]} results */
  const tell = async (results) => {
    for (const { line, verdict, error } of results) {
      counts.set(verdict ?? "wrong", (counts.get(verdict ?? "wrong") ?? 0) + 1);
      if (error) progress.say(`dynaboot: ${nameOf(file)}:${line}: ${visible(error.message)}`);
    }
    await write(results.map((result) => `${jsonText(result)}\n`).join(""));
  };
  /** @type {Promise<Result[]>[]} */
  const pending = [];
  const next = () => /** @type {Promise<Result[]>} */ (pending.shift());
  try {
    for await (const { lines, bytes } of batches(stream)) {
      pending.push(pool.ask(lines));
      if (pending.length >= pool.size * AHEAD) await tell(await next());
      progress.show(bytes, counts);
      if (lost) break;
    }
    while (pending.length > 0 && !lost) await tell(await next());
  } catch (cause) {
    // A worker's failure is none of the file's.
    if (/** @type {NodeJS.ErrnoException} */ (cause).syscall === undefined) throw cause;
    throw unreadable(file, cause);
  } finally {
    progress.end();
    await pool.close();
  }
  // For a reader that has gone, these are not all.
  if (!lost) process.stderr.write(`dynaboot: ${summary(counts)}\n`);
  return worst([...counts.keys()].map((verdict) => (verdict === "wrong" ? WRONG : CODES[verdict])));
}

/** @param {string} file */
async function open(file) {
  if (file === "-") return { stream: process.stdin };
  try {
    const { size } = refuseUnlessFile(file, await stat(file));
    const stream = createReadStream(file);
    await once(stream, "ready");
    return { stream, size };
  } catch (cause) {
    throw cause instanceof Refusal ? cause : unreadable(file, cause);
  }
}

/** @param {AsyncIterable<Uint8Array>} stream */
async function* batches(stream) {
  /** @type {import("./lines.js").Line[]} */
  let lines = [];
  let seen = 0;
  for await (const { bytes, ...line } of linesOf(stream)) {
    seen = bytes;
    lines.push(line);
    if (lines.length < BATCH) continue;
    yield { lines, bytes };
    lines = [];
  }
  if (lines.length > 0) yield { lines, bytes: seen };
}

/** Workers, made as they are needed. */
class Pool {
  size = availableParallelism();
  #settings;
  /** @typedef {{ resolve: (results: Result[]) => void, reject: (cause: Error) => void }} Waiting */
  /** @type {{ worker: Worker, waiting: Waiting[] }[]} */
  #workers = [];

  /** @param {{ today?: string, policy?: object }} settings */
  constructor(settings) {
    this.#settings = settings;
  }

  /**
   * What the lines lead to.
   * @param {import("./lines.js").Line[]} lines
   */
  ask(lines) {
    const chosen = this.#idle();
    /** @type {Promise<Result[]>} */
    const answer = new Promise((resolve, reject) => chosen.waiting.push({ resolve, reject }));
    // It is waited for in its turn: until then, that it failed is no news.
    answer.catch(() => {});
    chosen.worker.postMessage(lines);
    return answer;
  }

  async close() {
    await Promise.all(this.#workers.map(({ worker }) => worker.terminate()));
  }

  #idle() {
    const least = this.#workers.toSorted((one, other) => one.waiting.length - other.waiting.length)[0];
    if (least && (least.waiting.length === 0 || this.#workers.length === this.size)) return least;
    const worker = new Worker(new URL("./audit-worker.js", import.meta.url), { workerData: this.#settings });
    const made = { worker, waiting: /** @type {Waiting[]} */ ([]) };
    worker.on("message", (results) => made.waiting.shift()?.resolve(results));
    worker.on("error", (cause) => made.waiting.splice(0).forEach(({ reject }) => reject(cause)));
    this.#workers.push(made);
    return made;
  }
}

/** A bar on standard error, where that is a terminal. */
class Progress {
  #size;
  #shown = false;
  #next = 0;

  /** @param {number | undefined} size */
  constructor(size) {
    this.#size = size;
  }

  /**
   * @param {number} bytes
   * @param {Counts} counts
   */
  show(bytes, counts) {
    const { stderr } = process;
    if (!stderr.isTTY || Date.now() < this.#next) return;
    this.#next = Date.now() + 100;
    const done = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const width = 30;
    const share = this.#size ? Math.min(1, bytes / this.#size) : undefined;
    const bar = share === undefined ? "" : `[${"#".repeat(Math.round(share * width)).padEnd(width, ".")}] ${Math.floor(share * 100)} % `;
    stderr.write(`\r\x1b[K${bar}${plural(done, "line")}`);
    this.#shown = true;
  }

  /** @param {string} line */
  say(line) {
    this.end();
    process.stderr.write(`${line}\n`);
  }

  end() {
    if (this.#shown) process.stderr.write("\r\x1b[K");
    this.#shown = false;
  }
}

/** @param {Counts} counts */
function summary(counts) {
  /** @type {[Verdict | "wrong", string][]} */
  const words = [
    ["ready", "ready"],
    ["readyWithWarnings", "ready with warnings"],
    ["incomplete", "incomplete"],
    ["blocked", "blocked"],
    ["wrong", "not read"],
  ];
  const parts = words.filter(([verdict]) => counts.has(verdict)).map(([verdict, word]) => `${counts.get(verdict)} ${word}`);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return `${plural(total, "line")}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}
