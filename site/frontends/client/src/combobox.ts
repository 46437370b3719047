/**
 * A field with suggestions, as the ARIA Authoring Practices' "editable combobox with list autocomplete" (ARIA 1.2): the focus
 * stays in the field, the arrows choose, Enter takes what is chosen or sends the form, Escape closes. Nothing typed is kept.
 */

const PAUSE = 150; // ms without a key
const NONE: Promise<readonly Suggested[]> = Promise.resolve([]);

export interface Suggested {
  text: string;
  kind: string;
}

export interface Suggesting {
  /** What begins so; none where nothing does, or where no answer came. */
  ask: (text: string) => Promise<readonly Suggested[]>;
  chosen: (text: string) => void;
  /** What a kind is called, beside the suggestion; "" where it needs no word. */
  kind: (kind: string) => string;
  /** The sentence for those who hear the page. */
  count: (suggestions: number) => string;
}

export class Combobox {
  private options: HTMLElement[] = [];
  private active = -1;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private round = 0;
  private latest = NONE;
  private readonly stop = new AbortController();

  /** `list` stands below the field, `said` is a polite live region; both are this object's own from here on. */
  constructor(
    private readonly field: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly said: HTMLElement,
    private readonly suggesting: Suggesting,
  ) {
    // The role is no search field's, by ARIA in HTML: the key that sends still says so.
    field.type = "text";
    field.enterKeyHint = "search";
    for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id }))
      field.setAttribute(name, value);
    list.setAttribute("role", "listbox");
    this.close();
    const { signal } = this.stop;
    field.addEventListener("input", (event) => (event as InputEvent).isComposing || this.soon(), { signal });
    // Whoever composes a Chinese word is asked about it when it is written.
    field.addEventListener("compositionend", () => this.soon(), { signal });
    field.addEventListener("keydown", (event) => this.pressed(event), { signal });
    field.addEventListener("blur", () => this.close(), { signal });
    field.form?.addEventListener("submit", () => this.close(), { signal });
    // A press on the list leaves the focus in the field.
    list.addEventListener("pointerdown", (event) => event.preventDefault(), { signal });
    list.addEventListener("click", (event) => this.take(this.options.indexOf((event.target as Element).closest<HTMLElement>("[role=option]")!)), { signal });
  }

  /** Whether something is suggested for what is in the field: whoever is offered a word is not told that there is none. */
  async offers(): Promise<boolean> {
    return (await this.latest).length > 0;
  }

  remove(): void {
    this.close();
    this.stop.abort();
  }

  private soon(): void {
    clearTimeout(this.waiting);
    const mine = ++this.round;
    this.waiting = setTimeout(() => void this.suggest(mine), PAUSE);
  }

  private async suggest(mine: number): Promise<void> {
    const text = this.field.value.trim();
    this.latest = text ? this.suggesting.ask(text) : NONE;
    const found = await this.latest;
    if (mine === this.round && document.activeElement === this.field) this.show(found);
  }

  private show(found: readonly Suggested[]): void {
    this.options = found.map(({ text, kind }, index) => this.option(text, kind, index));
    this.list.replaceChildren(...this.options);
    this.open(found.length > 0);
    this.said.textContent = found.length ? this.suggesting.count(found.length) : "";
  }

  private option(text: string, kind: string, index: number): HTMLElement {
    const option = document.createElement("li");
    option.setAttribute("role", "option");
    option.id = `${this.list.id}-${index + 1}`;
    option.dataset["text"] = text;
    option.append(text);
    const word = this.suggesting.kind(kind);
    if (word) option.append(" ", Object.assign(document.createElement("span"), { textContent: word }));
    return option;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const opened = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Escape" && opened) this.close();
    else if (event.key === "Enter" && opened && this.active >= 0) this.take(this.active);
    else return;
    event.preventDefault();
  }

  /** The place between the last suggestion and the first is the reader's own words. */
  private move(by: 1 | -1): void {
    if (!this.options.length) return;
    this.settle();
    const places = this.options.length + 1;
    if (this.list.hidden) this.open(true);
    this.choose(((this.active + 1 + by + places) % places) - 1);
  }

  private choose(index: number): void {
    this.active = index;
    this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const chosen = this.options[index];
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  private take(index: number): void {
    const text = this.options[index]?.dataset["text"];
    if (text === undefined) return;
    this.field.value = text;
    this.close();
    this.suggesting.chosen(text);
  }

  private open(opened: boolean): void {
    this.list.hidden = !opened;
    this.field.setAttribute("aria-expanded", String(opened));
    this.choose(-1);
  }

  /** What was asked and has not come does not come: whoever has begun to choose must not lose the choice to it. */
  private settle(): void {
    clearTimeout(this.waiting);
    this.round++;
  }

  private close(): void {
    this.settle();
    this.latest = NONE;
    this.said.textContent = "";
    this.open(false);
  }
}
