import type { DynabootPlanner } from "./element/define.js";

export type { ChangeDetail, DynabootPlanner, ErrorDetail, PlannerAttributes, ReadyDetail } from "./element/define.js";

declare global {
  interface HTMLElementTagNameMap {
    "dynaboot-planner": DynabootPlanner;
  }
}
