// What nobody may type into a task: Backstage stores a task's parameters, logs and outputs, and shows them to others.
//
// These are the fields that the planner leaves out of its events. A task that has them was not filled in there.

/** The agents' settings, by what their policy says of them. */
export class Settings {
  #secrets = new Set();
  #commands = new Set(["installCommand", "beforeCapture"]);

  /**
   * @param {import("dynaboot").Dynaboot} dynaboot
   * @param {{ agents?: Record<string, { settings?: readonly { name: string, form?: string, secret?: boolean }[] }> }} [policy]
   */
  constructor(dynaboot, policy) {
    // Releases before the catalog have no secret settings of their own.
    const agents = dynaboot.catalog?.().agents ?? Object.values(policy?.agents ?? {});
    for (const { name, form, secret } of agents.flatMap(({ settings = [] }) => settings)) {
      if (secret) this.#secrets.add(name);
      if (form === "command") this.#commands.add(name);
    }
  }

  isSecret(name) {
    return this.#secrets.has(name);
  }

  isCommand(name) {
    return this.#commands.has(name);
  }
}

/**
 * Secrets, whoever wrote them down.
 *
 * @param {any} choices Of any shape: they are read before dynaboot reads them.
 * @param {Settings} settings
 * @returns {string[]} Their fields.
 */
export function secretsIn(choices, settings) {
  const { agent, bundleStore, packageStore, proxy, callHome } = Object(choices);
  const store = Object(bundleStore);
  return [
    isTyped(store.password) && "bundleStore.password",
    hasCredentials(store.url) && "bundleStore.url",
    isPrivateKey(store.caCertificate) && "bundleStore.caCertificate",
    hasCredentials(Object(packageStore).url) && "packageStore.url",
    hasCredentials(proxy) && "proxy",
    hasCredentials(callHome) && "callHome",
    ...settingsOf(agent, (name, value) => settings.isSecret(name) && isTyped(value)),
  ].filter(Boolean);
}

/**
 * Fields that may hold a secret, whatever they hold: a template may give them, a person may not.
 *
 * @param {any} choices
 * @param {Settings} settings
 * @returns {string[]}
 */
export function secretsPossiblyIn(choices, settings) {
  const { agent, bundleStore, proxy, callHome, software, userPart } = Object(choices);
  return [
    isTyped(Object(bundleStore).user) && "bundleStore.user",
    isTyped(Object(software).commands) && "software.commands",
    isTyped(proxy) && "proxy",
    isTyped(callHome) && "callHome",
    isTyped(userPart) && "userPart",
    ...settingsOf(agent, (name, value) => settings.isCommand(name) && isTyped(value)),
  ].filter(Boolean);
}

function settingsOf(agent, which) {
  const entries = Object.entries(Object(Object(agent).settings));
  return entries.filter(([name, value]) => which(name, value)).map(([name]) => `agent.settings.${name}`);
}

/** An object is a reference to a secret: whether it is a good one, dynaboot says. */
function isTyped(value) {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || (Array.isArray(value) && value.length > 0);
}

/** Whether a URL has credentials, a query or a fragment: each of them may be a key to what it names. */
function hasCredentials(url) {
  return typeof url === "string" && /[@?#]/.test(url);
}

function isPrivateKey(pem) {
  return typeof pem === "string" && pem.includes("PRIVATE KEY");
}
