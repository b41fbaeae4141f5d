// Answers for people: the verdict, then what speaks against it, then what is not known yet.

import { plural, visible, wrap } from "./words.js";
/** @import { Paint } from "./paint.js" */

/** @import { Alternative, Edit, Finding, Outcome, Page, Question, Report, Severity, Source, Verdict } from "../index.js" */

const WIDEST = 100;
const LABEL = 6;
/** More alternatives are no help beside everything else. */
const FEW = 3;
/** @type {Record<Severity, keyof Paint>} */
const COLOURS = { error: "red", warning: "yellow", note: "cyan" };

/**
 * @param {string} name The file's, for people.
 * @param {Report} report
 * @param {Paint} paint
 * @param {number} [columns] The terminal's.
 * @param {Alternative[]} [alternatives] Nearest first.
 * @returns {string}
 */
export function tell(name, report, paint, columns, alternatives = []) {
  const width = widthOf(columns);
  const blocks = [
    [paint.bold(`${name}: `) + verdict(report, paint), ...table(report)],
    ...(report.unfinished ? [headed("unfinished: ", report.unfinished, "yellow", paint, width)] : []),
    ...(report.recipe ? [tellRecipe(report.recipe, paint, width)] : []),
    ...report.findings.map((finding) => tellFinding(finding, paint, width)),
    ...report.questions.filter(({ decisive }) => decisive).map((question) => tellQuestion(question, paint, width)),
    ...alsoOpen(report, width),
    ...ways(report, width),
    ...nearest(alternatives.slice(0, FEW), width),
    foot(report, paint, width),
  ];
  return joined(blocks);
}

/**
 * @param {Alternative[]} alternatives
 * @param {number} [columns] The terminal's.
 * @returns {string}
 */
export function tellAlternatives(alternatives, columns) {
  return joined(nearest(alternatives, widthOf(columns)));
}

/**
 * @param {Page} page A rule's.
 * @param {Paint} paint
 * @param {number} [columns] The terminal's.
 * @returns {string}
 */
export function tellPage({ id, title, severity, why, todo, source, examples }, paint, columns) {
  const width = widthOf(columns);
  const shown = { fires: "breaks it", passes: "keeps it", asks: "leaves it open" };
  return joined([
    [
      ...headed(`${severity}: `, title, COLOURS[severity], paint, width),
      ...labelled("why", why, paint, width),
      ...labelled("do", todo, paint, width),
      ...(source ? tellSource(source, paint, width) : []),
      ...labelled("rule", id, paint, width),
    ],
    ...(examples.length > 0
      ? [["Examples:", ...examples.flatMap(({ rule, choices }) => indented(`${shown[rule]}: ${JSON.stringify(choices)}`, width))]]
      : []),
  ]);
}

/**
 * What a recipe does that an organisation wrote.
 * @param {NonNullable<Report["recipe"]>} recipe
 * @param {Paint} paint
 * @param {number} [columns]
 */
export function tellRecipe({ agent, hosts, writes, runs }, paint, columns) {
  const width = widthOf(columns);
  /** @type {[string, string[]][]} */
  const lists = [
    ["runs", runs],
    ["file", writes],
    ["host", hosts],
  ];
  return [
    ...headed("recipe: ", `${agent} is not built in: its recipe is a program that runs as root`, "yellow", paint, width),
    ...lists.flatMap(([label, texts]) => texts.flatMap((text) => labelled(label, text, paint, width))),
  ];
}

const widthOf = (columns = 80) => Math.max(40, Math.min(columns, WIDEST));

/** @param {string[][]} blocks */
const joined = (blocks) => blocks.map((lines) => `${lines.join("\n")}\n`).join("\n");

/**
 * A sentence whose first word says what it is.
 * @param {string} head
 * @param {string} sentence
 * @param {keyof Paint} colour
 * @param {Paint} paint
 * @param {number} width
 */
function headed(head, sentence, colour, paint, width) {
  const lines = wrap(head + sentence, width);
  lines[0] = paint[colour](head) + paint.bold(lines[0].slice(head.length));
  return lines;
}

/**
 * @param {Report} report
 * @param {Paint} paint
 */
function verdict({ verdict, unfinished, findings, questions }, paint) {
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  const decisive = questions.filter(({ decisive }) => decisive).length;
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const sentences = {
    blocked: () => paint.red(`blocked by ${plural(errors, "error")}`),
    incomplete: () => paint.cyan(unfinished ? "incomplete" : `incomplete, it depends on ${plural(decisive, "answer")}`),
    readyWithWarnings: () => paint.yellow(`ready, with ${plural(warnings, "warning")}`),
    ready: () => paint.green("ready"),
  };
  return sentences[verdict]();
}

/** @param {Report} report */
function table({ cell }) {
  if (!cell) return [];
  const meanings = {
    supported: "supported",
    conditional: "supported on a condition",
    unsupported: "not supported",
    notListed: "not listed",
  };
  const words = meanings[cell.support];
  return [`The support table says: ${cell.text ? `${visible(cell.text)}, ${words}` : words}`];
}

/**
 * @param {Finding} finding
 * @param {Paint} paint
 * @param {number} width
 */
