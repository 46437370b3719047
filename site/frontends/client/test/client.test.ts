import { createHash } from "node:crypto";

import { afterEach, expect, test } from "vitest";

import { Sixdegree, idempotencyKey } from "../src/index.ts";
import { Site, type Said } from "./server.ts";

let site: Site | undefined;

afterEach(async () => {
  await site?.closes();
  site = undefined;
});

async function answering(say: ConstructorParameters<typeof Site>[0]): Promise<{ site: Site; api: Sixdegree }> {
  site = await new Site(say).opens();
  return { site, api: new Sixdegree({ api: site.url }) };
}

const GONE: Said = {
  status: 410,
  headers: { "Content-Type": "application/problem+json" },
  body: { type: "gone", title: "Gone", status: 410, detail: "No longer shared.", locales: ["th"] },
};
const story = (alias: string): Said => ({
  headers: { ETag: `"${alias}"`, "Cache-Control": "no-cache" },
  body: { id: "a", locale: "en", case: { alias }, funding: null },
});

test("a story is asked for again before each use, and 304 shows the one at hand", async () => {
  const { site, api } = await answering((request) =>
    request.headers["if-none-match"] === '"Mali"' ? { status: 304 } : story("Mali"),
  );
  const first = await api.case("a", "en");
  const second = await api.case("a", "en");
  expect(second).toEqual(first);
  expect(second).toMatchObject({ kind: "shown", data: { case: { alias: "Mali" } } });
  expect(site.asked.map((request) => request.headers["if-none-match"])).toEqual([undefined, '"Mali"']);
});

test("a withdrawn story is forgotten: the next answer is 410, and no ETag is sent after it", async () => {
  const answers = [story("Mali"), GONE, GONE];
  const { site, api } = await answering(() => answers.shift()!);
  await api.case("a", "en");
  expect(await api.case("a", "en")).toEqual({ kind: "withdrawn", locales: ["th"] });
  expect(await api.case("a", "en")).toEqual({ kind: "withdrawn", locales: ["th"] });
  expect(site.asked.map((request) => request.headers["if-none-match"])).toEqual([undefined, '"Mali"', undefined]);
});

test("a campaign leads to its story until that is withdrawn", async () => {
  const { site, api } = await answering(() => GONE);
  expect((await api.ofCampaign("c1", "en")).kind).toBe("withdrawn");
  expect(site.asked.map(({ url }) => url)).toEqual(["/api/v1/campaigns/c1/?locale=en"]);
});

test("a new release replaces the one at hand", async () => {
  const answers = [story("Mali"), story("Mali told anew")];
  const { api } = await answering(() => answers.shift()!);
  await api.case("a");
  expect(await api.case("a")).toMatchObject({ data: { case: { alias: "Mali told anew" } } });
});

test("without a network nothing held stands in for an answer", async () => {
  const { site: open, api } = await answering(() => story("Mali"));
  await api.case("a");
  await open.closes();
  site = undefined;
  expect(await api.case("a")).toEqual({ kind: "offline" });
});

test("what was never public is missing, and names where it is told", async () => {
  const problem = { type: "not-found", title: "", status: 404, detail: "", locales: ["id", "th"] };
  const { api } = await answering(() => ({ status: 404, body: problem }));
  expect(await api.case("a", "en")).toEqual({ kind: "missing", locales: ["id", "th"] });
});

test("a failure without a body is a problem and no exception", async () => {
  const { api } = await answering(() => ({ status: 502, headers: { "Content-Type": "text/html" } }));
  expect(await api.statistics()).toMatchObject({ kind: "problem", problem: { status: 502 } });
});

test("a page in the answer's place, or nothing, is a problem and no exception", async () => {
  const page: Said = { headers: { "Content-Type": "text/html" }, text: "<!doctype html><title>Sign in to this network</title>" };
  const answers: Said[] = [page, { status: 200 }, { body: null }, { body: "fine" }];
  const { api } = await answering(() => answers.shift()!);
  const unreadable = { kind: "problem", problem: { type: "no-answer", title: "", status: 200, detail: "" } };
  for (const _ of [1, 2, 3, 4]) expect(await api.statistics()).toEqual(unreadable);
});

