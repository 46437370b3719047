/** Passing a story on: the link for the next hand, asked for when it is passed on and not before. */

for (const form of document.querySelectorAll<HTMLFormElement>("form.share")) {
  form.addEventListener("submit", (event) => void pass(event, form));
}

async function pass(event: SubmitEvent, form: HTMLFormElement): Promise<void> {
  const { degrees, story } = form.dataset;
  // Without a way to hand the link over, the form goes as it is: a page shows the link.
  if (!degrees || !story || !(canShare() || navigator.clipboard)) return;
  event.preventDefault();
  try {
    const held = (form.elements.namedItem("degree") as HTMLInputElement).value;
    await handOver(`${new URL(story, location.href).href}?degree=${await following(degrees, held)}`, form);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    form.submit();
  }
}

async function following(source: string, held: string): Promise<string> {
  const answer = await fetch(source, {
    method: "POST",
    credentials: "omit",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ degree: held || null }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return ((await answer.json()) as { degree: string }).degree;
}

async function handOver(url: string, form: HTMLFormElement): Promise<void> {
  // The address alone: no title, so that no name of a story is put into anybody's message by us.
  if (canShare()) return navigator.share({ url });
  await navigator.clipboard.writeText(url);
  const said = form.querySelector(".share-said");
  if (said) said.textContent = form.dataset["copied"] ?? "";
}

/** Old phones and plain http have neither. */
function canShare(): boolean {
  return typeof navigator.share === "function";
}
