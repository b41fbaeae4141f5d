// What a template settles: it is laid over what was chosen, and a task that says something else is a forged one.

/**
 * @param {any} choices
 * @param {any} fixed
 * @returns {{ choices: object, contradictions: string[] }} The fields that say something else.
 */
export function settle(choices, fixed) {
  /** @type {string[]} */
  const contradictions = [];
  return { choices: lay(choices, fixed, "", contradictions), contradictions };
}

function lay(under, over, path, contradictions) {
  if (!isObject(over)) {
    if (under !== undefined && under !== null && JSON.stringify(under) !== JSON.stringify(over)) contradictions.push(path);
    return over;
  }
  if (under !== undefined && under !== null && !isObject(under)) contradictions.push(path);
  const both = new Map(Object.entries(isObject(under) ? under : {}));
  for (const [name, value] of Object.entries(over)) {
    both.set(name, lay(both.get(name), value, path === "" ? name : `${path}.${name}`, contradictions));
  }
  return Object.fromEntries(both);
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
