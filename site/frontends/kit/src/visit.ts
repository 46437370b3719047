/** A reader at a front end: one browser profile, everything it asks noted, nobody outside reachable. */

import { existsSync } from "node:fs";

import { Sixdegree, type CaseAnswer } from "@sixdegree/client";
import { chromium, errors, type Browser, type BrowserContext, type Page } from "playwright-core";

import { Gate } from "./gate.ts";
import { visible } from "./looking.ts";
import type { Stage } from "./stage.ts";
import { Unready } from "./unready.ts";
import { plain } from "./words.ts";

// Back on the network, Chromium would load a page that failed again by itself, across where the visit goes next.
const QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-auto-reload"];
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** Asked by Chromium for itself where a page has a form; no page can make it ask. */
const THE_BROWSERS_OWN = new Set(["content-autofill.googleapis.com:443"]);

export interface Where {
  /** Path of a case below the front end's address; `{locale}` and `{id}` are filled in. */
  case: string;
  /** Path of the list; null where the front end has none. */
  list: string | null;
  locale: string;
  /** The case to open; the first of the list otherwise. */
  id?: string | undefined;
  /** Milliseconds within which something has to be shown, or to be gone. */
  patience: number;
}

export interface Answer {
  url: string;
  method: string;
  status: number;
}

export class Visit {
  /** Every answer since the visit began, from the page and its frames. */
  readonly answers: Answer[] = [];
  /** What was sent: addresses and bodies. */
  readonly sent: string[] = [];
  private readonly strangers = new Set<string>();

  private constructor(
    readonly stage: Stage,
    readonly where: Where,
    /** The case as the API tells it. */
    readonly told: CaseAnswer,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly browser: Browser,
    private readonly gate: Gate,
  ) {
    const ours = new Set([new URL(stage.site).origin, stage.api]);
    context.on("request", (request) => {
      this.sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`);
      const { origin, protocol, host } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && !ours.has(origin)) this.strangers.add(host);
    });
    context.on("response", (response) => {
      this.answers.push({ url: response.url(), method: response.request().method(), status: response.status() });
    });
  }

  static async begins(stage: Stage, where: Where): Promise<Visit> {
    const told = await chosen(stage, where);
    const gate = await new Gate().opens();
    const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const browser = await chromium.launch({ executablePath: browserPath(), args: [...root, ...QUIET] });
    const hosts = [stage.site, stage.api].map((url) => new URL(url).hostname);
    const context = await browser.newContext({
      proxy: { server: gate.address, bypass: [...hosts, "127.0.0.1", "localhost"].join(",") },
      reducedMotion: "reduce",
      viewport: { width: 1280, height: 800 },
    });
    return new Visit(stage, where, told, context, await context.newPage(), browser, gate);
  }

  async ends(): Promise<void> {
    await this.browser.close();
    await this.gate.closes();
  }

  get caseAddress(): string {
    return this.address(this.where.case);
  }

  get listAddress(): string | null {
    return this.where.list === null ? null : this.address(this.where.list);
  }

  get outside(): string[] {
    return [...new Set([...this.strangers, ...this.gate.asked])].filter((host) => !THE_BROWSERS_OWN.has(host));
  }

  private address(path: string): string {
    const filled = path.replaceAll("{id}", this.told.id).replaceAll("{locale}", this.told.locale);
    return new URL(filled.replace(/^\//, ""), this.stage.site).href;
  }

  /** Opens the address and waits until `word` is shown; whether it was. A connection that failed shows nothing. */
  async opens(address: string, word: string): Promise<boolean> {
    await arrived(this.page.goto(address, { waitUntil: "load" }));
    return this.shows(word);
  }

  async reloads(word: string): Promise<boolean> {
    await arrived(this.page.reload({ waitUntil: "load" }));
    return this.shows(word);
  }

  shows(word: string): Promise<boolean> {
    return this.until(async () => plain(await visible(this.page)).includes(plain(word)));
  }

  /** What a browser tells a page that is come back to. Waits until what it asks for then has been answered. */
  async comesBack(): Promise<void> {
    await this.page.evaluate(() => {
      document.dispatchEvent(new Event("visibilitychange"));
      for (const name of ["focus", "online"]) dispatchEvent(new Event(name));
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    await this.rests();
  }

  /** Whether it came to hold while there was patience; asked once at least. */
  async until(holds: () => Promise<boolean>, pause = 100): Promise<boolean> {
    for (const end = Date.now() + this.where.patience; ; ) {
      if (await holds()) return true;
      if (Date.now() >= end) return false;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  /** Until nothing has been asked for a moment. */
  async rests(): Promise<void> {
    let before = -1;
    await this.until(async () => {
      const now = this.sent.length + this.answers.length;
      const quiet = now === before;
      before = now;
      return quiet;
    }, 400);
  }

  /** Answers to questions about the case, the page's own address among them, since `begin`. */
  ofTheCase(begin: number): Answer[] {
    return this.answers.slice(begin).filter(({ url }) => url.includes(this.told.id));
  }
}

async function arrived(going: Promise<unknown>): Promise<void> {
  try {
    await going;
  } catch (error) {
    const away = error instanceof errors.TimeoutError || (error instanceof Error && error.message.includes("net::ERR_"));
    if (!away) throw error;
  }
}

async function chosen(stage: Stage, { id, locale }: Where): Promise<CaseAnswer> {
  const api = new Sixdegree({ api: stage.api });
  const list = await api.cases({ locale, status: ["open"] });
  if (list.kind !== "shown") throw new Unready(`The API at ${stage.api} answered "${list.kind}" to cases/. Is it running there?`);
  const first = id ?? list.data.results.find((card) => card.locale === locale)?.id;
  if (!first) throw new Unready(`No open case is public in "${locale}" at ${stage.api}. Name another language with --locale.`);
  const told = await api.case(first, locale);
  if (told.kind !== "shown") throw new Unready(`The API answered "${told.kind}" for the case ${first} in "${locale}".`);
  return told.data;
}

function browserPath(): string {
  const found = process.env.BROWSER ?? PLACES.find((place) => existsSync(place));
  if (!found) throw new Unready("There is no Chromium here. Install one, or name it: BROWSER=/path/to/chromium");
  return found;
}
