import { afterEach, expect, test, vi } from "vitest";

import { MyGiving } from "../src/index.ts";
import { Site, type Said } from "./server.ts";

let site: Site | undefined;

afterEach(async () => {
  await site?.closes();
  site = undefined;
});

const NOT_YET: Said = { status: 401, body: { status: 401, meta: { is_authenticated: false, session_token: "pending" } } };
const SIGNED_IN: Said = { body: { status: 200, meta: { is_authenticated: true, session_token: "hers" } } };
const ENDED: Said = { status: 401, headers: { "Content-Type": "application/problem+json" }, body: { type: "not-signed-in", detail: "Sign in." } };

async function answering(say: (path: string) => Said): Promise<{ site: Site; mine: MyGiving }> {
  site = await new Site(({ url }) => say(url ?? "")).opens();
  return { site, mine: new MyGiving({ api: site.url }) };
}

const entering = (path: string): Said => (path.endsWith("/request") ? NOT_YET : path.endsWith("/confirm") ? SIGNED_IN : { body: { email: "mei@donors.example" } });

async function entered(mine: MyGiving): Promise<void> {
  await mine.requestCode("mei@donors.example", "en");
  await mine.confirmCode("BCDF-GHJK");
}

test("the token of the code's own session is sent with the code, and hers from then on", async () => {
  const { site, mine } = await answering(entering);
  await entered(mine);
  expect(mine.signedIn).toBe(true);
  expect(await mine.me()).toMatchObject({ kind: "shown", data: { email: "mei@donors.example" } });
  expect(site.asked.map((request) => request.headers["x-session-token"])).toEqual([undefined, "pending", "hers"]);
  expect(site.asked.map((request) => request.headers.cookie)).toEqual([undefined, undefined, undefined]);
});

test("nobody is signed in by a wrong code, and it can be typed again", async () => {
  let tries = 0;
  const { mine } = await answering((path) => (path.endsWith("/confirm") && !tries++ ? { status: 400, body: { status: 400 } } : entering(path)));
  await mine.requestCode("mei@donors.example", "en");
  expect(await mine.confirmCode("AAAA-AAAA")).toMatchObject({ kind: "problem", problem: { status: 400 } });
  expect(mine.signedIn).toBe(false);
  expect(await mine.confirmCode("BCDF-GHJK")).toEqual({ kind: "shown", data: null });
});

test("a sign-in that has ended is forgotten here too", async () => {
  const { site, mine } = await answering((path) => (path.includes("/donors/") ? ENDED : entering(path)));
  await entered(mine);
  expect(await mine.me()).toMatchObject({ kind: "problem", problem: { status: 401 } });
  expect(mine.signedIn).toBe(false);
  await mine.requestCode("mei@donors.example", "en");
  expect(site.asked.at(-1)!.headers["x-session-token"]).toBeUndefined();
});

test("whoever leaves without a network has left", async () => {
  const { site: gone, mine } = await answering(entering);
  await entered(mine);
  await gone.closes();
  site = undefined;
  await mine.signOut();
  expect(mine.signedIn).toBe(false);
  expect(await mine.me()).toEqual({ kind: "offline" });
});

/** As a browser has it: no more than a TypeError for what CORS keeps back, or the network. */
const keptBack = (reachable: boolean): typeof fetch => async (asked) => {
  if (reachable && String(asked).endsWith("/api/v1/site/")) return new Response();
  throw new TypeError("Failed to fetch");
};

test("where the site lets nobody sign in from, whoever wrote the page reads why", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const mine = new MyGiving({ api: "https://give.example", fetch: keptBack(true) });
  expect(await mine.requestCode("mei@donors.example", "en")).toMatchObject({ kind: "problem", problem: { type: "origin-refused" } });
  expect(warned.mock.calls[0]?.[0]).toContain("FRONT_ENDS");
  warned.mockRestore();
});

test("nobody is told of a setting where nothing at all is answered", async () => {
  const mine = new MyGiving({ api: "https://give.example", fetch: keptBack(false) });
  expect(await mine.requestCode("mei@donors.example", "en")).toEqual({ kind: "offline" });
});
