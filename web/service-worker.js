// Keeps the page for when there is no network. `cargo xtask build` fills in the two lines below.
const RELEASE = "{{release}}";
const FILES = ["{{files}}"];

const ours = (name) => name.startsWith(`dynaboot ${registration.scope} `);
const cacheName = `dynaboot ${registration.scope} ${RELEASE}`;
const page = new URL("./", location.href).href;

// All files or none: a version that is not whole is not installed.
addEventListener("install", (event) => {
  const requests = FILES.map((name) => new Request(new URL(name, page), { cache: "no-cache" }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(requests)));
});

// It takes over only when the reader asks for it, or when no page of the older version is open any more.
addEventListener("message", (event) => {
  if (event.data === "use") skipWaiting();
});

addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => ours(name) && name !== cacheName));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))));
});

// What was kept is answered from there; anything else goes its own way, and nothing is kept beyond the list.
const kept = new Set(FILES.map((name) => new URL(name, page).href));
addEventListener("fetch", (event) => {
  const [address] = event.request.url.split(/[?#]/);
  const asked = address === `${page}index.html` ? page : address;
  if (event.request.method !== "GET" || !kept.has(asked)) return;
  event.respondWith(
    caches
      .open(cacheName)
      .then((cache) => cache.match(asked))
      .then((found) => found ?? fetch(event.request)),
  );
});
