/**
 * The stories while one types: suggestions below the field, and what was found in the place of what was there.
 *
 * The words come into the address when the form is sent, as without this script. Until then they stay with this entry of
 * the tab's history, so that the way back from a story leads to what was found.
 */

import { Combobox, type Suggested } from "@sixdegree/client/combobox";
import { finished } from "@sixdegree/client/seeking";

const PAUSE = 350; // ms without a key
const SAID = "#found-said";
const FOUND = ["#search-kept", "#found"];

class Search {
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private asking = new AbortController();
  /** Whether something is suggested for what is in the field. */
  offers = async (): Promise<boolean> => false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly field: HTMLInputElement,
  ) {
    field.addEventListener("input", (event) => (event as InputEvent).isComposing || this.soon());
    field.addEventListener("compositionend", () => this.soon());
    form.addEventListener("submit", () => this.stop());
    const { sought } = (history.state ?? {}) as { sought?: unknown };
    if (typeof sought !== "string" || sought === field.value) return;
    field.value = sought;
    this.now();
  }

  now(sought = this.field.value.trim()): void {
    this.stop();
    const query = new URLSearchParams(new FormData(this.form) as unknown as Record<string, string>);
    query.set("q", sought);
    void this.find(query, sought);
  }

  private soon(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.now(finished(this.field.value)), PAUSE);
  }

  private stop(): void {
    clearTimeout(this.waiting);
    this.asking.abort();
    this.asking = new AbortController();
  }

  private async find(query: URLSearchParams, sought: string): Promise<void> {
    const { signal } = this.asking;
    try {
      const answer = await fetch(`${this.form.action}?${query}`, { cache: "no-store", referrerPolicy: "no-referrer", signal });
      if (!answer.ok) throw new TypeError(`the stories answered ${answer.status}`);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      // Whoever is offered a word is not told that there is none: what was found before stays.
      const held = sought && fresh.querySelector("#found .empty") && (await this.offers());
      if (signal.aborted) return;
      if (held) return document.querySelector("#found .empty") && sought ? this.now("") : undefined;
      show(fresh);
      history.replaceState({ sought }, "");
    } catch (error) {
      // What was found before stays, and the form can be sent.
      if (error instanceof TypeError) console.warn("the stories were not searched", error);
      else if (!signal.aborted) throw error;
    }
  }
}

function show(fresh: Document): void {
  const opened = document.querySelector<HTMLDetailsElement>(".narrow")?.open ?? false;
  for (const part of FOUND) document.querySelector(part)?.replaceWith(fresh.querySelector(part) ?? "");
  const narrow = document.querySelector<HTMLDetailsElement>(".narrow");
  if (narrow) narrow.open = opened;
  // The same element speaks: a new one would be heard by nobody.
  const [said, anew] = [document.querySelector(SAID), fresh.querySelector(SAID)];
  if (!said || !anew) return;
  said.className = anew.className;
  said.textContent = anew.textContent;
}

function suggest(form: HTMLFormElement, field: HTMLInputElement, search: Search): void {
  const source = form.dataset["suggest"];
  if (!source) return;
  const list = Object.assign(document.createElement("ul"), { id: "suggestions", className: "suggestions" });
  list.setAttribute("aria-label", form.dataset["suggestions"] ?? "");
  const said = Object.assign(document.createElement("p"), { className: "unseen" });
  said.setAttribute("role", "status");
  field.after(list, said);
  const box = new Combobox(field, list, said, {
    ask: (text) => suggested(source, text),
    chosen: () => search.now(),
    kind: (kind) => form.dataset[kind] ?? "",
    count: (count) => (form.dataset["count"] ?? "").replace("{count}", String(count)),
  });
  search.offers = () => box.offers();
}

async function suggested(source: string, text: string): Promise<Suggested[]> {
  const asked = new URL(source, location.origin);
  asked.searchParams.set("q", text);
  try {
    const answer = await fetch(asked, { credentials: "omit", referrerPolicy: "no-referrer" });
    return answer.ok ? ((await answer.json()) as { results: Suggested[] }).results : [];
  } catch (error) {
    if (error instanceof TypeError) return [];
    throw error;
  }
}

const form = document.querySelector<HTMLFormElement>("form.search");
const field = form?.querySelector<HTMLInputElement>("input[name=q]");
if (form && field) suggest(form, field, new Search(form, field));

export {};
