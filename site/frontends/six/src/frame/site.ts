/** The site's own record, and what the frame says from it. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { tag, type PageCard, type SiteAnswer } from "@sixdegree/client";

import { BASE } from "../config.ts";
import { path } from "../routes.ts";
import type { Key, Words } from "../words.ts";

/** For want of an answer: a page that many have open. */
const ELSEWHERE = "https://www.wikipedia.org/";

export interface MenuItem {
  slug: string;
  title: string;
  /** The language of the title and of what it leads to, where that is not the reader's. */
  lang: string | undefined;
  href: string;
}

export class Site {
  constructor(
    private readonly words: Words,
    private readonly answer: SiteAnswer | null,
    private readonly pages: readonly PageCard[],
  ) {}

  get name(): string {
    return this.answer?.site.name || "Sixdegree";
  }

  get strapline(): string {
    return this.answer?.site.strapline ?? "";
  }

  /** Where gifts go that are for no story; null where there is no fund, or none that takes gifts any more. */
  get fund(): string | null {
    return this.fundOpen ? (this.answer?.fund ?? null) : null;
  }

  /** Whether there is anything to choose for a gift that is not needed. Not knowing is no: it comes back. */
  get fundOpen(): boolean {
    return this.answer?.fund_open ?? false;
  }

  get fundName(): string {
    return this.own("fund_name") || this.words.say("fund");
  }

  get currencies(): string[] {
    return this.answer?.currencies ?? [];
  }

  get locales(): string[] {
    return this.answer?.site.locales ?? [];
  }

  /** The language of the site's words, where it is not the reader's. */
  get lang(): string | undefined {
    return this.foreign(this.answer?.site.locale);
  }

  foreign(locale: string | undefined): string | undefined {
    return !locale || locale === this.words.locale ? undefined : tag(locale);
  }

  /** A sentence the organisation chose, in whatever language it is in. */
  wording(name: string): string {
    const said = (this.answer?.site.wording as Record<string, unknown> | undefined)?.[name];
    return typeof said === "string" ? said : "";
  }

  /** In the reader's language alone: what the interface can say in it is not said in another. */
  own(name: string): string {
    return this.lang ? "" : this.wording(name);
  }

  say(name: string, otherwise: Key): string {
    return this.own(name) || this.words.say(otherwise);
  }

  /** The card of a public page, in the reader's language where it is told in it. */
  page(slug: string): PageCard | undefined {
    return this.pages.find((card) => card.slug === slug);
  }

  /** Where a quick exit leads; null where the operator offers none. A blank page would look like something to hide. */
  get exit(): string | null {
    const said = this.answer?.exit_url;
    return said === undefined ? ELSEWHERE : said;
  }

  /** One SVG path, stroked; null is the stitch. */
  get logo(): { path: string; width: number; height: number } | null {
    const logo = this.answer?.site.logo as { path?: string; width?: number; height?: number } | null | undefined;
    return logo?.path && logo.width && logo.height ? { path: logo.path, width: logo.width, height: logo.height } : null;
  }

  get menu(): MenuItem[] {
    const items = (this.answer?.site.menu ?? []) as { slug: string; title: string }[];
    return items.flatMap(({ slug, title }) => this.item(slug, title) ?? []);
  }

  private item(slug: string, title: string): MenuItem | null {
    const { locale } = this.words;
    const ours = { cases: "stories", home: "home" }[slug] as Key | undefined;
    if (ours) {
      const href = slug === "cases" ? path(BASE, locale, "cases") : path(BASE, locale);
      return { slug, title: this.lang ? this.words.say(ours) : title, lang: undefined, href };
    }
    const page = this.page(slug);
    if (!page) return null;
    const told = page.locale === locale;
    return {
      slug,
      title: this.lang && told ? page.title : title,
      lang: this.lang && !told ? this.lang : undefined,
      href: path(BASE, page.locale, slug),
    };
  }
}

const Framed = createContext<Site | null>(null);
export const Framing = Framed.Provider;

export function useSite(): Site {
  const site = useContext(Framed);
  if (!site) throw new Error("No site is set above this part");
  return site;
}
