// `import type {} from "dynaboot/vue"` types the tag in Vue's templates.

import type { DefineComponent } from "vue";
import type { ChangeDetail, DynabootPlanner, ErrorDetail, PlannerAttributes, ReadyDetail } from "./element/define.js";

type Properties = Partial<
  Pick<DynabootPlanner, "choices" | "fixedFields" | "hiddenFields" | "policy" | "policyBytes" | "signature" | "publicKey">
>;

interface Events {
  "onDynaboot-change"?: (event: CustomEvent<ChangeDetail>) => void;
  "onDynaboot-ready"?: (event: CustomEvent<ReadyDetail>) => void;
  "onDynaboot-error"?: (event: CustomEvent<ErrorDetail>) => void;
}

declare module "vue" {
  interface GlobalComponents {
    "dynaboot-planner": DefineComponent<Omit<PlannerAttributes, keyof Properties> & Properties & Events>;
  }
}
