import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from "react";
import type {
  ChangeDetail,
  DynabootPlanner as Element,
  ErrorDetail,
  PlannerAttributes,
  ReadyDetail,
  Theme,
  View,
} from "./element/define.js";
import type { Choices } from "./types.js";

/** What the component takes. Whatever else an element takes is passed on to it. */
export interface DynabootPlannerProps extends Omit<HTMLAttributes<Element>, "onChange" | "onError"> {
  /** What it starts with. Given anew, it replaces what is there; the same once more does nothing. */
  choices?: Choices;
  /** Paths of fields that are shown and keep the value that `choices` gives. */
  fixedFields?: readonly string[];
  /** Paths of fields that are not shown and keep the value that `choices` gives. */
  hiddenFields?: readonly string[];
  /** An organisation's policy, or the URL of one, of the page's own origin. */
  policy?: object | string;
  policyBytes?: Uint8Array;
  signature?: string;
  publicKey?: string;
  view?: View;
  theme?: Theme;
  today?: string;
  name?: string;
  /** The first answer, and one after every change. */
  onChange?: (detail: ChangeDetail) => void;
  /** The answer became ready, or ready with warnings. */
  onReady?: (detail: ReadyDetail) => void;
  /** Something was given that cannot be. */
  onError?: (detail: ErrorDetail) => void;
}

/** `<dynaboot-planner>` as a component. Its `ref` is the element, for `assess()` and `reset()`. */
export const DynabootPlanner: ForwardRefExoticComponent<DynabootPlannerProps & RefAttributes<Element>>;

type Tag = PlannerAttributes & Omit<HTMLAttributes<Element>, keyof PlannerAttributes> & RefAttributes<Element> & { class?: string };

// The tag itself in JSX: React 19 looks in its module, React 18 among what is global.
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "dynaboot-planner": Tag;
    }
  }
}

declare global {
  namespace JSX {
    interface IntrinsicElements {
      "dynaboot-planner": Tag;
    }
  }
}
