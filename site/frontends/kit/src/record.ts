/**
 * Records the sandbox's answers: `npm run record -- http://127.0.0.1:8000 [how many cases [http://localhost:8000 …]]`, from
 * a site that holds the demo and nothing else; further addresses are those of its other sites. Every story in it is invented.
 */

import { writeFileSync } from "node:fs";

import { Sixdegree, type Outcome, type SiteAnswer } from "@sixdegree/client";

import type { Answers, ByLocale } from "./answers.ts";

const [origin = "http://127.0.0.1:8000", count = "3", ...others] = process.argv.slice(2);
const api = new Sixdegree({ api: origin });

function shown<T>(answer: Outcome<T>): T {
  if (answer.kind !== "shown") throw new Error(`${origin} answered "${answer.kind}" where something was to be recorded.`);
  return answer.data;
}

/** The answer in every language that has one. */
async function each<T>(ask: (locale: string) => Promise<Outcome<T>>): Promise<ByLocale<T>> {
  const found: ByLocale<T> = {};
  for (const locale of locales) {
    const answer = await ask(locale);
    if (answer.kind !== "missing") found[locale] = shown(answer);
  }
  return found;
}

/** A site in the languages it is public in: in another it answers in its own. */
async function site(address: string): Promise<ByLocale<SiteAnswer>> {
  const at = new Sixdegree({ api: address });
  const asked = await Promise.all(locales.map(async (locale) => shown(await at.site(locale))));
  return Object.fromEntries(asked.map((answer) => [answer.site.locale, answer]));
}

const { locales } = shown(await api.site()).site;
const ids = shown(await api.cases({ locale: "en", limit: Number(count) })).results.map((card) => card.id);
const answers: Answers = {
  cases: {},
  cards: {},
  updates: {},
  sites: await Promise.all([origin, ...others].map(site)),
  pages: await each((locale) => api.pages(locale)),
  page: {},
  statistics: shown(await api.statistics()),
  media: {},
};
for (const id of ids) {
  answers.cases[id] = await each((locale) => api.case(id, locale));
  answers.updates[id] = await each((locale) => api.updates(id, locale));
  answers.cards[id] = {};
}
for (const locale of locales) {
  for (const card of shown(await api.cases({ locale, limit: 100 })).results) {
    if (ids.includes(card.id) && card.locale === locale) answers.cards[card.id]![locale] = card;
  }
}
const slugs = new Set(Object.values(answers.pages).flatMap(({ results }) => results.map((page) => page.slug)));
for (const slug of slugs) answers.page[slug] = await each((locale) => api.page(slug, locale));
for (const [, sha256 = ""] of JSON.stringify(answers).matchAll(/"sha256":"([0-9a-f]{64})"/g)) {
  const picture = await fetch(api.media(sha256));
  answers.media[sha256] ??= Buffer.from(await picture.arrayBuffer()).toString("base64");
}
writeFileSync(new URL("../recorded/answers.json", import.meta.url), `${JSON.stringify(answers)}\n`);
console.log(`${ids.length} cases, ${slugs.size} pages, ${locales.length} languages, ${Object.keys(answers.media).length} pictures recorded`);
