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

const worker = document.querySelector<HTMLMetaElement>("meta[name=offline]");
if (worker && "serviceWorker" in navigator) {
  // Its cache holds the offline page and its styles; a story is never among them.
  navigator.serviceWorker.register(worker.content, { scope: "/" }).catch(() => undefined);
}
