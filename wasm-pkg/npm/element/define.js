// `<dynaboot-planner>`: what a page sees of a planner. What works it out comes when the planner is about to be seen.

import { DynabootError } from "../errors.js";
import { version } from "../generated/version.js";
import { plainText, settingsText } from "./settings.js";
import { policyText } from "./policy.js";

/** @typedef {import("../generated/dynaboot.js").Choices} Choices */
/** @typedef {import("../generated/dynaboot.js").Assessment} Assessment */
/** @typedef {import("./engine.js").Seat} Seat */

const NAME = "dynaboot-planner";
const UNANSWERED = "The planner has no answer yet.";
const PASSES = ["ready", "readyWithWarnings"];
/** Properties that a framework may have set before the element was defined. */
const PROPERTIES = [
  "choices",
  "fixedFields",
  "hiddenFields",
  "policy",
  "policyBytes",
  "signature",
  "publicKey",
  "view",
  "theme",
  "today",
  "name",
];
/** How long a page may take to give back what it was told, in milliseconds. */
const ECHO = 1000;
/** What can take the focus first. */
const CONTROLS = [":is(input, select, textarea):not([disabled], [readonly])", "button"];

// On a server there are no elements; there it is only imported.
const Base = globalThis.HTMLElement ?? class {};

/**
 * Asks for a plan, tells whether its VM will get its agent, and gives what to paste.
 *
 * @tagname dynaboot-planner
 *
 * @attr {string} choices What it starts with, as JSON. Set again, it replaces what is there.
 * @attr {string} fixed-fields Paths of fields with spaces between, which are shown and keep the value that `choices` gives.
 * @attr {string} hidden-fields Paths of fields with spaces between, which are not shown and keep the value that `choices` gives.
 * @attr {string} policy The URL of an organisation's policy, of the page's own origin.
 * @attr {string} public-key The key that signs the policy; the signature lies at the policy's URL + `.minisig`.
 * @attr {"plan" | "matrix" | "check"} view What it shows: all of a plan, the support table, or the report alone.
 * @attr {"auto" | "light" | "dark"} theme Its colours; `auto` follows the system.
 * @attr {string} lang Its language. One that it does not have is English.
 * @attr {string} today The day that the answer holds for, in the place of the browser's.
 * @attr {string} name Its name in a form.
 *
 * @fires {CustomEvent<{ choices: Choices, verdict: string }>} dynaboot-change The first answer, and one after every change.
 * @fires {CustomEvent<{ choices: Choices, report: object }>} dynaboot-ready The answer became ready, or ready with warnings.
 * @fires {CustomEvent<{ message: string, path?: string, expected?: string }>} dynaboot-error Something was given that cannot be.
 *
 * @csspart form The fields and questions.
 * @csspart report The verdict and its reasons.
 * @csspart verdict The verdict.
 * @csspart script The script.
 * @csspart payload What is put into the cloud's field.
 * @csspart error What is said in the planner's place when it was given something that cannot be.
 *
 * @cssprop --dynaboot-accent The colour of links, buttons and what is good.
 * @cssprop --dynaboot-on-accent The colour of text upon that one.
 * @cssprop --dynaboot-surface The colour behind everything.
 * @cssprop --dynaboot-text The colour of text.
 * @cssprop --dynaboot-font The fonts of text.
 * @cssprop --dynaboot-mono The fonts of scripts.
 * @cssprop --dynaboot-radius The radius of corners.
 */
export class DynabootPlanner extends Base {
  static formAssociated = true;
  static observedAttributes = ["choices", "fixed-fields", "hidden-fields", "policy", "public-key", "view", "theme", "today"];
  /** The version of the package that it comes from. */
  static version = version;
  /** @type {ShadowRootMode} */
  static mode = "open";

  #root;
  #internals;
  /** @type {Record<string, unknown>} What the page gave, by the names of properties. */
  #given = {};
  /** Whether the choices were given anew, and take the place of what was entered. */
  #anew = false;
  /** @type {string | undefined} What was entered before it was taken out of the page, without secrets. */
  #kept;
  /** Whether it is about to be seen, or somebody waits for its answer. */
  #wanted = false;
  #scheduled = false;
  /** @type {Promise<void> | undefined} The last of what it was told to take over. */
  #work;
  /** @type {Seat | undefined} Its seat at the engine, while it is in a page. */
  #seat;
  /** @type {HTMLElement | undefined} What stands in its place when it cannot answer. */
  #apology;
  /** @type {{ text: string, until: number }[]} The choices that it told the page lately, the latest last. */
  #told = [];
  #disabled = false;
  #framed = false;
  #passed = false;
  /** @type {{ source: unknown[], text: Promise<string> } | undefined} */
  #policy;

