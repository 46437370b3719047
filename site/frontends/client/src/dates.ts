/** Dates in the reader's language, always of the common era: story years are written in it too. */

import { tag } from "./locales.ts";

const OPTIONS: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };

/** An ISO date, or the UTC day of an ISO time: `23 June 2015`. */
export function day(iso: string, locale: string): string {
  const date = new Date(iso.length === 10 ? `${iso}T00:00:00Z` : iso);
  if (locale === "en") return new Intl.DateTimeFormat("en-GB", OPTIONS).format(date);
  // A Thai reader expects the Buddhist era unless the era is named.
  if (locale === "th") {
    return new Intl.DateTimeFormat("th-u-ca-gregory", { ...OPTIONS, era: "short" }).format(date);
  }
  return new Intl.DateTimeFormat(`${tag(locale)}-u-ca-gregory`, OPTIONS).format(date);
}