function tellFinding({ severity, at, rule, message, why, todo, fix, source }, paint, width) {
  return [
    ...headed(`${severity}: `, message, COLOURS[severity], paint, width),
    ...labelled("at", at, paint, width),
    ...labelled("why", why, paint, width),
    ...labelled("do", todo, paint, width),
    ...(fix ? labelled("fix", edits(fix.edits), paint, width) : []),
    ...tellSource(source, paint, width),
    ...labelled("rule", rule, paint, width),
  ];
}

/**
 * @param {Source} source
 * @param {Paint} paint
 * @param {number} width
 */
function tellSource({ sentence, title, url, checkedOn }, paint, width) {
  const parts = [sentence && `“${sentence}”`, `${title}, read on ${checkedOn}`, url].filter(Boolean);
  return parts.flatMap((part, index) => labelled(index === 0 ? "from" : "", part, paint, width));
}

/** @param {Edit[]} edits */
const edits = (edits) => edits.map(({ at, to }) => `${at}: ${JSON.stringify(to)}`).join(", ");

/**
 * @param {Question} question
 * @param {Paint} paint
 * @param {number} width
 */
function tellQuestion({ at, ask, kind, choices, outcomes }, paint, width) {
  const lines = headed("question: ", ask, "cyan", paint, width);
  if (outcomes && outcomes.length > 0) {
    const led = byVerdict(outcomes).map(([verdict, answers]) => `${answers.join(", ")} → ${reached(verdict)}`);
    return [...lines, ...labelled("at", at, paint, width), ...led.flatMap((text) => labelled("", text, paint, width))];
  }
  const answers = kind === "yesNo" ? "true or false" : (choices ?? []).join(", ");
  return [...lines, ...labelled("at", answers ? `${at}: ${answers}` : at, paint, width)];
}

/**
 * The answers by where they lead to, as they are written in the file.
 * @param {Outcome[]} outcomes
 * @returns {[Verdict, string[]][]}
 */
function byVerdict(outcomes) {
  const led = new Map();
  for (const { answer, verdict } of outcomes) led.set(verdict, [...(led.get(verdict) ?? []), String(answer)]);
  return [...led];
}

/**
 * Questions whose answers change nothing as things stand.
 * @param {Report} report
 * @param {number} width
 */
function alsoOpen({ questions }, width) {
  const open = questions.filter(({ decisive }) => !decisive);
  if (open.length === 0) return [];
  const head = "Also open, though no answer changes the verdict as things stand:";
  return [[head, ...open.flatMap(({ at, ask }) => indented(`${at}: ${ask}`, width))]];
}

/** @param {Verdict} verdict */
export const reached = (verdict) => (verdict === "readyWithWarnings" ? "ready, with warnings" : verdict);

/**
 * The ways from here matter when this one is closed.
 * @param {Report} report
 * @param {number} width
 */
function ways({ verdict, options }, width) {
  if (verdict !== "blocked" || options.length === 0) return [];
  return [["Other ways:", ...options.flatMap(({ title, detail }) => indented(`${title}: ${detail}`, width))]];
}

/**
 * What changes, where it leads, and what to write into the file for it.
 * @param {Alternative[]} alternatives
 * @param {number} width
 */
function nearest(alternatives, width) {
  if (alternatives.length === 0) return [];
  const lines = alternatives.flatMap(({ title, edits: changes, verdict }) => [
    ...indented(`${title}: ${reached(verdict)}`, width),
    ...wrap(edits(changes), width - 6).map((line) => `      ${line}`),
  ]);
  return [["Nearest choices that are not blocked:", ...lines]];
}

/**
 * @param {Report} report
 * @param {Paint} paint
 * @param {number} width
 */
function foot({ assumptions, changesOn, policy }, paint, width) {
  /** @type {string[]} */
  const sentences = [];
  if (assumptions.length > 0) sentences.push(`Assumed: ${assumptions.map(({ at, value }) => `${at}: ${value}`).join(", ")}`);
  if (changesOn?.finding) {
    sentences.push(`From ${changesOn.date} on: the finding of the rule ${changesOn.rule} ${changesOn.finding}, the verdict stays`);
  } else if (changesOn) sentences.push(`From ${changesOn.date} on: ${reached(changesOn.verdict)}, by the rule ${changesOn.rule}`);
  for (const { rule, reason } of policy.off) sentences.push(`Switched off: ${rule}, ${reason}`);
  sentences.push(`Policy: ${policy.name} ${policy.version}, ${policy.digest.slice(0, 12)}`);
  return sentences.flatMap((sentence) => wrap(sentence, width)).map(paint.dim);
}

/**
 * @param {string} label
 * @param {string} text
 * @param {Paint} paint
 * @param {number} width
 */
function labelled(label, text, paint, width) {
  const margin = " ".repeat(LABEL);
  const first = paint.dim(label.padStart(LABEL - 1)) + " ";
  return wrap(text, width - LABEL).map((line, index) => (index === 0 ? first : margin) + line);
}

/**
 * @param {string} text
 * @param {number} width
 */
const indented = (text, width) => wrap(text, width - 4).map((line, index) => (index === 0 ? "  - " : "    ") + line);