  constructor() {
    super();
    const { mode } = /** @type {typeof DynabootPlanner} */ (this.constructor);
    this.#root = this.attachShadow({ mode });
    // Not every imitation of a browser has all of it.
    this.#internals = this.attachInternals?.();
    // A label of the page leads to the first field.
    this.addEventListener("click", (event) => event.composedPath()[0] === this && this.focus());
    this.addEventListener("invalid", (event) => this.#lead(event));
  }

  connectedCallback() {
    for (const name of PROPERTIES) this.#upgrade(name);
    this.#judge(UNANSWERED);
    if (this.#wanted) this.#change();
    else whenNear(this, () => this.#want());
  }

  disconnectedCallback() {
    // A node that is moved is back before that.
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave();
    });
  }

  /**
   * @param {string} name
   * @param {string | null} _before
   * @param {string | null} value
   */
  attributeChangedCallback(name, _before, value) {
    this.#give(property(name), value ?? undefined);
  }

  formResetCallback() {
    this.reset();
  }

  /** @param {boolean} disabled */
  formDisabledCallback(disabled) {
    this.#disabled = disabled;
    this.#bar();
  }

  /** @param {string} state */
  formStateRestoreCallback(state) {
    this.#kept = state;
    this.#change();
  }

  /**
   * What was chosen, without secrets; before there is a planner, what the page gave. Set, it replaces what is there, unless it
   * says the same, or what an event has just told.
   */
  get choices() {
    const chosen = this.#seat?.planner.choices();
    return chosen === undefined ? parsed(this.#given.choices) : JSON.parse(chosen);
  }
  set choices(value) {
    this.#give("choices", value);
  }

  /** @type {readonly string[]} Paths of fields that are shown and keep the value that `choices` gives. */
  get fixedFields() {
    return list(this.#given.fixedFields);
  }
  set fixedFields(value) {
    this.#give("fixedFields", value);
  }

  /** @type {readonly string[]} Paths of fields that are not shown and keep the value that `choices` gives. */
  get hiddenFields() {
    return list(this.#given.hiddenFields);
  }
  set hiddenFields(value) {
    this.#give("hiddenFields", value);
  }

  /** @type {object | string | undefined} An organisation's policy, or the URL of one. */
  get policy() {
    return /** @type {object | string | undefined} */ (this.#given.policy);
  }
  set policy(value) {
    this.#give("policy", value);
  }

  /** @type {Uint8Array | undefined} An organisation's policy as JSON in UTF-8. */
  get policyBytes() {
    return /** @type {Uint8Array | undefined} */ (this.#given.policyBytes);
  }
  set policyBytes(value) {
    this.#give("policyBytes", value);
  }

  /** @type {string | undefined} The text of the policy's `.minisig` file. */
  get signature() {
    return /** @type {string | undefined} */ (this.#given.signature);
  }
  set signature(value) {
    this.#give("signature", value);
  }

  /** @type {string | undefined} The key that signs the policy. */
  get publicKey() {
    return /** @type {string | undefined} */ (this.#given.publicKey);
  }
  set publicKey(value) {
    this.#give("publicKey", value);
  }

  /** What it shows: `plan`, `matrix` or `check`. */
  get view() {
    return this.getAttribute("view") ?? "plan";
  }
  set view(value) {
    this.#reflect("view", value);
  }

  /** Its colours: `auto`, `light` or `dark`. */
  get theme() {
    return this.getAttribute("theme") ?? "auto";
  }
  set theme(value) {
    this.#reflect("theme", value);
  }

  /** The day that the answer holds for; empty for the browser's. */
  get today() {
    return this.getAttribute("today") ?? "";
  }
  set today(value) {
    this.#reflect("today", value);
  }

  /** Its name in a form. */
  get name() {
    return this.getAttribute("name") ?? "";
  }
  set name(value) {
    this.#reflect("name", value);
  }

  get form() {
    return this.#internals?.form ?? null;
  }

  get labels() {
    return this.#internals?.labels;
  }

  get validity() {
    return this.#internals?.validity;
  }

  get validationMessage() {
    return this.#internals?.validationMessage ?? "";
  }

  get willValidate() {
    return this.#internals?.willValidate ?? false;
  }

  checkValidity() {
    return this.#internals?.checkValidity?.() ?? true;
  }

  reportValidity() {
    return this.#internals?.reportValidity?.() ?? true;
  }

  /**
   * The whole assessment, typed secrets in its payload.
   *
   * @returns {Promise<Assessment>}
   * @throws {DynabootError} Something that the page gave and cannot be.
   */
  async assess() {
    if (!this.isConnected) throw new Error("the planner is in no page: put it into one, then ask it");
    this.#want();
    for (let work; work !== this.#work;) {
      work = this.#work;
      await work;
    }
    const answer = this.#seat?.planner.assess();
    if (answer === undefined) throw new Error("the planner was taken out of the page before it had an answer");
    return JSON.parse(answer);
  }

  /** Goes back to what `choices` gave. */
  reset() {
    this.#kept = undefined;
    this.#seat?.planner.reset();
  }

  /**
   * @override
   * @param {FocusOptions} [options]
   */
  focus(options) {
    const [control] = CONTROLS.flatMap((selector) => [...this.#root.querySelectorAll(selector)]);
    if (control instanceof HTMLElement) control.focus(options);
  }

  /** @param {string} name */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[/** @type {keyof this} */ (name)];
    delete this[/** @type {keyof this} */ (name)];
    Object.assign(this, { [name]: value });
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  #give(name, value) {
    if (name === "choices") {
      if (this.#echoes(value)) return;
      this.#anew = true;
      this.#kept = undefined;
      this.#told = [];
    }
    this.#given[name] = value ?? undefined;
    this.#change();
  }

  /**
   * Whether the page gives back what it was told. A framework that keeps the choices in its own state does, and is late: to go back
   * to that would take away what was typed meanwhile, and secrets, which no event tells. What the page gave by itself, it means.
   * @param {unknown} value
   */
  #echoes(value) {
    const text = plainText(value);
    if (text === undefined || this.#anew || !this.#seat) return false;
    const isOwn = text === plainText(this.#given.choices);
    const isTold = (/** @type {{ text: string, until: number }} */ told) => told.text === text && performance.now() < told.until;
    const index = isOwn ? -1 : this.#told.findIndex(isTold);
    // What was told before that is not given back any more.
    if (index >= 0) this.#told.splice(0, index + 1);
    return index >= 0 || text === plainText(this.#seat.planner.choices());
  }

  /**
   * Frameworks take a property away by giving nothing.
   * @param {string} name
   * @param {string | null | undefined} value
   */
  #reflect(name, value) {
    if (value === null || value === undefined || value === "") this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  #want() {
    this.#wanted = true;
    if (!this.#work || this.#scheduled) this.#begin();
  }

  /** Takes over what was given, once for all that is given in one go. */
  #change() {
    if (!this.#wanted || this.#scheduled || !this.isConnected) return;
    this.#scheduled = true;
    queueMicrotask(() => this.#scheduled && this.#begin());
  }

  #begin() {
    this.#scheduled = false;
    const work = this.#takeOver();
    this.#work = work;
    work.catch((error) => {
      // What came after it has its own say.
      if (this.#work === work) this.#apologise(error);
    });
  }

  async #takeOver() {
    const engine = await import("./engine.js");
    await engine.start();
    const policy = await this.#readPolicy(engine.verify);
    // It was taken out meanwhile, or was given something else.
    if (!this.isConnected || this.#scheduled) return;
    const given = { ...this.#given, anew: this.#anew, entered: this.#kept };
    this.#seat ??= engine.take(this.#root, () => this.#answer());
    this.#bar();
    this.#seat.settle(policy, settingsText(given));
    this.#anew = false;
    this.#kept = undefined;
    this.#apology?.remove();
    this.#apology = undefined;
  }

  /** Lets nobody use what is in a disabled form; an app that served another planner may come disabled. */
  #bar() {
    for (const part of this.#root.children) part.toggleAttribute("inert", this.#disabled);
  }

  /** @param {import("../input/file.js").Verify} verify */
  #readPolicy(verify) {
    const { policy, policyBytes, signature, publicKey } = this.#given;
    const source = [policy, policyBytes, signature, publicKey];
    if (!this.#policy || source.some((part, index) => part !== this.#policy?.source[index])) {
      const text = policyText({ policy, policyBytes, signature, publicKey }, verify);
      this.#policy = { source, text };
      // Who gives it once more wants it to be tried once more.
      text.catch(() => this.#policy?.text === text && (this.#policy = undefined));
    }
    return this.#policy.text;
  }

  #leave() {
    this.#rise();
    this.#apology?.remove();
    this.#apology = undefined;
  }

  /** Gives its seat back, and keeps what was entered, without secrets, for the next one. */
  #rise() {
    // Choices that were given and not taken over yet are what comes next.
    if (!this.#anew) this.#kept = this.#seat?.planner.choices() ?? this.#kept;
    this.#seat?.give();
    this.#seat = undefined;
    this.#passed = false;
  }

  /** Tells what the answer is, once a frame. */
  #answer() {
    if (this.#framed) return;
    this.#framed = true;
    nextFrame(() => {
      this.#framed = false;
      if (this.#seat) this.#tell(this.#seat.planner);
    });
  }

  /** @param {Seat["planner"]} planner */
  #tell(planner) {
    const text = planner.choices() ?? "{}";
    const verdict = JSON.parse(planner.verdict() ?? "null");
    const passes = PASSES.includes(verdict);
    this.#internals?.setFormValue?.(text);
    this.#judge(passes ? "" : (planner.sentence() ?? UNANSWERED));
    const now = performance.now();
    this.#told = [...this.#told.filter(({ until }) => now < until), { text: plainText(text) ?? text, until: now + ECHO }];
    this.#emit("dynaboot-change", { choices: JSON.parse(text), verdict });
    if (passes && !this.#passed) {
      this.#emit("dynaboot-ready", { choices: JSON.parse(text), report: JSON.parse(planner.report() ?? "null") });
    }
    this.#passed = passes;
  }

  /** @param {unknown} error */
  #apologise(error) {
    const { message, path, expected } = /** @type {DynabootError} */ (error);
    this.#apology ??= document.createElement("p");
    this.#apology.setAttribute("role", "alert");
    this.#apology.part.add("error");
    this.#apology.textContent = message;
    this.#rise();
    this.#root.append(this.#apology);
    this.#judge(message);
    this.#emit("dynaboot-error", error instanceof DynabootError ? { message, path, expected } : { message });
  }

  /** @param {string} problem */
  #judge(problem) {
    this.#internals?.setValidity?.(problem ? { customError: true } : {}, problem);
  }

  /**
   * The browser's own bubble would need something to point at. Whoever submits is led to the first field instead.
   * @param {Event} event
   */
  #lead(event) {
    event.preventDefault();
    const elements = /** @type {Iterable<Element & { validity?: ValidityState }>} */ (this.form?.elements ?? [this]);
    const first = [...elements].find((element) => element.validity && !element.validity.valid);
    if (first === this) this.focus();
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/**
 * Defines the planner's tag. A name that is taken is left alone, with a warning when somebody else has it, or another version.
 *
 * @param {string} [name] The tag.
 * @param {{ mode?: ShadowRootMode }} [options] `closed`, where the page around it is itself made with Yew.
 */
export function define(name = NAME, { mode = "open" } = {}) {
  const { customElements } = globalThis;
  if (!customElements) return;
  const taken = customElements.get(name);
  if (!taken) {
    customElements.define(
      name,
      class extends DynabootPlanner {
        /** @override */
        static mode = mode;
      },
    );
    return;
  }
  const other = /** @type {typeof DynabootPlanner} */ (taken).version;
  if (other !== version) {
    const owner = other ? `dynaboot ${other}` : "something else";
    console.warn(
      `<${name}> is defined by ${owner} already, so dynaboot ${version} leaves it alone: load one version, or define another name`,
    );
  }
}

/** @type {IntersectionObserver | undefined} */
let watch;
/** @type {WeakMap<Element, () => void>} */
const awaited = new WeakMap();

/**
 * @param {Element} element
 * @param {() => void} come
 */
function whenNear(element, come) {
  // Where nobody can tell what is seen, everything is.
  if (!globalThis.IntersectionObserver) return come();
  awaited.set(element, come);
  watch ??= new IntersectionObserver(
    (entries, observer) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting && target.isConnected) continue;
        observer.unobserve(target);
        if (target.isConnected) awaited.get(target)?.();
      }
    },
    { rootMargin: "100%" },
  );
  watch.observe(element);
}

/** @param {() => void} go */
function nextFrame(go) {
  // A page out of sight is not painted.
  if (document.visibilityState === "visible" && globalThis.requestAnimationFrame) globalThis.requestAnimationFrame(go);
  else setTimeout(go);
}

/** @param {string} attribute */
const property = (attribute) => attribute.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/**
 * @param {unknown} value
 * @returns {readonly string[]}
 */
const list = (value) => (typeof value === "string" ? value.split(/\s+/).filter(Boolean) : (/** @type {string[]} */ (value) ?? []));

/** @param {unknown} choices */
function parsed(choices) {
  if (typeof choices !== "string") return choices;
  try {
    return JSON.parse(choices);
  } catch {
    // It is said where it is taken over.
    return undefined;
  }
}
