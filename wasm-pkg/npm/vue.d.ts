// `import type {} from "dynaboot/vue"` types the tag in Vue's templates.

import type { DefineComponent } from "vue";
import type { ChangeDetail, DynabootPlanner, ErrorDetail, PlannerAttributes, ReadyDetail } from "./element/define.js";
import type { Choices } from "./types.js";

/** To Vue's compiler `fixed-fields` and `fixedFields` are one. The first takes text, the second a list too. */
interface Properties extends Partial<Pick<DynabootPlanner, "policy" | "policyBytes" | "signature" | "publicKey">> {
  choices?: Choices | string;
  fixedFields?: readonly string[] | string;
  hiddenFields?: readonly string[] | string;
}

/** `@dynaboot-change` and its like. */
interface Events {
  onDynabootChange?: (event: CustomEvent<ChangeDetail>) => void;
  onDynabootReady?: (event: CustomEvent<ReadyDetail>) => void;
  onDynabootError?: (event: CustomEvent<ErrorDetail>) => void;
}

declare module "vue" {
  interface GlobalComponents {
    "dynaboot-planner": DefineComponent<Omit<PlannerAttributes, "choices" | "policy" | `${string}-${string}`> & Properties & Events>;
  }
}
