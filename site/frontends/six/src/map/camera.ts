/** A map seen from above, by the rules MapLibre frames with: what one has framed the other frames alike. Pure. */

import type { Position } from "@sixdegree/client";

import type { Bounds, Point } from "./layout.ts";

/** `scale`: pixels of the whole world's width; `x`, `y`: what lies in the middle, in parts of that width. */
export interface Camera {
  scale: number;
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Pixels at each edge that are no part of the frame. */
export interface Padding {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const CLOSEST = 5.2; // zoom
const WORLD = 512; // pixels of its width at zoom 0
const POINT = 1e-6;
const FARTHEST = 85; // degrees from the equator: the poles lie nowhere on Mercator's world

/** Where a position lies on Mercator's world, from 0 to 1 eastwards and southwards. */
export function mercator([longitude, latitude]: Position): Point {
  const drawn = Math.max(-FARTHEST, Math.min(FARTHEST, latitude));
  const slope = Math.tan(Math.PI / 4 + (drawn * Math.PI) / 360);
  return [longitude / 360 + 0.5, 0.5 - Math.log(slope) / (2 * Math.PI)];
}

export function positionOf([x, y]: Point): Position {
  return [(x - 0.5) * 360, (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90];
}

/** As close as it all fits into what the padding leaves. */
export function framing([west, south, east, north]: Bounds, { width, height }: Size, padding: Padding): Camera {
  const [left, bottom] = mercator([west, south]);
  const [right, top] = mercator([east, north]);
  const [across, down] = [width - padding.left - padding.right, height - padding.top - padding.bottom];
  const scale = Math.min(across / Math.max(right - left, POINT), down / Math.max(bottom - top, POINT), WORLD * 2 ** CLOSEST);
  return {
    scale,
    x: (left + right - (padding.left - padding.right) / scale) / 2,
    y: (top + bottom - (padding.top - padding.bottom) / scale) / 2,
  };
}

/** Where a point of the world lies in a window, in pixels. */
export function seen({ scale, x, y }: Camera, [east, south]: Point, { width, height }: Size): Point {
  return [(east - x) * scale + width / 2, (south - y) * scale + height / 2];
}

export function inView({ scale, x, y }: Camera, { width, height }: Size): Bounds {
  const [across, down] = [width / scale / 2, height / scale / 2];
  const [west, south] = positionOf([x - across, y + down]);
  const [east, north] = positionOf([x + across, y - down]);
  return [west, south, east, north];
}
