import type { Outcome } from "@sixdegree/client";
import { expect, test } from "vitest";

import { saysNothing } from "../src/answer.ts";

const problem = (status: number, type = "about:blank"): Outcome<never> => ({ kind: "problem", problem: { type, title: "", status, detail: "" } });

test("a page goes on showing what it has where the network, the site or a host between fails", () => {
  expect(saysNothing({ kind: "offline" })).toBe(true);
  for (const status of [429, 500, 502, 503]) expect(saysNothing(problem(status)), String(status)).toBe(true);
  expect(saysNothing(problem(200, "no-answer"))).toBe(true);
});

test("a withdrawal, an ended sign-in and a new answer replace it at once", () => {
  expect(saysNothing({ kind: "withdrawn", locales: [] })).toBe(false);
  expect(saysNothing({ kind: "missing", locales: [] })).toBe(false);
  expect(saysNothing(problem(401))).toBe(false);
  expect(saysNothing(problem(403, "no-answer"))).toBe(false);
  expect(saysNothing({ kind: "shown", data: {} })).toBe(false);
});
