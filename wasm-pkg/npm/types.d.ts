import type {
  Alternative,
  Assessment,
  CalendarDay,
  Choices,
  Difference,
  Edit,
  Json,
  Matrix,
  Page,
  Payload,
  Probe,
  Report,
  Script,
  ShapeError,
  Step,
} from "./generated/dynaboot.js";

export type {
  AgentChoices,
  Alternative,
  Answers,
  Arch,
  Assessment,
  Assumption,
  BundleStore,
  CalendarChange,
  CalendarDay,
  Change,
  Choices,
  Difference,
  Downloader,
  Edit,
  Encoding,
  Example,
  Finding,
  FindingChange,
  Fix,
  Image,
  ImageSource,
  Json,
  Launch,
  LaunchTool,
  Matrix,
  MatrixCell,
  OtherAnswers,
  OtherField,
  Outcome,
  PackageStore,
  Page,
  Payload,
  PlanStage,
  PolicyStamp,
  Presence,
  Probe,
  Provenance,
  Question,
  QuestionKind,
  Report,
  ReportedCell,
  Route,
  RouteOption,
  RuleOff,
  Runs,
  Script,
  Section,
  Severity,
  ShapeError,
  Shows,
  Software,
  Source,
  Step,
  Support,
  Told,
  Verdict,
} from "./generated/dynaboot.js";

/** What an answer is on each verdict: nothing to paste as long as the verdict is not a good one, or the agent is there. */
export type Answer = NoAnswer | ThereAnswer | BootstrapAnswer | ImageAnswer;

/** The verdict is not a good one: there is nothing to paste. */
export interface NoAnswer extends Assessment {
  verdict: "blocked" | "incomplete";
  script?: never;
  payload?: never;
}

/** The image has the agent: there is nothing to paste. */
export interface ThereAnswer extends Assessment {
  verdict: "ready" | "readyWithWarnings";
  route: "alreadyThere";
  script?: never;
  payload?: never;
}

/** The agent is installed at first boot. */
export interface BootstrapAnswer extends Assessment {
  verdict: "ready" | "readyWithWarnings";
  route: "dynamicBootstrap";
  plan: Step[];
  script: Script;
  /** The script in the form of the cloud's field; left out where the cloud has no field that takes it. */
  payload?: Payload;
}

/** The agent is baked into an image: the script is the one that does it, and no cloud's field takes it. */
export interface ImageAnswer extends Assessment {
  verdict: "ready" | "readyWithWarnings";
  route: "prebuiltImage";
  plan: Step[];
  script: Script;
  payload?: never;
}

/** What one row of a list leads to: its answer, or what is wrong with its shape. */
export type Row = (Answer & { error?: never }) | RefusedRow;

/** A row that is not an answer. */
export interface RefusedRow {
  /** What is wrong with its shape. */
  error: ShapeError;
  verdict?: never;
}

/** What dynaboot is started with. */
export interface Options {
  /**
   * An organisation's policy, as plain JSON: laid over the built-in one, or in its place. What is wrong with one is
   * told by a `PolicyError`, mistake by mistake.
   */
  policy?: { readonly [key: string]: Json } | null | undefined;
  /**
   * The same as the bytes of its file: JSON in UTF-8, at most 4 MiB. What is no JSON is told by a `DynabootError` at
   * `policyBytes`.
   */
  policyBytes?: Uint8Array | null | undefined;
  /**
   * The text of the `.minisig` file that `minisign` made of these bytes. It is verified before anything is read: when it does not
   * hold, or has no `publicKey`, a `DynabootError` at `signature` is thrown.
   */
  signature?: string | null | undefined;
  /** The key that is to have signed the bytes: its line of Base64, or the whole text of the `.pub` file. */
  publicKey?: string | null | undefined;
}

/** Answers for choices. It has no state: the same choices for the same day give the same answer. */
export interface Dynaboot {
  /**
   * Verdict, findings and questions, and when the verdict is good, the script and the text for the cloud's own field.
   *
   * Where `choices.today` is left out, today's date in UTC is taken.
   *
   * @throws {DynabootError} Choices whose shape is wrong. A bad *choice* is a finding.
   */
  assess(choices: Choices): Answer;

  /**
   * Verdict, findings and questions alone.
   *
   * Where `choices.today` is left out, today's date in UTC is taken.
   *
   * @throws {DynabootError} Choices whose shape is wrong. A bad *choice* is a finding.
   */
  check(choices: Choices): Report;

  /**
   * An answer for each of the choices, in their order. A row whose shape is wrong is answered by `{ error }`.
   *
   * @throws {DynabootError} Something that is not a list.
   */
  assessAll(list: readonly Choices[]): Row[];

  /**
   * Ways out: the nearest choices that are not blocked, fewest edits first, then the best verdict; at most twelve, and
   * none when nothing is blocked. An edit puts `to` at the field `at`.
   *
   * Only what is chosen is changed, never what was said about the image. It tries many: ask when `check` says blocked.
   *
   * Where `choices.today` is left out, today's date in UTC is taken.
   *
   * @throws {DynabootError} Choices whose shape is wrong. A bad *choice* is a finding.
   */
  alternatives(choices: Choices): Alternative[];

  /**
   * A rule's page, by the id that a finding has as its `rule`: why it is, what to do, what says so, and examples.
   *
   * @throws {DynabootError} A rule that there is not, with the one that was probably meant.
   */
  explain(rule: string): Page;

  /**
   * An agent's support table, over all clouds and systems that are known.
   *
   * @param agent The agent's id; the default agent's when left out.
   * @throws {DynabootError} An agent that there is not, with the one that was probably meant.
   */
  matrix(agent?: string | null): Matrix;

  /**
   * What changes in an agent's support table after a day, and when: the findings that appear or go for its rows with the
   * day alone, the nearest day first.
   *
   * @param agent The agent's id; the default agent's when left out.
   * @param from The day, like `2026-11-22`; today's date in UTC when left out.
   * @throws {DynabootError} An agent that there is not, or something that is no day.
   */
  calendar(agent?: string | null, from?: string | null): CalendarDay[];

  /**
   * A script that looks at an image, changes nothing, and says in one line what it saw.
   *
   * @param system The system's id; or choices that name it, and with it the agent and the store that are looked for.
   * @param agent The id of the agent that is looked for: it stands before the choices' own.
   * @throws {DynabootError} A system or an agent that there is not, or no system.
   */
  probe(system: string | Choices, agent?: string): Probe;

  /**
   * What a probe saw, from the line that it said: edits of choices. What it could not tell is left out.
   *
   * @throws {DynabootError} A text without such a line, or with one that no probe writes.
   */
  readProbe(line: string): Edit[];

  /** Everything in which this policy differs from another one's, in the order of their places. */
  differences(other: Dynaboot): Difference[];
}

/** Something that an input cannot be: an unknown field, a wrong type, an id that nobody knows. */
export class DynabootError extends Error {
  protected constructor();
  /** `"DynabootError"`, or `"PolicyError"` for a policy. */
  name: "DynabootError" | "PolicyError";
  /** Where it stands: dotted, list items by index; empty for the whole. */
  readonly path: string;
  /** What was expected there. */
  readonly expected: string;
  /** What was probably meant, when something that may stand there is close. */
  readonly didYouMean: string | undefined;
}

/** An organisation's policy that is wrong somewhere, and so is refused whole. As an error it is its first mistake. */
export class PolicyError extends DynabootError {
  private constructor();
  /** Always `"PolicyError"`. */
  name: "PolicyError";
  /** Everything that is wrong with it, each with its path. */
  readonly mistakes: readonly ShapeError[];
}
