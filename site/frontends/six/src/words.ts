/** The interface's sentences: one catalogue for each language, the same keys in all of them. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { tag } from "@sixdegree/client";

import type english from "./locales/en.json";

export type Key = keyof typeof english;
type Plural = Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalogue = Partial<Record<Key, string | Plural>>;
type Values = Record<string, string | number>;

const CATALOGUES: Record<string, () => Promise<{ default: unknown }>> = {
  en: () => import("./locales/en.json"),
  id: () => import("./locales/id.json"),
  th: () => import("./locales/th.json"),
  "zh-hans": () => import("./locales/zh-hans.json"),
};

export const LOCALES: readonly string[] = Object.keys(CATALOGUES);

export class Words {
  private readonly plural: Intl.PluralRules;

  constructor(
    readonly locale: string,
    private readonly catalogue: Catalogue,
  ) {
    this.plural = new Intl.PluralRules(tag(locale));
  }

  /** The sentence with its `{gaps}` filled; `count` chooses among plural forms. */
  say(key: Key, values: Values = {}, count?: number): string {
    return this.parts(key, count).replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap));
  }

  /** The sentence round one gap, for a piece that needs mark-up of its own. */
  round(key: Key, gap: string, values: Values = {}, count?: number): [before: string, after: string] {
    const [before = "", after = ""] = this.say(key, values, count).split(`{${gap}}`);
    return [before, after];
  }

  /** A word of the vocabulary; one we do not know stays as it was signed. */
  name(vocabulary: "need" | "exploitation" | "age" | "status", slug: string): string {
    const key = `${vocabulary}.${slug.replace("–", "-")}` as Key;
    return key in this.catalogue ? this.parts(key) : slug;
  }

  /** A word, or "" where this language has none for it. */
  known(key: string): string {
    return key in this.catalogue ? this.parts(key as Key) : "";
  }

  /** The vocabulary in the order lists show it. */
  names(vocabulary: "need" | "exploitation" | "status"): [slug: string, name: string][] {
    return Object.keys(this.catalogue)
      .filter((key) => key.startsWith(`${vocabulary}.`))
      .map((key) => [key.slice(vocabulary.length + 1), this.parts(key as Key)]);
  }

  private parts(key: Key, count?: number): string {
    const found = this.catalogue[key];
    if (typeof found === "string") return found;
    return found?.[this.plural.select(count ?? 0)] ?? found?.other ?? key;
  }
}

export async function words(locale: string): Promise<Words> {
  const known = CATALOGUES[locale] ? locale : "en";
  return new Words(known, (await CATALOGUES[known]!()).default as Catalogue);
}

const Spoken = createContext<Words | null>(null);
export const Speaking = Spoken.Provider;

export function useWords(): Words {
  const spoken = useContext(Spoken);
  if (!spoken) throw new Error("No language is set above this part");
  return spoken;
}

/** The first language the reader's browser prefers that we speak and the site offers. */
export function preferred(wanted: readonly string[], offered: readonly string[]): string {
  for (const one of wanted) {
    const code = one.toLowerCase();
    const found =
      offered.find((locale) => locale === code) ??
      offered.find((locale) => locale === code.split("-")[0]) ??
      (code.startsWith("zh") && offered.includes("zh-hans") ? "zh-hans" : undefined);
    if (found && LOCALES.includes(found)) return found;
  }
  return offered.find((locale) => LOCALES.includes(locale)) ?? "en";
}
