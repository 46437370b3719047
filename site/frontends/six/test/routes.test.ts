import { expect, test } from "vitest";

import { path, routeOf, translated } from "../src/routes.ts";

const BASE = "/six/";

test.each([
  ["/six/", { name: "root" }],
  ["/six/en/", { name: "home", locale: "en" }],
  ["/six/zh-hans/cases/", { name: "cases", locale: "zh-hans" }],
  ["/six/en/cases/abc/", { name: "case", locale: "en", id: "abc" }],
  ["/six/en/cases/abc/concern/", { name: "concern", locale: "en", id: "abc" }],
  ["/six/en/cases/abc/share/", { name: "share", locale: "en", id: "abc" }],
  ["/six/en/keep-informed/", { name: "informed", locale: "en" }],
  ["/six/en/my-giving/", { name: "mine", locale: "en" }],
  ["/six/en/open-data/", { name: "open-data", locale: "en" }],
  ["/six/th/give/c/", { name: "give", locale: "th", campaign: "c" }],
  ["/six/en/thanks/d/", { name: "thanks", locale: "en", donation: "d" }],
  ["/six/en/cancelled/d/", { name: "cancelled", locale: "en", donation: "d" }],
  ["/six/en/protection/", { name: "page", locale: "en", slug: "protection" }],
  ["/six/en/cases/abc/more/", { name: "unknown", locale: "en" }],
  ["/six/en/what/ever/", { name: "unknown", locale: "en" }],
  ["/six/favicon.ico", { name: "unknown", locale: "" }],
  ["/six/en/cases/%E0%A4%A/", { name: "case", locale: "en", id: "%E0%A4%A" }],
])("%s", (address, route) => {
  expect(routeOf(address, BASE)).toEqual(route);
});

test("an address leads to the same page in another language, and back", () => {
  for (const address of ["/en/", "/en/cases/", "/en/cases/abc/", "/en/cases/abc/concern/", "/en/cases/abc/share/", "/en/keep-informed/", "/en/my-giving/", "/en/open-data/", "/en/give/c/", "/en/thanks/d/", "/en/cancelled/d/", "/en/about/"]) {
    const there = translated(routeOf(address, "/"), "/", "th");
    expect(there).toBe(address.replace("/en/", "/th/"));
    expect(translated(routeOf(there, "/"), "/", "en")).toBe(address);
  }
});

test("parts of an address are written so that they stay parts", () => {
  expect(path(BASE, "en", "cases", "a/b?c")).toBe("/six/en/cases/a%2Fb%3Fc/");
});
