// A server that takes an order from the planner's form and judges it again: what a browser sends can be forged.

import express from "express";
import { DynabootError, load } from "dynaboot";

const LARGEST = "1mb";
const READY = ["ready", "readyWithWarnings"];
const dynaboot = await load();
const app = express();

app.disable("x-powered-by");
app.use((_request, response, next) => {
  const policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'";
  response.set("content-security-policy", policy);
  next();
});
app.use(express.static(new URL("public", import.meta.url).pathname));
app.use("/dynaboot", express.static(new URL("node_modules/dynaboot", import.meta.url).pathname));

/** What the form's field `plan` says: JSON, if nobody has forged it. */
function choicesOf(body) {
  try {
    return JSON.parse(body?.plan);
  } catch {
    throw new DynabootError({ path: "plan", expected: "JSON", message: "`plan` is not JSON" });
  }
}

app.post("/orders", express.urlencoded({ extended: false, limit: LARGEST }), (request, response) => {
  const choices = choicesOf(request.body);
  // The day is the server's, whatever the browser says.
  const report = dynaboot.check({ ...choices, today: undefined });
  response.type("text/plain");
  if (!READY.includes(report.verdict)) {
    const reasons = [...report.findings.filter(({ severity }) => severity === "error"), ...report.questions];
    response.status(422).send([`This plan is ${report.verdict}.`, ...reasons.map(({ message, ask }) => message ?? ask)].join("\n"));
    return;
  }
  // Here the VM is launched by `dynaboot.assess(choices).payload`, with the secrets that only the server has.
  response.status(201).send(`Ordered: ${choices.system} on ${choices.cloud}.`);
});

app.use((error, _request, response, next) => {
  if (response.headersSent) return next(error);
  const status = error instanceof DynabootError ? 400 : (error.status ?? 500);
  response
    .status(status)
    .type("text/plain")
    .send(status < 500 ? error.message : "this did not work");
});

const server = app.listen(Number(process.env.PORT ?? 8080), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
