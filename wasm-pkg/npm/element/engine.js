// What all planners of a page share: the module, the styles, and an app that rests for the next one. It is imported when the
// first planner is about to be seen.

import { DynabootError, PolicyError } from "../errors.js";
import { Planner, initSync, verifyPolicy } from "../generated/element.js";
import { module } from "../generated/element-inline.js";
import { styles } from "../generated/styles.js";
import { unpack } from "./unpack.js";

/** @type {Promise<void> | undefined} */
let starting;

/** Starts the module, once. After a start that failed, the next one tries again. */
export async function start() {
  starting ??= instantiate().catch((cause) => {
    starting = undefined;
    throw new Error(reason(cause), { cause });
  });
  await starting;
}

/** How large the module's memory is, in bytes: for those who watch over it. */
export const memoryInUse = () => memory?.buffer.byteLength ?? 0;

/** @type {WebAssembly.Memory | undefined} */
let memory;

async function instantiate() {
  ({ memory } = initSync({ module: await WebAssembly.compile(unpack(module)) }));
}

/** @param {unknown} cause */
function reason(cause) {
  if (!globalThis.WebAssembly) return "The planner needs WebAssembly, which this browser does not have, or has switched off.";
  if (cause instanceof WebAssembly.CompileError) {
    return "This page's Content-Security-Policy keeps WebAssembly from running. Allow 'wasm-unsafe-eval' in script-src, or embed the planner by an iframe.";
  }
  return "The planner could not start.";
}

/**
 * Where a planner of the page stands, and what is at work there.
 * @typedef {object} Seat
 * @property {Planner} planner
 * @property {(policy: string, settings: string) => void} settle Takes over what the page says.
 * @property {() => void} give Gives the seat to the next one.
 */

/** @type {import("../input/file.js").Verify} */
export function verify(bytes, signature, publicKey) {
  told(() => verifyPolicy(bytes, signature, publicKey));
}

/** @typedef {{ place: HTMLElement, planner: Planner, laid: string, changed: () => void }} App */

/** @type {App | undefined} The one that rests: an app that ends leaves its listeners behind, one that rests is used again. */
let idle;

/**
 * Seats a planner in a shadow root.
 *
 * @param {ShadowRoot} root
 * @param {() => void} changed Called after every change of what it answers.
 * @returns {Seat}
 */
export function take(root, changed) {
  const app = idle ?? made();
  idle = undefined;
  app.changed = changed;
  dress(root);
  root.append(app.place);
  setUnit(app.place);
  return {
    planner: app.planner,
    settle(policy, settings) {
      told(() => {
        if (policy !== app.laid) {
          app.planner.lay(policy);
          app.laid = policy;
        }
        app.planner.settle(settings);
      });
    },
    give() {
      app.changed = () => {};
      app.place.remove();
      if (idle) {
        app.planner.end();
      } else {
        app.planner.rest();
        idle = app;
      }
    },
  };
}

/** @returns {App} */
function made() {
  const place = document.createElement("div");
  place.className = "Page";
  // Its words are English, whatever those around it are.
  place.lang = "en";
  /** @type {App} */
  const app = { place, laid: "", changed() {}, planner: new Planner(place, () => app.changed()) };
  return app;
}

/**
 * Says of what was thrown what it is.
 * @param {() => void} call
 */
function told(call) {
  try {
    call();
  } catch (thrown) {
    // What is refused on purpose comes as text.
    if (typeof thrown !== "string") throw thrown;
    const mistakes = JSON.parse(thrown);
    throw Array.isArray(mistakes) ? new PolicyError(mistakes) : new DynabootError(mistakes);
  }
}

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** @param {ShadowRoot} root */
function dress(root) {
  if (root.adoptedStyleSheets && typeof globalThis.CSSStyleSheet?.prototype.replaceSync === "function") {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
    }
    root.adoptedStyleSheets = [sheet];
  } else if (!root.querySelector("style")) {
    root.append(Object.assign(document.createElement("style"), { textContent: styles }));
  }
}

/**
 * All sizes hang on the size of text that the reader has chosen, which is that of text without any style.
 * @param {HTMLElement} place
 */
function setUnit(place) {
  place.style.removeProperty("--unit");
  const size = getComputedStyle(place).fontSize;
  if (size) place.style.setProperty("--unit", size);
}
