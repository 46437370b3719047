import { expect, test } from "vitest";

import { boxAt, covered, eyeletAt, holds, named } from "../src/map/naming.ts";
import type { Bounds } from "../src/map/layout.ts";

const PHONE: Bounds = [6, 6, 354, 320];
const NAME = { width: 150, height: 17 };

test("a name stands below its eyelet where nothing is in the way", () => {
  const eyelet = eyeletAt([180, 150], 18);
  const [x, y] = named(eyelet, NAME, [eyelet], PHONE);
  expect(Math.abs(x - 180)).toBeLessThan(5);
  expect(y).toBeGreaterThan(168);
});

test.each([
  ["the right", [344, 150]],
  ["the left", [10, 150]],
  ["the top", [180, 12]],
  ["the bottom", [180, 316]],
])("at %s of a phone's map it is whole", (_edge, at) => {
  const eyelet = eyeletAt(at as [number, number], 18);
  expect(holds(PHONE, boxAt(named(eyelet, NAME, [eyelet], PHONE), NAME))).toBe(true);
});

test("it keeps off other eyelets and off a name that stands already", () => {
  const [one, other] = [eyeletAt([120, 150], 18), eyeletAt([120, 196], 18)];
  const first = boxAt(named(one, NAME, [one, other], PHONE), NAME);
  const second = boxAt(named(other, NAME, [one, other, first], PHONE), NAME);
  expect(covered(first, [one, other])).toBe(0);
  expect(covered(second, [one, other, first])).toBe(0);
});
