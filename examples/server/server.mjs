// A server that launches nothing on a browser's word: it answers the same choices again, by the same policy, and goes on
// only when verdict and policy are the same. Secrets stay here: a browser never needs them for a verdict.

import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { DynabootError, load } from "dynaboot";

const LARGEST = 1024 * 1024;
const dynaboot = await load();

/**
 * @param {{ choices: object, verdict: string, digest: string }} order What the browser said.
 * @returns {[status: number, body: object]}
 */
function review({ choices, verdict, digest } = {}) {
  let answer;
  try {
    answer = dynaboot.assess(choices);
  } catch (cause) {
    if (!(cause instanceof DynabootError)) throw cause;
    return [400, { path: cause.path, message: cause.message }];
  }
  if (answer.policy.digest !== digest) {
    return [409, { message: "answered by another policy: load the page again", digest: answer.policy.digest }];
  }
  // The day may have changed since, and with it the verdict.
  if (answer.verdict !== verdict) return [409, { message: "the verdict is another one now", verdict: answer.verdict }];
  if (answer.verdict === "blocked" || answer.verdict === "incomplete") {
    return [422, { verdict, findings: answer.findings, questions: answer.questions }];
  }
  // Here the VM is launched with answer.payload.content in its field answer.payload.field.
  return [202, { verdict, field: answer.payload?.field, bytes: answer.payload?.bytes }];
}

const server = createServer(async (request, response) => {
  const tell = (status, body) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (request.method !== "POST") return tell(405, { message: "POST { choices, verdict, digest }" });
  if (!(Number(request.headers["content-length"]) <= LARGEST)) return tell(413, { message: `at most ${LARGEST} bytes` });
  let order;
  try {
    order = await json(request);
  } catch {
    return tell(400, { message: "this is not JSON" });
  }
  return tell(...review(order ?? undefined));
});
server.listen(Number(process.env.PORT ?? 8080), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
