// Starts the page: Trunk's own starter is inline, which the page's Content-Security-Policy forbids.
//
// The page of a release is HTML already, as somebody sees it who comes without any choices. The program, thirty times as big, is
// fetched beside it, and begins at the first sign of a reader: then it puts the page itself in the place of the HTML, and does
// what the reader did meanwhile. An address with choices, or what an earlier visit left, is such a sign; and so is a policy of
// an organisation, by which the HTML says nothing.

const released = document.querySelector("meta[name=dynaboot-release]") !== null;
const SIGNS = ["change", "click", "focusin", "hashchange", "input", "keydown", "pointerdown", "pointerover", "scroll"];
const CONTROLS = "main :is(input, select, textarea)";
const FOCUSABLE = `a[href], button, summary, ${CONTROLS}`;

const all = (selector) => [...document.querySelectorAll(selector)];
// By what stays the same when the page comes in the place of its HTML: controls have ids, links and folds have their words.
const named = (element) => element?.id || element?.textContent;
const find = (selector, name) => all(selector).find((element) => named(element) === name);
const turn = () => new Promise((go) => setTimeout(go));
const next = (signs) =>
  new Promise((come) => {
    const seen = new AbortController();
    signs.forEach((sign) => addEventListener(sign, () => come(seen.abort()), { capture: true, signal: seen.signal }));
  });

// A page out of sight is not painted.
const LONGEST_WAIT = 200;
const painted = new Promise((go) => {
  requestAnimationFrame(() => setTimeout(go));
  setTimeout(go, LONGEST_WAIT);
});

// Whose page it is stands there before the program does.
for (const [name, place] of [
  ["application-name", ".Bar h1"],
  ["dynaboot-claim", ".Bar-claim"],
]) {
  const said = document.querySelector(`meta[name=${name}]`)?.content;
  if (said) document.querySelector(place).textContent = said;
}

/** Whether an earlier visit, or the browser itself after a reload, left something that only the program can show. */
function isBegun() {
  try {
    if (localStorage.length + sessionStorage.length > 0) return true;
  } catch {
    // Where nothing can be kept, nothing was left.
  }
  return location.hash !== "" || all(CONTROLS).some(isChanged);
}

function isChanged(control) {
  if (control.type === "checkbox") return control.checked !== control.defaultChecked;
  if (control.options) return control.selectedIndex > 0 && !control.options[control.selectedIndex].defaultSelected;
  return control.value !== control.defaultValue;
}

/** What a reader is in the middle of, or has done, while there is nobody to answer. */
const reader = { pressed: [], holding: false, choosing: undefined, listening: new AbortController() };

function watch() {
  const on = (signs, note) => signs.forEach((sign) => addEventListener(sign, note, { capture: true, signal: reader.listening.signal }));
  on(["click"], ({ target }) => reader.pressed.push(target.closest?.("button")?.id));
  on(["pointerdown"], () => (reader.holding = true));
  on(["pointerup", "pointercancel"], () => (reader.holding = false));
  // The list of a select is open from the first key or press on it until something is chosen, or left alone.
  on(["pointerdown", "keydown"], ({ key, target }) => key !== "Tab" && (reader.choosing = target.closest?.("main select")));
  on(["change", "focusout"], () => (reader.choosing = undefined));
}

/** Waits until nothing is lost when the page takes the place of the HTML: a press without its end is no click. */
async function idle() {
  while (reader.holding || reader.choosing) {
    await next(["pointerup", "pointercancel", "change", "focusout"]);
    await turn();
  }
}

/** What a reader did to the HTML, to be done to the page in its place: before the first answer, both are the same. */
function gather() {
  const changed = all(CONTROLS).filter(isChanged);
  const focused = document.activeElement;
  return {
    values: changed.map(({ id, value, checked }) => ({ id, value, checked })),
    folds: all("main details").map(({ open }) => open),
    focus: named(focused),
    selection: [focused?.selectionStart, focused?.selectionEnd],
    scrolled: [scrollX, scrollY],
  };
}

async function repeat({ values, folds, focus, selection: [from, to], scrolled }) {
  // One that the reader left alone may have something to say.
  all("main details").forEach((fold, index) => (fold.open ||= folds[index]));
  const focused = find(FOCUSABLE, focus);
  focused?.focus({ preventScroll: true });
  for (const { id, value, checked } of values) {
    const control = document.getElementById(id);
    if (!control) continue;
    const { value: before } = control;
    Object.assign(control, { value, checked });
    // Another policy may not have what was chosen.
    if (control.value !== value) {
      control.value = before;
      continue;
    }
    for (const sign of ["input", "change"]) control.dispatchEvent(new Event(sign, { bubbles: true }));
    // What it changes is shown before the next one.
    await turn();
  }
  // Only texts have a place in them.
  if (typeof from === "number") focused?.setSelectionRange(from, to);
  scrollTo(...scrolled);
  for (const id of reader.pressed.filter(Boolean)) {
    document.getElementById(id)?.click();
    await turn();
  }
}

