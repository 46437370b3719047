/** Where names stand: beside their eyelets, whole, and clear of eyelets, buttons and each other. Pure. */

import type { Size } from "./camera.ts";
import { TAG, type Bounds, type Point } from "./layout.ts";

const GAP = 4; // pixels between a name and what is beside it

export function boxAt([x, y]: Point, { width, height }: Size): Bounds {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

/** An eyelet with its number, `reach` pixels from its middle to its rim. */
export function eyeletAt([x, y]: Point, reach: number): Bounds {
  return [x - reach, y - reach - TAG, x + reach + TAG, y + reach];
}

export function covered(box: Bounds, taken: readonly Bounds[]): number {
  const shared = ([left, top, right, bottom]: Bounds): number =>
    Math.max(0, Math.min(box[2], right) - Math.max(box[0], left)) * Math.max(0, Math.min(box[3], bottom) - Math.max(box[1], top));
  return taken.reduce((sum, one) => sum + shared(one), 0);
}

export function holds(outer: Bounds, [left, top, right, bottom]: Bounds): boolean {
  return left >= outer[0] && top >= outer[1] && right <= outer[2] && bottom <= outer[3];
}

/** Round the eyelets of one area, the best place first: below, above, at their sides. */
export function places([left, top, right, bottom]: Bounds, { width, height }: Size): Point[] {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const [below, above] = [bottom + GAP + height / 2, top - GAP - height / 2];
  const [after, before] = [right + GAP + width / 2, left - GAP - width / 2];
  return [[x, below], [x, above], [after, y], [before, y], [after, below], [before, below], [after, above], [before, above]];
}

/** The middle of the name: where it covers nothing, else where it covers least, moved as far as it takes to be whole. */
export function named(round: Bounds, size: Size, taken: readonly Bounds[], within: Bounds): Point {
  const whole = places(round, size).map((point) => broughtIn(point, size, within));
  const costs = whole.map((point) => covered(boxAt(point, size), taken));
  return whole[costs.indexOf(Math.min(...costs))]!;
}

function broughtIn([x, y]: Point, { width, height }: Size, [left, top, right, bottom]: Bounds): Point {
  const between = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, Math.max(least, most)));
  return [between(x, left + width / 2, right - width / 2), between(y, top + height / 2, bottom - height / 2)];
}
