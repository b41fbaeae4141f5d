import type { BackendFeature } from "@backstage/backend-plugin-api";
import type { TemplateAction } from "@backstage/plugin-scaffolder-node";
import type { Assessment, Choices, Launch, Payload, PolicyStamp, Route } from "dynaboot";

/** What a template's step gives. */
export type CheckInput = {
  /** The value of the form field `DynabootPlanner`. */
  choices: Record<string, unknown>;
  /** Choices that the template settles: laid over the others, which may leave them out but not contradict them. */
  fixed?: Record<string, unknown>;
};

/** What a template's later steps may use. */
export type CheckOutput = {
  verdict: Extract<Assessment["verdict"], "ready" | "readyWithWarnings">;
  route: Route;
  /** The choices that were judged, with the server's day. */
  choices: Choices;
  /** Left out when there is nothing to paste. */
  payload?: Payload;
  /** Files that launch the VM, or build its image. */
  launch: Launch[];
  policy: PolicyStamp;
};

/**
 * Makes the action `dynaboot:check`, which takes `CheckInput` and gives `CheckOutput`, for a module of your own.
 *
 * @throws {import("dynaboot").PolicyError} A policy that is wrong somewhere.
 */
export function createCheckAction(options?: { policy?: object }): Promise<TemplateAction<any, any, "v2">>;

/** The scaffolder's module that adds the action `dynaboot:check`; its policy is `dynaboot.policy` of the configuration. */
declare const feature: BackendFeature;
export default feature;
