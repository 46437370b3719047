import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { LOCALES, preferred, words } from "../src/words.ts";

const folder = new URL("../src/locales/", import.meta.url);
const catalogue = (locale: string): Record<string, string | Record<string, string>> =>
  JSON.parse(readFileSync(new URL(`${locale}.json`, folder), "utf8"));
const forms = (said: string | Record<string, string>): string[] => (typeof said === "string" ? [said] : Object.values(said));
const gaps = (said: string): string[] => [...said.matchAll(/\{(\w+)\}/g)].map(([, gap]) => gap!).sort();

test.each(LOCALES)("%s says everything that English says, with the same gaps", (locale) => {
  const [english, other] = [catalogue("en"), catalogue(locale)];
  expect(Object.keys(other)).toEqual(Object.keys(english));
  for (const [key, said] of Object.entries(other)) {
    const wanted = gaps(forms(english[key]!).at(-1)!);
    for (const form of forms(said)) expect([key, gaps(form)]).toEqual([key, wanted]);
  }
});

test.each(LOCALES)("%s has a form for every number", (locale) => {
  const rules = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  for (const [key, said] of Object.entries(catalogue(locale))) {
    if (typeof said === "object") expect([key, rules.filter((rule) => !said[rule])]).toEqual([key, []]);
  }
});

test("each catalogue is one of a language we speak", () => {
  expect(readdirSync(folder).sort()).toEqual(LOCALES.map((locale) => `${locale}.json`).sort());
});

test("numbers choose their form, gaps are filled", async () => {
  const english = await words("en");
  expect(english.say("found", { count: 1 }, 1)).toBe("1 story");
  expect(english.say("found", { count: 4 }, 4)).toBe("4 stories");
  expect((await words("th")).say("found", { count: 4 }, 4)).toContain("4");
});

test("what no language names stays as it was signed", async () => {
  expect((await words("id")).name("exploitation", "something_new")).toBe("something_new");
  expect((await words("en")).name("age", "25–34")).toBe("25–34 years old");
});

test("a reader is greeted in the first language both know", () => {
  expect(preferred(["fr", "th-TH", "en"], LOCALES)).toBe("th");
  expect(preferred(["zh-CN"], LOCALES)).toBe("zh-hans");
  expect(preferred(["fr"], ["id"])).toBe("id");
  expect(preferred([], [])).toBe("en");
});
