// `dynaboot probe`: the script that looks at an image.

import { start } from "./policy.js";
import { known, Refusal } from "./refusal.js";

/**
 * @param {[]} _
 * @param {{ system?: string, agent?: string, policy?: import("./options.js").PolicyFile }} options
 * @returns {Promise<number>} The exit code.
 */
export async function probe(_, { system, agent, policy }) {
  if (system === undefined) {
    throw new Refusal("`dynaboot probe` needs the system of the image: dynaboot probe --system centos-7");
  }
  const dynaboot = await start(policy);
  process.stdout.write(known(() => dynaboot.probe(system, agent)).text);
  return 0;
}
