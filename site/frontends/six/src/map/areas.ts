/** Areas that found stories come from, on the sketch of the land: a hatch each, and a point for its number. */

import type { FoundArea, MilestoneFeature, Position } from "@sixdegree/client";
import steps from "virtual:coast";

import { idle } from "../story/reader.ts";
import { whole } from "./extent.ts";
import { borders, countries, middleOf, type Country } from "./land.ts";
import { placed, type Point } from "./layout.ts";
import { Sketch } from "./sketch.ts";

const MOST = 12; // the list has all of them
const ROUND = 3.2; // degrees: wider than the middle of an area is exact
const WIDE = 0.07; // of what lies between the areas: still seen where that is half the earth
const CORNERS = 24;
const EDGE = 44; // pixels

type Where = Pick<FoundArea, "code" | "name" | "point">;

export class Areas {
  private readonly shown: readonly MilestoneFeature[];
  private readonly sketch: Sketch;
  private left = false;

  constructor(
    private readonly holder: HTMLElement,
    areas: readonly Where[],
    private readonly put: (points: ReadonlyMap<string, Point>) => void,
  ) {
    const land = countries(steps, 10);
    const located = areas.map((area) => ({ ...area, point: area.point ?? middle(land, area.code) })).filter(({ point }) => point);
    const wide = spread(located.slice(0, MOST)) * WIDE;
    this.shown = located.slice(0, MOST).map((area, index) => feature(area, index, Math.max(ROUND, wide)));
    this.sketch = new Sketch(holder, this.shown);
    this.sketch.onMove(() => this.arrange());
    this.sketch.frame(whole(this.shown), { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE });
    void this.fill(land);
  }

  remove(): void {
    this.left = true;
    this.sketch.remove();
    this.put(new Map());
  }

  private async fill(land: readonly Country[]): Promise<void> {
    await idle();
    if (this.left) return;
    this.sketch.drawLand(land);
    await idle();
    if (!this.left) this.sketch.drawBorders(borders(land));
  }

  private arrange(): void {
    const { clientWidth, clientHeight } = this.holder;
    const stops = this.shown.map(({ properties: { order, area, anchor } }) => ({ order, area: area!.code, at: this.sketch.project(anchor!) }));
    const points = placed(stops, clientWidth, clientHeight);
    this.put(new Map(stops.map(({ order, area }) => [area, points.get(order)!])));
  }
}

/** Of a country that no map of a story shows: the middle of its largest piece of land. */
function middle(land: readonly Country[], code: string): Position | null {
  const pieces = land.filter((country) => country.code === code).flatMap(({ rings }) => rings.map(middleOf));
  const [largest] = pieces.sort((one, other) => other[2] - one[2]);
  return largest ? [largest[0], largest[1]] : null;
}

/** Degrees from the first in the west to the last in the east. */
function spread(areas: readonly Where[]): number {
  const longitudes = areas.map(({ point }) => point![0]);
  return Math.max(...longitudes) - Math.min(...longitudes);
}

/** The area as the sketch draws one of a journey: a disc round its middle, whatever its shape. */
function feature({ code, name, point }: Where, index: number, round: number): MilestoneFeature {
  const [longitude, latitude] = point!;
  const wide = round / Math.cos((latitude * Math.PI) / 180);
  const ring = Array.from({ length: CORNERS + 1 }, (_, corner): Position => {
    const angle = (2 * Math.PI * corner) / CORNERS;
    return [longitude + wide * Math.cos(angle), latitude + round * Math.sin(angle)];
  });
  const area = { code, name, lang: "", kind: "region" as const };
  return {
    type: "Feature",
    geometry: { type: "Polygon", coordinates: [ring] },
    properties: { role: "milestone", order: index + 1, heading: "", icon: "", stage: "", area, anchor: point },
  };
}
