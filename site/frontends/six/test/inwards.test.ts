import { expect, test } from "vitest";

import { inwards } from "../src/finding/inwards.ts";

test.each([
  ["in the middle", 200, 0],
  ["near the left edge", 66, 2],
  ["beyond the left edge", 10, 58],
  ["near the right edge", 336, -4],
])("West Kalimantan stands whole, with room to the edge: %s", (_where, x, by) => {
  expect(inwards(x, 120, 400)).toBe(by);
});

test("of a name that is longer than its map the beginning is read", () => {
  expect(inwards(40, 300, 200)).toBe(118);
});
