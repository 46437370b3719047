import { expect, test } from "vitest";

import { cookie, keysIn, LIFE } from "../src/begun.ts";

test("the keys of what was begun are found among whatever else is kept", () => {
  expect(keysIn("")).toEqual([]);
  expect(keysIn("notbegun=x; begun=a1.b2; other=c")).toEqual(["a1", "b2"]);
});

test("what is kept is the newest keys alone, below the giving pages, until the payment lapses", () => {
  const keys = Array.from({ length: 12 }, (_unused, index) => `k${index}`);
  const kept = cookie([...keys, "k11"], "/six/en/give/", true);
  expect(keysIn(kept.split("; ")[0]!)).toEqual(keys.slice(-8));
  expect(kept.split("; ").slice(1)).toEqual(["Path=/six/en/give/", `Max-Age=${LIFE}`, "SameSite=Strict", "Secure"]);
});
