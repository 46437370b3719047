import { expect, test } from "vitest";

import { framing, inView, mercator, positionOf, seen } from "../src/map/camera.ts";

const SIZE = { width: 400, height: 300 };
const PADDING = { top: 40, bottom: 60, left: 50, right: 50 };

test("a position lies where MapLibre has it, and is found again", () => {
  expect(mercator([0, 0])).toEqual([0.5, 0.5]);
  const [x, y] = mercator([100.5, 13.75]);
  expect(x).toBeCloseTo(0.779167, 5);
  expect(y).toBeCloseTo(0.461434, 5);
  const [longitude, latitude] = positionOf([x, y]);
  expect(longitude).toBeCloseTo(100.5);
  expect(latitude).toBeCloseTo(13.75);
});

test("what is framed lies within the padding, as large as it may be", () => {
  const camera = framing([90, 5, 110, 25], SIZE, PADDING);
  const [left, bottom] = seen(camera, mercator([90, 5]), SIZE);
  const [right, top] = seen(camera, mercator([110, 25]), SIZE);
  expect(left).toBeGreaterThanOrEqual(50);
  expect(right).toBeLessThanOrEqual(350);
  expect([top, bottom].map(Math.round)).toEqual([40, 240]);
  expect(left - 50).toBeCloseTo(350 - right);
});

test("one place alone is framed from no nearer than an area is told", () => {
  const { scale } = framing([100, 13, 100, 13], SIZE, PADDING);
  expect(Math.log2(scale / 512)).toBeCloseTo(5.2);
});

test("what is in view is what is framed and what stands round it", () => {
  const [west, south, east, north] = inView(framing([90, 5, 110, 25], SIZE, PADDING), SIZE);
  expect(west).toBeLessThan(90);
  expect(east).toBeGreaterThan(110);
  expect(south).toBeLessThan(5);
  expect(north).toBeGreaterThan(25);
});

test("the poles lie nowhere, and are drawn at the edge", () => {
  expect(mercator([0, 90]).every(Number.isFinite)).toBe(true);
});