test("filters are repeated, and the next page keeps them", async () => {
  const { site, api } = await answering(() => ({ body: { results: [], next: null } }));
  await api.more("http://elsewhere.example/api/v1/cases/?cursor=abc%2B1", { need: ["legal", "medical"], sort: "newest" });
  expect(site.asked[0]!.url).toBe("/api/v1/cases/?need=legal&need=medical&sort=newest&cursor=abc%2B1");
});

test("the API's address may be given as an origin or as a whole", () => {
  for (const api of ["https://give.example", "https://give.example/", "https://give.example/api/v1/"]) {
    expect(new Sixdegree({ api }).media("00ff")).toBe("https://give.example/api/v1/media/00ff");
  }
});

test("a gift carries a solved proof and the donor's key, and nothing else of hers", async () => {
  const sha = (text: string) => createHash("sha256").update(text).digest("hex");
  const challenge = { algorithm: "SHA-256", challenge: sha("salt417"), maxnumber: 1000, maxNumber: 1000, salt: "salt", signature: "s" };
  const { site, api } = await answering((request) =>
    request.method === "GET"
      ? { body: challenge, headers: { "Cache-Control": "no-store", ETag: '"c"' } }
      : { status: 201, body: { id: "d", checkout_url: "https://pay.example/c", expires_at: "2026-01-01T00:00:00Z" } },
  );
  const key = idempotencyKey();
  const given = await api.give({ campaign: "c", amount: 2500, currency: "USD", locale: "en" }, key);
  expect(given).toMatchObject({ kind: "shown", data: { checkout_url: "https://pay.example/c" } });
  const headers = site.asked[1]!.headers;
  expect(headers["idempotency-key"]).toBe(key);
  expect(JSON.parse(atob(String(headers["x-proof-of-work"])))).toMatchObject({ number: 417, signature: "s" });
  expect(headers["cookie"]).toBeUndefined();
  expect(headers["x-begun"]).toBeUndefined();
  expect(JSON.parse(site.bodies[1]!)).toEqual({
    surplus_rule: "fund", fee_cover: false, every_month: false, campaign: "c", amount: 2500, currency: "USD", locale: "en",
  });
});

test("a gift refused for open payments names those whose keys were sent, and one is let go by its id", async () => {
  const open = [{ id: "d", amount: { amount: 2500, currency: "USD" }, checkout_url: "https://pay.example/d", expires_at: "2026-01-01T00:31:00Z" }];
  const refusal = { type: "too-many-open", title: "", status: 429, detail: "", open };
  const { site, api } = await answering((request) => {
    if (request.method === "GET") return { body: { algorithm: "SHA-256", challenge: createHash("sha256").update("s7").digest("hex"), maxnumber: 9, salt: "s", signature: "s" } };
    if (request.url!.endsWith("/cancel/")) return { body: { id: "d", status: "released" } };
    return { status: 429, headers: { "Content-Type": "application/problem+json" }, body: refusal };
  });
  const given = await api.give({ campaign: "c", amount: 2500, currency: "USD", locale: "en" }, idempotencyKey(), ["k1", "k2"]);
  expect(given).toEqual({ kind: "problem", problem: refusal });
  expect(site.asked[1]!.headers["x-begun"]).toBe("k1 k2");
  expect(await api.cancel("d")).toMatchObject({ kind: "shown", data: { status: "released" } });
  expect(site.asked[2]).toMatchObject({ method: "POST", url: "/api/v1/donations/d/cancel/" });
});

test("two keys are never the same and hold 192 bits", () => {
  const keys = new Set(Array.from({ length: 50 }, idempotencyKey));
  expect(keys.size).toBe(50);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{48}$/);
});

test("a refusal brings the figure that would be taken", async () => {
  const refusal = { type: "amount-above-remaining", title: "", status: 409, detail: "Less is left.", max_amount: 900 };
  const { api } = await answering((request) =>
    request.method === "GET"
      ? { body: { algorithm: "SHA-256", challenge: createHash("sha256").update("x0").digest("hex"), maxnumber: 1, salt: "x", signature: "" } }
      : { status: 409, body: refusal },
  );
  const given = await api.give({ campaign: "c", amount: 2500, currency: "USD", locale: "en" }, idempotencyKey());
  expect(given).toEqual({ kind: "problem", problem: refusal });
});
