// `import type {} from "dynaboot/svelte"` types the tag in Svelte's templates.

import type { HTMLAttributes } from "svelte/elements";
import type { ChangeDetail, DynabootPlanner, ErrorDetail, PlannerAttributes, ReadyDetail } from "./element/define.js";

type Properties = Partial<
  Pick<DynabootPlanner, "choices" | "fixedFields" | "hiddenFields" | "policy" | "policyBytes" | "signature" | "publicKey">
>;

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
