// Keeps the page for when there is no network. `cargo xtask build` fills in the two lines below.
const RELEASE = "{{release}}";
const FILES = ["{{files}}"];

const ours = (name) => name.startsWith(`dynaboot ${registration.scope} `);
const cacheName = `dynaboot ${registration.scope} ${RELEASE}`;
const page = new URL("./", location.href).href;
/** What an organisation put beside the release: its policy, styles and logo. */
const own = `dynaboot ${registration.scope} own`;
/** How long a slow network may take, in milliseconds, before such a file is answered as it was kept. */
const PATIENCE = 4_000;

// All files or none: a version that is not whole is not installed.
addEventListener("install", (event) => {
  const requests = FILES.map((name) => new Request(new URL(name, page), { cache: "no-cache" }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(requests)));
});

// It takes over only when the reader asks for it, or when no page of the older version is open any more.
addEventListener("message", (event) => {
  if (event.data === "use") skipWaiting();
  if (event.data.used) event.waitUntil(Promise.all([keepOwn(event.data.used), renewPage()]));
});

/** Keeps what the page used and no release has, as it is now: a policy and its signature belong together. */
async function keepOwn(addresses) {
  const names = addresses.filter((address) => !kept.has(address));
  const answers = await Promise.all(names.map((address) => fetch(address, { cache: "no-cache" })));
  await caches.delete(own);
  if (names.length === 0) return;
  const cache = await caches.open(own);
  await Promise.all(answers.map((answer, index) => answer.ok && cache.put(names[index], answer)));
}

/** The page may be edited where it is hosted, to name a policy or a style. One of another release brings its own files. */
async function renewPage() {
  const answer = await fetch(page, { cache: "no-cache" });
  const text = await answer.clone().text();
  if (answer.ok && text.includes(`content="${RELEASE}"`)) await (await caches.open(cacheName)).put(page, answer);
}

addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => ours(name) && ![cacheName, own].includes(name)));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))));
});

// A file of the release is answered as it was kept. Of an organisation's file the newest is asked for; what was kept is for when
// there is no network. Nothing else is kept.
const kept = new Set(FILES.map((name) => new URL(name, page).href));
addEventListener("fetch", (event) => {
  const [address] = event.request.url.split(/[?#]/);
  const asked = address === `${page}index.html` ? page : address;
  if (event.request.method !== "GET" || new URL(asked).origin !== location.origin) return;
  if (!kept.has(asked)) return event.respondWith(newest(event.request));
  event.respondWith(
    caches
      .open(cacheName)
      .then((cache) => cache.match(asked))
      .then((found) => found ?? fetch(event.request)),
  );
});

async function newest(request) {
  const answer = fetch(request);
  const late = new Promise((_, give) => setTimeout(give, PATIENCE));
  try {
    return await Promise.race([answer, late]);
  } catch {
    return (await caches.match(request, { cacheName: own })) ?? answer;
  }
}
