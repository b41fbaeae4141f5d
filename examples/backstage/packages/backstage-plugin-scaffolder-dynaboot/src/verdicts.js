// What the planner said of the choices that it gave: a form asks for them later, and for the choices alone.

/** How many answers are kept: of a form that is filled in, the newest counts. */
const MOST = 100;

/** @type {Map<string, string | null>} */
const verdicts = new Map();

/** The same choices have the same text, in whatever order a form keeps their fields. */
export function textOf(choices) {
  return JSON.stringify(choices, (_, value) => {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value;
  });
}

/**
 * @param {object} choices
 * @param {string | null} verdict None as long as the planner has no answer.
 */
export function remember(choices, verdict) {
  const text = textOf(choices);
  verdicts.delete(text);
  verdicts.set(text, verdict);
  if (verdicts.size > MOST) verdicts.delete(verdicts.keys().next().value);
}

const GOOD = ["ready", "readyWithWarnings"];
const SENTENCES = {
  blocked: "This VM would not get its agent: the planner says why, and what to do",
  incomplete: "The planner has questions that decide whether this VM gets its agent",
};

/**
 * Whether the form may go on. The server judges again.
 *
 * @param {object} choices
 * @param {{ addError(message: string): void }} validation
 */
export function validate(choices, validation) {
  const verdict = verdicts.get(textOf(choices));
  if (!GOOD.includes(verdict)) validation.addError(SENTENCES[verdict] ?? "The planner has not answered yet");
}
