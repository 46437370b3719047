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

// What this tab began and may have come back from: another gift from here lets go of it.
const BEGUN = "begun";
const MOST = 3;

function remember(form: HTMLFormElement): void {
  const key = (form.elements.namedItem("key") as HTMLInputElement).value;
  try {
    const earlier = (sessionStorage.getItem(BEGUN) ?? "").split(" ").filter((one) => one && one !== key);
    (form.elements.namedItem("earlier") as HTMLInputElement).value = earlier.slice(-MOST).join(" ");
    sessionStorage.setItem(BEGUN, [...earlier, key].slice(-MOST).join(" "));
  } catch (error) {
    console.warn("this browser keeps nothing for a tab", error);
  }
}

let sent = false;

async function prove(event: SubmitEvent, form: HTMLFormElement): Promise<void> {
  const proof = form.elements.namedItem("proof") as HTMLInputElement;
  const source = form.dataset["challenge"];
  remember(form);
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

// Back by the browser's history. Where nothing was typed the frame loads the page anew.
addEventListener("pageshow", (event) => {
  if (event.persisted && form?.querySelector<HTMLInputElement>("#other")?.value) void askAnew(form);
});

/** The proof and the key are spent, and the story may be withdrawn by now; what was typed stays. */
async function askAnew(form: HTMLFormElement): Promise<void> {
  const [proof, key] = ["proof", "key"].map((name) => form.elements.namedItem(name) as HTMLInputElement);
  const working = form.querySelector(".working");
  sent = false;
  proof!.value = "";
  if (working) working.textContent = "";
  let page: Document;
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    // Too many questions, or a failure on the other side, tell nothing of the story.
    if (answer.status === 429 || answer.status >= 500) return;
    page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
  } catch {
    return;
  }
  const fresh = page.querySelector<HTMLInputElement>(".giving-form [name=key]");
  if (fresh) key!.value = fresh.value;
  else {
    document.body.hidden = true;
    location.reload();
  }
}
