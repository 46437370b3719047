import type { Gift, Outcome, Reserved } from "@sixdegree/client";
import { expect, test } from "vitest";

import { reserve } from "../src/reserve.ts";

const GIFT: Gift = { campaign: "c", amount: 2500, currency: "USD", locale: "en", degree: "damaged" };
const reserved = { kind: "shown", data: { checkout_url: "https://pay.example/c" } } as Outcome<Reserved>;
const problem = (type: string, status: number): Outcome<Reserved> => ({ kind: "problem", problem: { type, title: "", status, detail: "" } });

function site(...answers: Outcome<Reserved>[]) {
  const asked: [Gift, string][] = [];
  return { asked, give: async (gift: Gift, key: string) => (asked.push([gift, key]), answers.shift()!) };
}

test("a damaged link costs no gift: it is asked for once more, without the degree", async () => {
  const { asked, give } = site(problem("degree-refused", 422), reserved);
  expect(await reserve(give, GIFT, "k")).toBe(reserved);
  expect(asked.map(([gift, key]) => [gift.degree, key])).toEqual([["damaged", "k"], [undefined, "k"]]);
  expect(Object.keys(asked[1]![0])).not.toContain("degree");
});

test("a provider out of reach for a moment is asked once more, for the same gift", async () => {
  const { asked, give } = site(problem("provider-unavailable", 503), reserved);
  expect(await reserve(give, GIFT, "k")).toBe(reserved);
  expect(asked[1]).toEqual([GIFT, "k"]);
});

test("another refusal stands", async () => {
  const refused = problem("amount-refused", 422);
  const { asked, give } = site(refused);
  expect(await reserve(give, GIFT, "k")).toBe(refused);
  expect(asked).toHaveLength(1);
});
