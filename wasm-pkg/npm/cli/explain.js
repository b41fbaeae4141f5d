// `dynaboot explain`: a rule's page.

import { paintFor } from "./paint.js";
import { harmlessLines, jsonText } from "./safe.js";
import { start } from "./policy.js";
import { known } from "./refusal.js";
import { tellPage } from "./tell.js";

/**
 * @param {[string]} rules
 * @param {{ format: string, policy?: import("./options.js").PolicyFile }} options
 * @returns {Promise<number>} The exit code.
 */
export async function explain([rule], { format, policy }) {
  const dynaboot = await start(policy);
  const page = known(() => dynaboot.explain(rule));
  const { stdout } = process;
  /** @type {Record<string, () => string>} */
  const forms = {
    human: () => tellPage(page, paintFor(stdout), stdout.columns),
    json: () => `${jsonText(page, 2)}\n`,
    markdown: () => harmlessLines(page.markdown),
  };
  stdout.write(forms[format]());
  return 0;
}
