// `import type {} from "dynaboot/svelte"` types the tag in Svelte's templates.

import type { HTMLAttributes } from "svelte/elements";
import type { ChangeDetail, DynabootPlanner, ErrorDetail, PlannerAttributes, ReadyDetail } from "./element/define.js";
import type { Choices } from "./types.js";

interface Properties extends Partial<Pick<DynabootPlanner, "fixedFields" | "hiddenFields" | "policy" | "policyBytes">> {
  choices?: Choices | string;
  signature?: string;
  publicKey?: string;
}

interface Events {
  "ondynaboot-change"?: (event: CustomEvent<ChangeDetail>) => void;
  "ondynaboot-ready"?: (event: CustomEvent<ReadyDetail>) => void;
  "ondynaboot-error"?: (event: CustomEvent<ErrorDetail>) => void;
  "on:dynaboot-change"?: (event: CustomEvent<ChangeDetail>) => void;
  "on:dynaboot-ready"?: (event: CustomEvent<ReadyDetail>) => void;
  "on:dynaboot-error"?: (event: CustomEvent<ErrorDetail>) => void;
}

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "dynaboot-planner": HTMLAttributes<DynabootPlanner> & Omit<PlannerAttributes, keyof Properties> & Properties & Events;
  }
}
