import type { Assessment, Choices, Report, Row } from "./generated/dynaboot.js";

export type {
  AgentChoices,
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
  Finding,
  Fix,
  Image,
  ImageSource,
  Outcome,
  PackageStore,
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
}

/** Something that choices cannot be: an unknown field, a wrong type, an id that no catalog has. */
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
