import type { Alternative, Assessment, Choices, Matrix, Page, Report, Row } from "./generated/dynaboot.js";

export type {
  AgentChoices,
  Alternative,
  Answers,
  Arch,
  Assessment,
  Assumption,
  BundleStore,
  Change,
  Choices,
  Downloader,
  Edit,
  Encoding,
  Example,
  Finding,
  Fix,
  Image,
  ImageSource,
  Launch,
  LaunchTool,
  Matrix,
  MatrixCell,
  Outcome,
  PackageStore,
  Page,
  Payload,
  PlanStage,
  PolicyStamp,
  Presence,
  Provenance,
  Question,
  QuestionKind,
  RefusedRow,
  Report,
  ReportedCell,
  Route,
  RouteOption,
  Row,
  RuleOff,
  Script,
  Section,
  Severity,
  ShapeError,
  Shows,
  Software,
  Source,
  Step,
  Support,
  Verdict,
} from "./generated/dynaboot.js";

/** Answers for choices. It has no state: the same choices for the same day give the same answer. */
export interface Dynaboot {
  /**
   * Verdict, findings and questions, and when the verdict is good, the script and the text for the cloud's own field.
   *
   * Where `choices.today` is left out, today's date in UTC is taken.
   *
   * @throws {DynabootError} Choices whose shape is wrong. A bad *choice* is a finding.
   */
  assess(choices: Choices): Assessment;

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
}

/** Something that an input cannot be: an unknown field, a wrong type, an id that nobody knows. */
export class DynabootError extends Error {
  private constructor();
  /** Always `"DynabootError"`. */
  name: "DynabootError";
  /** Where it stands: dotted, list items by index; empty for the whole. */
  readonly path: string;
  /** What was expected there. */
  readonly expected: string;
  /** What was probably meant, when something that may stand there is close. */
  readonly didYouMean: string | undefined;
}
