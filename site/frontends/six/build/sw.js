/** Keeps the shell: scripts, styles, fonts and the empty page. Never an answer of the API, never a picture of a story. */

const KEPT = "six-shell-__VERSION__";
const SHELL = __SHELL__;
const BASE = new URL(self.registration.scope);

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((kept) => Promise.all([kept.addAll(SHELL.map((name) => new URL(name, BASE).href)), keepPage(kept)]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("six-shell-") && name !== KEPT).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== BASE.origin || !url.pathname.startsWith(BASE.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith(`${BASE.pathname}assets/`)) event.respondWith(asset(request));
});

/** From the network; without one the empty page, which then says that there is no connection. */
async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(BASE.href)) ?? Response.error();
  }
}

/** Named by their contents: what is kept is right. */
async function asset(request) {
  const found = await caches.match(request.url);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(KEPT)).put(request.url, answer.clone());
  return answer;
}

/** Under the base's own name: the page is the same at every address, and no address is kept. */
async function keepPage(kept) {
  const answer = await fetch(BASE.href, { cache: "no-cache" });
  if (answer.ok) await kept.put(BASE.href, answer);
}
