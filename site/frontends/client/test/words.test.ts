import { expect, test } from "vitest";

import { day, DEFAULT, direction, minorUnits, offers, pieces, progress, tag, themeOf, typed, unreadable, withGift, written } from "../src/index.ts";
import amounts from "./amounts.json" with { type: "json" };
import type { Donation, Funding, Need } from "../src/index.ts";

const usd = (amount: number) => ({ amount, currency: "USD" });

test.each([
  [{ amount: 112000, currency: "USD" }, "en", "USD\u00a01,120"],
  [{ amount: 2550, currency: "USD" }, "en", "USD\u00a025.50"],
  [{ amount: 112000, currency: "USD" }, "id", "USD\u00a01.120"],
  [{ amount: 2550, currency: "USD" }, "id", "USD\u00a025,50"],
  [{ amount: 150000, currency: "JPY" }, "zh-hans", "JPY\u00a0150,000"],
  [{ amount: 1234500, currency: "KWD" }, "en", "KWD\u00a01,234.500"],
])("%j in %s is %s", (money, locale, expected) => {
  expect(written(money, locale)).toBe(expected);
});

test.each(amounts as [string, string, string, number | null][])("somebody types %s %s in %s", (text, currency, locale, expected) => {
  expect(minorUnits(text, currency, locale)).toBe(expected);
});

test("what is shown in a field can be typed back", () => {
  for (const locale of ["en", "id", "th", "zh-hans"]) {
    for (const amount of [50, 2500, 123456]) expect(minorUnits(typed(usd(amount), locale), "USD", locale)).toBe(amount);
  }
});

test.each([
  ["en", "23 June 2015"],
  ["id", "23 Juni 2015"],
  ["zh-hans", "2015年6月23日"],
])("a day in %s", (locale, expected) => {
  expect(day("2015-06-23", locale)).toBe(expected);
});

test("a Thai day is of the common era and says so", () => {
  expect(day("2015-06-23", "th")).toMatch(/23 มิถุนายน .*2015/);
  expect(day("2015-06-23", "th")).toContain("ค.ศ.");
});

test("locales as HTML names them, and their direction", () => {
  expect([tag("zh-hans"), tag("en"), tag("pt-br")]).toEqual(["zh-Hans", "en", "pt-br"]);
  expect([direction("ar"), direction("th")]).toEqual(["rtl", "ltr"]);
});

const need = (label: string, amount: number): Need => ({ label, category: "legal", amount: usd(amount) });

test("amounts are parts of the needs, rising, and end with all that is left", () => {
  const found = offers([need("Lessons", 26000), need("Clothes", 4000)], usd(10000));
  expect(found.map((offer) => [offer.money.amount, offer.share, offer.need?.label ?? null])).toEqual([
    [400, "tenth", "Clothes"],
    [2000, "half", "Clothes"],
    [2600, "tenth", "Lessons"],
    [4000, "all", "Clothes"],
    [10000, "rest", null],
  ]);
});

test("no amount leaves a rest too small for anybody to give", () => {
  expect(offers([need("Clothes", 1000)], null).map((offer) => [offer.money.amount, offer.share])).toEqual([[100, "tenth"], [500, "half"], [1000, "all"]]);
  expect(offers([], null)).toEqual([]);
  expect(offers([need("Clothes", 1000)], usd(1020)).map((offer) => offer.money.amount)).toEqual([100, 500, 1020]);
});

const funding = (received: number, status: Funding["status"]): Funding => ({
  campaign: "c", goal: usd(150000), received: usd(received), remaining: usd(150000 - received), donors: 9,
  degrees: {}, status, funded_on: null, as_of: "2026-01-01T00:00:00Z",
});

test("a thread is full only when the goal is met", () => {
  expect(progress(funding(149999, "open"), null)?.percent).toBe(99);
  expect(progress(funding(150000, "funded"), null)?.percent).toBe(100);
  expect(progress(null, usd(1000))).toMatchObject({ percent: 0, status: "open", donors: 0 });
  expect(progress({ ...funding(10, "open"), goal: null, remaining: null }, null)).toBeNull();
});

const gift = (told: Partial<Donation>): Donation => ({
  id: "d", status: "paid", amount: usd(2200), fee_cover: null, choice_url: null, degree: null, every_month: false, campaign: "c", receipt: { state: "issued", number: "2026-000001", url: "https://giving.example/r.pdf" }, paid_at: null, counted_at: null, ...told,
});

test("a donor's own gift is added where it is newer than the published figures, and only there", () => {
  const published = funding(106200, "open");
  const newer = withGift(published, gift({ counted_at: "2026-01-01T00:00:01Z" }));
  expect(newer).toMatchObject({ added: true, funding: { received: usd(108400), remaining: usd(41600), donors: 10, status: "open" } });
  expect(withGift(published, gift({ counted_at: "2025-12-31T23:59:59.123456Z" }))).toEqual({ added: false, funding: published });
});

test("a gift that completes a story is shown to have done so", () => {
  const completed = withGift(funding(149000, "open"), gift({ counted_at: "2026-01-01T00:00:01Z" }));
  expect(completed?.funding).toMatchObject({ status: "funded", received: usd(150000), remaining: usd(0) });
});

test("no figure is shown to a donor that may leave her own gift out", () => {
  expect(withGift(funding(106200, "open"), gift({}))).toBeNull();
  expect(withGift(null, gift({ counted_at: "2026-01-01T00:00:01Z" }))).toBeNull();
});

test("our own palettes can be read; one that cannot gives way as a whole", () => {
  expect(unreadable(DEFAULT.light)).toEqual([]);
  expect(unreadable(DEFAULT.dark)).toEqual([]);
  const pale = { ...DEFAULT.light, ink: "#999999" };
  expect(unreadable(pale)).toEqual(["ink"]);
  expect(themeOf({ light: pale, dark: DEFAULT.dark }).light).toEqual(DEFAULT.light);
  const green = { ...DEFAULT.light, indigo: "#0B4F2F" };
  expect(themeOf({ light: green }).light).toEqual(green);
});

test("nothing but a colour is taken from a theme", () => {
  expect(themeOf({ light: { ...DEFAULT.light, ink: "red;background:url(x)" } }).light).toEqual(DEFAULT.light);
  expect(themeOf(undefined)).toEqual(DEFAULT);
});

test("what was found is cut by code points, overlaps once", () => {
  const cut = pieces({ text: "她在👩🏽‍🌾田里种米。", marks: [[0, 1], [0, 2], [8, 9]] });
  expect(cut.map(({ text }) => text).join("")).toBe("她在👩🏽‍🌾田里种米。");
  expect(cut.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(["她", "在", "种"]);
});
