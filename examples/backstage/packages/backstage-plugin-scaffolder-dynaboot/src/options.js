// What a template's author may say of the field, in `ui:options`.

import { makeFieldSchema } from "@backstage/plugin-scaffolder-react";

export const NAME = "DynabootPlanner";

/** Fields whose values the planner keeps to itself, since they may hold secrets. What is typed there would never reach the server. */
const KEPT = ["bundleStore.user", "bundleStore.password", "software.commands", "proxy", "callHome", "userPart"];

export const schema = makeFieldSchema({
  output: (z) => z.record(z.string(), z.any()).describe("The choices, without secrets"),
  uiOptions: (z) =>
    z.object({
      fixedFields: z.array(z.string()).optional().describe("Fields that are shown and cannot be changed, like `cloud`"),
      hiddenFields: z.array(z.string()).optional().describe("Fields that are not shown; left out, those that may hold secrets"),
      policy: z
        .union([z.string(), z.record(z.string(), z.any())])
        .optional()
        .describe("An organisation's policy, or its URL on the portal's own origin; left out, `dynaboot.policy` of the configuration"),
      publicKey: z.string().optional().describe("The key that a policy's URL is signed with"),
      view: z.enum(["plan", "matrix", "check"]).optional().describe("What the planner shows"),
      theme: z.enum(["auto", "light", "dark"]).optional().describe("Left out, the portal's"),
    }),
});

/**
 * Gives the planner what the template and the portal say. An option that is left out keeps the planner's own value.
 *
 * @param {HTMLElement & Record<string, unknown>} planner
 * @param {Record<string, any>} options
 */
export function configure(planner, { fixedFields, hiddenFields = KEPT, policy, publicKey, view, theme }) {
  const properties = { fixedFields, hiddenFields, view, theme };
  for (const [name, value] of Object.entries(properties)) if (value !== undefined) planner[name] = value;
  // The policy's URL and key are attributes; its object is a property.
  if (publicKey !== undefined) planner.setAttribute("public-key", publicKey);
  if (typeof policy === "string") planner.setAttribute("policy", policy);
  else if (policy !== undefined) planner.policy = policy;
}
