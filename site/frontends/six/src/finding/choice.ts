/** What the list is narrowed to, and the words of a form that was sent: held by the address, so that a result can be sent on. */

import type { CaseQuery, SearchQuery } from "@sixdegree/client";

import { BASE } from "../config.ts";
import { path } from "../routes.ts";

export const NARROWING = ["need", "exploitation", "region", "status"] as const;
export type Narrowing = (typeof NARROWING)[number];
/** `q` only once the form is sent: words that are being typed come into no address. */
export type Choice = Record<"q" | Narrowing | "sort", string>;

export const NOTHING: Choice = { q: "", need: "", exploitation: "", region: "", status: "", sort: "" };

export function fromAddress(): Choice {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(Object.keys(NOTHING).map((name) => [name, query.get(name) ?? ""])) as Choice;
}

export function address(locale: string, choice: Choice): string {
  const query = new URLSearchParams(Object.entries(choice).filter(([, value]) => value));
  return path(BASE, locale, "cases") + (query.size ? `?${query}` : "");
}

export function asSearch(choice: Choice, locale: string): SearchQuery {
  const narrowed = NARROWING.filter((name) => choice[name]).map((name) => [name, [choice[name]]]);
  return { locale, ...Object.fromEntries(narrowed) };
}

export function asList(choice: Choice, locale: string): CaseQuery {
  return { ...(asSearch(choice, locale) as CaseQuery), ...(choice.sort === "newest" && { sort: choice.sort }) };
}
