/** Keeps one page for the hours without network. What it may keep is listed by the server: never a story. */

interface Shell {
  name: string;
  pages: Record<string, string>;
  files: string[];
}
interface Extended extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Fetched extends Extended {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
declare const SHELL: Shell;

const kept = async (address: string): Promise<Response> =>
  (await caches.match(address, { ignoreSearch: true, ignoreVary: true })) ?? Response.error();

/** A browser's way back shows a document it has stored without asking: a story is always asked for. */
const asked = (request: Request): Promise<Response> =>
  request.mode === "navigate"
    ? fetch(request.url, {
        cache: "no-cache",
        credentials: "same-origin",
        headers: request.headers,
        redirect: "manual",
        referrer: "",
      })
    : fetch(request);

addEventListener("install", (event) => {
  const all = [...Object.values(SHELL.pages), ...SHELL.files];
  (event as Extended).waitUntil(caches.open(SHELL.name).then((cache) => cache.addAll(all)));
});

addEventListener("activate", (event) => {
  const forgotten = caches
    .keys()
    .then((names) => names.filter((name) => name.startsWith("sixdegree-") && name !== SHELL.name))
    .then((names) => Promise.all(names.map((name) => caches.delete(name))));
  (event as Extended).waitUntil(forgotten);
});

addEventListener("fetch", (event) => {
  const { request, respondWith } = event as Fetched;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  const page = request.mode === "navigate" ? SHELL.pages[address.pathname.split("/")[1] ?? ""] : undefined;
  const shell = page ?? (SHELL.files.includes(address.pathname) ? address.pathname : undefined);
  if (shell) respondWith.call(event, asked(request).catch(() => kept(shell)));
});

export {};
