/** A form sent into no network would be lost with its page: it is kept, and a sentence says so. */

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

export {};
