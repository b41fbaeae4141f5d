// The organisation's policy, as the portal's configuration names it.

import { readFile } from "node:fs/promises";

const KEY = "dynaboot.policy";

/**
 * @param {import("@backstage/backend-plugin-api").RootConfigService} config
 * @returns {Promise<object | undefined>} None: the built-in policy.
 */
export async function readPolicy(config) {
  const policy = config.getOptional(KEY);
  if (typeof policy !== "string") return policy;
  try {
    return JSON.parse(await readFile(policy, "utf8"));
  } catch (cause) {
    throw new Error(`cannot read \`${KEY}\` of the configuration, ${policy}: ${cause.message}`, { cause });
  }
}
