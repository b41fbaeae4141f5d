// An edge worker that says at once whether a VM will get its agent: POST choices, get the report. The module is compiled
// with the worker, so nothing is fetched or compiled at run time.

import { DynabootError, loadSync } from "dynaboot";

const dynaboot = loadSync();

export default {
  /** @param {Request} request */
  async fetch(request) {
    if (request.method !== "POST") return Response.json({ message: "POST choices" }, { status: 405 });
    let choices;
    try {
      choices = await request.json();
    } catch {
      return Response.json({ message: "this is not JSON" }, { status: 400 });
    }
    try {
      // Never `assess` where nobody launches: a script may hold secrets.
      return Response.json(dynaboot.check(choices));
    } catch (cause) {
      if (!(cause instanceof DynabootError)) throw cause;
      return Response.json({ path: cause.path, didYouMean: cause.didYouMean, message: cause.message }, { status: 400 });
    }
  },
};
