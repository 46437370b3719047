/** What every document has: a way to leave at once, and a page of our own for when the network is gone. */

document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-leave]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  // Blank before the other page comes, and without an entry to come back to.
  document.body.hidden = true;
  document.title = "";
  location.replace(link.href);
});

// Within a page, and from one language of it to another, no entry of the tab's history arises: leaving takes the last away.
document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest("a");
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const within = link.hash !== "" && link.href.split("#")[0] === location.href.split("#")[0];
  if (!within && !link.matches(".languages a")) return;
  event.preventDefault();
  // As by the link itself: scrolled to, focused, `:target`.
  location.replace(link.href);
});

// Sent into no network, what was typed would be lost with the page.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const sentence = document.querySelector<HTMLMetaElement>("meta[name=unsent]")?.content;
  form.querySelector(".unsent")?.remove();
  if (navigator.onLine || form.method !== "post" || !sentence) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const said = document.createElement("div");
  said.className = "refusal unsent";
  said.setAttribute("role", "alert");
  said.appendChild(document.createElement("p")).textContent = sentence;
  form.prepend(said);
}, { capture: true });

/** A textarea, or a field of a form to be sent that holds something: whoever typed finds it again. */
const typing = (): boolean =>
  [...document.querySelectorAll<HTMLInputElement>("textarea, form[method=post] input:not([type=hidden], [type=radio], [type=checkbox])")]
    .some((field) => field.matches("textarea") || field.value !== "");

addEventListener("pageshow", (event) => {
  // Set aside whole by the browser: a story may be withdrawn by now, a donor signed out.
  if (!event.persisted || typing()) return;
  document.body.hidden = true;
  // A page that a form led to itself is asked for without sending the form again.
  const here = location.href.split("#")[0];
  if (document.referrer.split("#")[0] === here && !location.hash) location.replace(location.href);
  else location.reload();
});

const worker = document.querySelector<HTMLMetaElement>("meta[name=offline]");
if (worker && "serviceWorker" in navigator) {
  // Its cache holds the offline page and its styles; a story is never among them.
  navigator.serviceWorker.register(worker.content, { scope: "/" }).catch(() => undefined);
}
