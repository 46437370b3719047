import { expect, test } from "vitest";

import { apartOn, placed, TAG, united, type Stop } from "../src/map/layout.ts";

const stop = (order: number, area: string | null, x = 0, y = 0): Stop => ({ order, area, at: area ? [x, y] : null });

test("eyelets that share an area lie round its middle and never on each other", () => {
  const stops = [1, 2, 6, 7].map((order) => stop(order, "A", 200, 200)).concat([3, 4, 5].map((order) => stop(order, "B", 230, 240)));
  const points = [...placed(stops, 400, 400).values()];
  points.forEach(([x, y], index) => {
    for (const [left, top] of points.slice(index + 1)) expect(Math.hypot(x - left, y - top)).toBeGreaterThan(apartOn(400) - 4);
  });
});

test("one eyelet lies on the middle of its area", () => {
  expect(placed([stop(1, "A", 120, 80)], 400, 300).get(1)).toEqual([120, 80]);
});

test("an eyelet whose area is in sight is whole, and its number too; one out of sight is not drawn in", () => {
  const points = placed([stop(1, "A", 150, 4), stop(2, "A", 150, 4), stop(3, "B", 290, 190), stop(4, "C", 150, -60)], 300, 200);
  for (const order of [1, 2, 3]) {
    const [x, y] = points.get(order)!;
    expect([x > 18, x + 18 < 300, y - 18 - TAG > 0, y + 18 < 200]).toEqual([true, true, true, true]);
  }
  expect(points.get(4)).toEqual([150, -60]);
});

test("what names no place lies along the lower edge, in order", () => {
  const points = placed([stop(1, "A", 100, 50), stop(2, null), stop(3, null)], 300, 200);
  expect([points.get(2), points.get(3)]).toEqual([[100, 168], [200, 168]]);
});

test("the same journey always lies the same", () => {
  const stops = [stop(1, "A", 10, 10), stop(2, "A", 10, 10), stop(3, "B", 20, 10)];
  expect(placed(stops, 300, 200)).toEqual(placed(stops, 300, 200));
});

test("a frame holds every area, and there is none without an area", () => {
  expect(united([[0, 0, 2, 2], null, [1, -3, 5, 1]])).toEqual([0, -3, 5, 2]);
  expect(united([null])).toBeNull();
});
