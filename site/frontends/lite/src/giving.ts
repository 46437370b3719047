/** The form to give: a typed amount chooses itself, and the device proves its work before the form is sent. */

import { solved, type Challenge } from "@sixdegree/client/proof";

const form = document.querySelector<HTMLFormElement>(".giving-form");

if (form) {
  const other = form.querySelector<HTMLInputElement>("#other");
  const radios = [...form.querySelectorAll<HTMLInputElement>("input[name=amount]")];
  other?.addEventListener("input", () => {
    const own = radios.find((radio) => radio.value === "other");
    if (own && other.value) own.checked = true;
  });
  for (const radio of radios) {
    radio.addEventListener("change", () => {
      if (!other) return;
      if (radio.value === "other") other.focus();
      else other.value = "";
    });
  }
  form.addEventListener("submit", (event) => void prove(event, form));
}

let sent = false;

async function prove(event: SubmitEvent, form: HTMLFormElement): Promise<void> {
  const proof = form.elements.namedItem("proof") as HTMLInputElement;
  const source = form.dataset["challenge"];
  // Without the means to compute, the form goes as it is: the wait page takes its place.
  if (proof.value || !source || !crypto.subtle) return;
  event.preventDefault();
  if (sent) return;
  sent = true;
  const working = form.querySelector(".working");
  const late = setTimeout(() => {
    if (working) working.textContent = form.dataset["working"] ?? "";
  }, 400);
  try {
    const answer = await fetch(source, { cache: "no-store", credentials: "omit" });
    if (answer.ok) proof.value = (await solved((await answer.json()) as Challenge)) ?? "";
  } catch (error) {
    console.warn("no proof of work, going by the wait page", error);
  }
  clearTimeout(late);
  form.submit();
}

// Coming back by the browser's history, the proof is spent.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
