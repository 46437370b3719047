/** What every document has: a way to leave at once, and a page of our own for when the network is gone. */

// Within a page, and from one language of it to another, no entry of the tab's history arises: leaving takes the last away.
document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const leaving = link.matches("[data-leave]");
  const within = link.hash && link.pathname + link.search === location.pathname + location.search;
  if (!leaving && !within && !link.matches(".languages a")) return;
  event.preventDefault();
  if (leaving) {
    // Blank before the other page comes.
    document.body.hidden = true;
    document.title = "";
  }
  // As by the link itself: scrolled to, focused, `:target`.
  location.replace(link.href);
});

/** Whoever typed into a form to be sent finds it again. */
const typing = (): boolean =>
  [...document.querySelectorAll<HTMLInputElement>("textarea, [method=post] [autocomplete]")].some((field) => field.value !== "");

addEventListener("pageshow", (event) => {
  // Set aside whole by the browser: a story may be withdrawn by now, a donor signed out.
  if (!event.persisted || typing()) return;
  document.body.hidden = true;
  location.reload();
});

const worker = document.querySelector<HTMLMetaElement>("meta[name=offline]");
if (worker && "serviceWorker" in navigator) {
  // Its cache holds the offline page and its styles; a story is never among them.
  navigator.serviceWorker.register(worker.content, { scope: "/" }).catch(() => undefined);
}
