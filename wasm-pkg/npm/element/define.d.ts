import type { Assessment, Choices, Report } from "../types.js";

/** What the answer to choices is. */
export interface ChangeDetail {
  /** What was chosen, without secrets. */
  choices: Choices;
  verdict: Report["verdict"];
}

/** What the answer is, now that it is ready. */
export interface ReadyDetail {
  /** What was chosen, without secrets. */
  choices: Choices;
  /** What `check` gives. */
  report: Report;
}

/** What was given and cannot be. */
export interface ErrorDetail {
  message: string;
  path?: string;
  expected?: string;
}

/** The attributes of the tag, as a template writes them. */
export interface PlannerAttributes {
  /** What it starts with, as JSON. Set again, it replaces what is there. */
  choices?: string;
  /** Paths of fields with spaces between, which are shown and keep the value that `choices` gives. */
  "fixed-fields"?: string;
  /** Paths of fields with spaces between, which are not shown and keep the value that `choices` gives. */
  "hidden-fields"?: string;
  /** The URL of an organisation's policy, of the page's own origin. */
  policy?: string;
  /** The key that signs the policy. The signature lies at the policy's URL + `.minisig`. */
  "public-key"?: string;
  view?: View;
  theme?: Theme;
  lang?: string;
  /** The day that the answer holds for, in the place of the browser's. */
  today?: string;
  /** Its name in a form. */
  name?: string;
}

/** What it shows: all of a plan, the support table, or the report alone. */
export type View = "plan" | "matrix" | "check";
/** Its colours; `auto` follows the system. */
export type Theme = "auto" | "light" | "dark";

export interface DynabootPlannerEventMap extends HTMLElementEventMap {
  /** The first answer, and one after every change. */
  "dynaboot-change": CustomEvent<ChangeDetail>;
  /** The answer became ready, or ready with warnings. */
  "dynaboot-ready": CustomEvent<ReadyDetail>;
  /** Something was given that cannot be. */
  "dynaboot-error": CustomEvent<ErrorDetail>;
}

/** Asks for a plan, tells whether its VM will get its agent, and gives what to paste. */
export class DynabootPlanner extends HTMLElement {
  static formAssociated: true;
  /** The version of the package that it comes from. */
  static version: string;

  /**
   * What was chosen, without secrets; before there is a planner, what was given. Set, it replaces what is there, unless it says the
   * same, or what an event has just told.
   */
  get choices(): Choices | undefined;
  set choices(value: Choices | string | undefined);
  get fixedFields(): readonly string[];
  set fixedFields(value: readonly string[] | string | undefined);
  get hiddenFields(): readonly string[];
  set hiddenFields(value: readonly string[] | string | undefined);
  /** An organisation's policy, or the URL of one. */
  policy: object | string | undefined;
  /** An organisation's policy as JSON in UTF-8. */
  policyBytes: Uint8Array | undefined;
  /** The text of the policy's `.minisig` file. */
  signature: string | undefined;
  /** The key that signs the policy. */
  publicKey: string | undefined;
  view: View;
  theme: Theme;
  today: string;
  name: string;

  readonly form: HTMLFormElement | null;
  readonly labels: NodeList | undefined;
  readonly validity: ValidityState | undefined;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;

  /**
   * The whole assessment, typed secrets in its payload.
   *
   * @throws {DynabootError} Something that was given and cannot be.
   */
  assess(): Promise<Assessment>;
  /** Goes back to what `choices` gave. */
  reset(): void;

  addEventListener<K extends keyof DynabootPlannerEventMap>(
    type: K,
    listener: (this: DynabootPlanner, event: DynabootPlannerEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/**
 * Defines the planner's tag. A name that is taken is left alone, with a warning when somebody else has it, or another version.
 *
 * @param name The tag, `dynaboot-planner` unless another is given.
 * @param options `mode: "closed"` where the page around it is itself made with Yew.
 */
export function define(name?: string, options?: { mode?: "open" | "closed" }): void;
