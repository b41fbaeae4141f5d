// Starts the page: Trunk's own starter is inline, which the page's Content-Security-Policy forbids.
// The shell is painted first: else the program, thirty times as big, is in its way. A page out of sight is not painted.
const LONGEST_WAIT = 200;
await new Promise((go) => {
  requestAnimationFrame(() => setTimeout(go));
  setTimeout(go, LONGEST_WAIT);
});

try {
  const { default: start } = await import(document.getElementById("glue").href);
  await start({ module_or_path: document.getElementById("program").href });
} catch (cause) {
  document.getElementById("cannot-start")?.removeAttribute("hidden");
  throw cause;
}

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
}

// `cargo xtask build` makes the service worker: where the page is being worked on there is none.
if ("serviceWorker" in navigator && document.querySelector("meta[name=dynaboot-release]")) {
  // Without it the page works as well, only not without a network.
  keep().catch(() => {});
}
