import { tag, type Area } from "@sixdegree/client";

/** Countries in the reader's language, smaller areas as they were signed; `lang` where that is another one. */
export function place(area: Area, locale: string): { name: string; lang: string | undefined } {
  if (area.lang === locale) return { name: area.name, lang: undefined };
  const country = area.kind === "country" ? new Intl.DisplayNames([tag(locale)], { type: "region", fallback: "none" }).of(area.code) : "";
  return country ? { name: country, lang: undefined } : { name: area.name, lang: tag(area.lang) };
}
