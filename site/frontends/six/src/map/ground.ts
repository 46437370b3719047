/** What lies under the thread: a sketch at first, MapLibre's map once somebody reads on. */

import type { Position } from "@sixdegree/client";

import type { Padding } from "./camera.ts";
import type { Bounds, Point } from "./layout.ts";

export interface Ground {
  project(position: Position): Point;
  inView(): Bounds;
  /** `still`: at once, without a movement. */
  frame(bounds: Bounds, padding: Padding, still: boolean): void;
  zoom(by: 1 | -1): void;
  /** The area of that code is the current one; none with an empty code. */
  mark(code: string): void;
  /** Calls when `project` may answer otherwise; `settled` when it stands still again. One listener at a time. */
  onMove(moved: (settled: boolean) => void): void;
  remove(): void;
}
