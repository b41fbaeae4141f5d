// A worker of `dynaboot audit`: lines in, what they lead to out.

import { parentPort, workerData } from "node:worker_threads";

import { DynabootError, loadSync } from "../node.js";
import { givenTwice } from "./twice.js";

const { today, policy } = workerData;
const dynaboot = loadSync({ policy });

const port = /** @type {import("node:worker_threads").MessagePort} */ (parentPort);
port.on("message", (lines) => port.postMessage(lines.map(answer)));

/** @param {import("./lines.js").Line} given */
function answer({ line, text, error }) {
  if (error !== undefined) return wrong(line, error);
  let choices;
  try {
    choices = JSON.parse(text);
  } catch {
    return wrong(line, "it is not JSON; a line is one object of choices");
  }
  const twice = givenTwice(text);
  if (twice !== undefined) {
    const message = `${twice}: it is given twice; it is needed once`;
    return { line, error: { path: twice, expected: "each key once", message } };
  }
  if (today !== undefined && choices !== null && typeof choices === "object" && !Array.isArray(choices)) choices.today = today;
  try {
    const { verdict, route, findings, questions, policy } = dynaboot.check(choices);
    return {
      line,
      verdict,
      route,
      findings: findings.map(({ rule, severity, at, message }) => ({ rule, severity, at, message })),
      questions: questions.filter(({ decisive }) => decisive).map(({ at }) => at),
      digest: policy.digest,
    };
  } catch (cause) {
    if (!(cause instanceof DynabootError)) throw cause;
    const { path, expected, didYouMean, message } = cause;
    return { line, error: { path, expected, didYouMean, message } };
  }
}

/**
 * @param {number} line
 * @param {string} message
 */
const wrong = (line, message) => ({ line, error: { path: "", expected: "an object of choices", message } });