/** How long a server may take for a policy, in milliseconds: then it is better to say that there is none. */
const PATIENCE = 30_000;

/** What the page's policy is, as `prepare` takes it: its address, bytes, signature and key, or why they cannot be had. */
async function policyAt(link) {
  const key = link.dataset.publicKey;
  const href = link.getAttribute("href") ?? "";
  if (href === "" || !URL.canParse(href, document.baseURI)) return [href, undefined, undefined, key, "address"];
  const address = new URL(href, document.baseURI);
  const found = [await fileAt(address)];
  if (key !== undefined && !found[0].problem) {
    address.pathname += ".minisig";
    found.push(await fileAt(address));
  }
  const [{ bytes }, signature] = found;
  const text = signature?.bytes && new TextDecoder().decode(signature.bytes);
  return [address.href, bytes, text, key, found.find(({ problem }) => problem)?.problem];
}

async function fileAt(address) {
  if (address.origin !== location.origin) return { problem: "origin" };
  try {
    // Whoever may see the page may see its policy; and an old one would be wrong.
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(address, { mode: "same-origin", credentials: "same-origin", cache: "no-cache", signal });
    return answer.ok ? { bytes: new Uint8Array(await answer.arrayBuffer()) } : { problem: String(answer.status) };
  } catch {
    return { problem: "unreachable" };
  }
}

async function begin() {
  if (!globalThis.WebAssembly) throw new Error("this browser has no WebAssembly");
  const link = document.querySelector("link[rel~=dynaboot-policy]");
  const policy = link ? policyAt(link) : [];
  const begun = !released || link !== null || isBegun();
  // What the HTML shows is not what was left.
  document.documentElement.classList.toggle("is-beginning", begun);
  watch();
  const sign = next(SIGNS);
  await painted;
  const program = fetch(document.getElementById("program").href);
  const glue = import(document.getElementById("glue").href);
  // Who waits for them is told if they do not come; nobody else has to know.
  for (const part of [program, glue]) part.catch(() => {});
  if (!begun && !isBegun()) await sign;
  const { default: start, prepare, show } = await glue;
  await start({ module_or_path: program });
  await prepare(...(await policy));
  await idle();
  reader.listening.abort();
  const early = gather();
  await show();
  document.documentElement.classList.remove("is-beginning");
  document.documentElement.classList.add("is-begun");
  await repeat(early);
  performance.mark("dynaboot-begun");
}

const beginning = begin();
beginning.catch((cause) => {
  document.getElementById("cannot-start")?.removeAttribute("hidden");
  throw cause;
});

// Keeps the page for when there is no network. A newer version waits until the reader asks for it.
const SERVICE_WORKER = "service-worker.js";
const scripts = globalThis.trustedTypes?.createPolicy("dynaboot", {
  // The only script that is named by a text; anything else is refused.
  createScriptURL: (name) => (name === SERVICE_WORKER ? new URL(name, document.baseURI).href : ""),
});

function offer(worker) {
  let asked = false;
  addEventListener("dynaboot-use-newer", () => {
    asked = true;
    worker.postMessage("use");
  });
  navigator.serviceWorker.addEventListener("controllerchange", () => asked && location.reload());
  dispatchEvent(new Event("dynaboot-newer"));
}

async function keep() {
  const name = scripts?.createScriptURL(SERVICE_WORKER) ?? SERVICE_WORKER;
  const registration = await navigator.serviceWorker.register(name, { updateViaCache: "none" });
  const watch = (worker) =>
    worker?.addEventListener("statechange", () => {
      // The first version has nobody to replace.
      if (worker.state === "installed" && navigator.serviceWorker.controller) offer(worker);
    });
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  await beginning;
  const used = performance.getEntriesByType("resource").map(({ name }) => name);
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ used: used.filter((address) => new URL(address).origin === location.origin) });
}

// `cargo xtask build` makes the service worker: where the page is being worked on there is none.
if ("serviceWorker" in navigator && released) {
  // Without it the page works as well, only not without a network.
  keep().catch(() => {});
}
