// The action `dynaboot:check`: a template's step that goes on only when the VM will get its agent.

import { InputError } from "@backstage/errors";
import { createTemplateAction } from "@backstage/plugin-scaffolder-node";
import { DynabootError, load } from "dynaboot";

import { settle } from "./fixed.js";
import { secretsIn, secretsPossiblyIn, Settings } from "./secrets.js";

const EXAMPLE = `\
steps:
  - id: check
    name: Will it get its agent?
    action: dynaboot:check
    input:
      choices: \${{ parameters.vm }}
      fixed:
        cloud: aws
`;

/** How a finding is logged. */
const LEVELS = { error: "error", warning: "warn", note: "info" };

/**
 * @param {{ policy?: object }} [options] An organisation's policy, as `load` of dynaboot takes it.
 * @returns {Promise<import("@backstage/plugin-scaffolder-node").TemplateAction<any, any, any>>}
 */
export async function createCheckAction({ policy } = {}) {
  const dynaboot = await load(policy && { policy });
  const settings = new Settings(dynaboot, policy);
  return createTemplateAction({
    id: "dynaboot:check",
    description:
      "Judges again whether a VM will get its management agent at first boot, fails with the reasons when it will not, and gives what to launch it with.",
    examples: [{ description: "Check what the planner gave, on the cloud that the template is for", example: EXAMPLE }],
    supportsDryRun: true,
    schema: {
      input: {
        choices: (z) => z.record(z.string(), z.unknown()).describe("The value of the form field DynabootPlanner"),
        fixed: (z) =>
          z
            .record(z.string(), z.unknown())
            .optional()
            .describe("Choices that the template settles: laid over the others, which may leave them out but not contradict them"),
      },
      output: {
        verdict: (z) => z.enum(["ready", "readyWithWarnings"]).describe("What the server found"),
        route: (z) => z.string().describe("alreadyThere, dynamicBootstrap or prebuiltImage"),
        choices: (z) => z.record(z.string(), z.unknown()).describe("The choices that were judged, with the server's day"),
        payload: (z) =>
          z
            .object({ field: z.string(), fileName: z.string(), encoding: z.string(), content: z.string(), bytes: z.number() })
            .passthrough()
            .optional()
            .describe("The text for the cloud's user-data field; left out when there is nothing to paste"),
        launch: (z) =>
          z
            .array(z.object({ tool: z.string(), title: z.string() }).passthrough())
            .describe("Files that launch the VM, or build its image, each with `fileName` and `text`"),
        policy: (z) => z.record(z.string(), z.unknown()).describe("The policy that it was judged by: name, version, digest"),
      },
    },
    async handler({ input, logger, output }) {
      const choices = admit(input, settings);
      const answer = judge(dynaboot, choices);
      for (const { severity, message, rule, at } of answer.findings) logger[LEVELS[severity]](`${message} (${rule}, at ${at})`);
      const { name, version, digest } = answer.policy;
      logger.info(`dynaboot: ${answer.verdict}, by ${answer.route}, judged by the policy ${name} ${version} (${digest})`);
      const reasons = reasonsOf(answer);
      if (reasons) throw new InputError(`the VM is ${answer.verdict}:\n${reasons.map((reason) => `- ${reason}`).join("\n")}`);
      output("verdict", answer.verdict);
      output("route", answer.route);
      output("choices", choices);
      if (answer.payload) output("payload", answer.payload);
      output("launch", answer.launch ?? []);
      output("policy", answer.policy);
    },
  });
}

/** The choices to judge; a task that no form would have sent is refused. No message has a value that was typed. */
function admit({ choices, fixed = {} }, settings) {
  const typed = new Set([...secretsIn(choices, settings), ...secretsPossiblyIn(choices, settings), ...secretsIn(fixed, settings)]);
  if (typed.size > 0) {
    throw new InputError(`a task may not hold secrets, since it is stored and shown: leave out ${list(typed)}, or refer to them`);
  }
  const settled = settle(choices, fixed);
  if (settled.contradictions.length > 0) {
    throw new InputError(`this template settles ${list(settled.contradictions)}, and the task says something else`);
  }
  // Who could choose the day could have a system that is long past its end.
  return { ...settled.choices, today: new Date().toISOString().slice(0, 10) };
}

function judge(dynaboot, choices) {
  try {
    return dynaboot.assess(choices);
  } catch (cause) {
    if (!(cause instanceof DynabootError)) throw cause;
    throw new InputError(`these are no choices: ${cause.message}`);
  }
}

/** Why a VM may not be launched, or nothing when it may. */
function reasonsOf({ verdict, findings, questions }) {
  switch (verdict) {
    case "blocked":
      return findings.filter(({ severity }) => severity === "error").map(({ message, at, todo }) => `${message} (${at}). ${todo}`);
    case "incomplete":
      return questions.filter(({ decisive }) => decisive).map(({ ask, at }) => `${ask} (${at})`);
    case "ready":
    case "readyWithWarnings":
      return undefined;
    default:
      throw new Error(`this verdict is not known here: ${verdict}`);
  }
}

function list(fields) {
  return [...fields].map((field) => `\`${field}\``).join(", ");
}
