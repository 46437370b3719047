/** What of the world a journey takes up. Pure. */

import type { MilestoneFeature, Position, Storymap } from "@sixdegree/client";
import type { Feature, FeatureCollection } from "geojson";

import { united, type Bounds } from "./layout.ts";

const WORLD: Bounds = [-130, -45, 160, 62];
const WIDE = 24; // degrees: an area larger than this is framed round its anchor alone
const ROUND_ANCHOR = 3.5;

export function milestonesOf(storymap: Storymap): MilestoneFeature[] {
  return storymap.features
    .filter((feature): feature is MilestoneFeature => feature.properties.role === "milestone")
    .sort((one, other) => one.properties.order - other.properties.order);
}

export function whole(milestones: readonly MilestoneFeature[]): Bounds {
  return united(milestones.map(extent)) ?? WORLD;
}

export function extent({ geometry, properties: { anchor } }: MilestoneFeature): Bounds | null {
  if (!anchor) return null;
  const [x, y] = anchor;
  const positions = geometry ? flat(geometry.coordinates) : [];
  const [longitudes, latitudes] = [positions.map(([one]) => one), positions.map(([, other]) => other)];
  const box: Bounds = [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
  const fits = positions.length > 1 && box[2] - box[0] <= WIDE && box[3] - box[1] <= WIDE;
  return fits ? box : [x - ROUND_ANCHOR, y - ROUND_ANCHOR, x + ROUND_ANCHOR, y + ROUND_ANCHOR];
}

type Nested = Position | Position[] | Position[][] | Position[][][];

function flat(nested: Nested): Position[] {
  return typeof nested[0] === "number" ? [nested as Position] : (nested as Nested[]).flatMap(flat);
}

/** Each area once. */
export function areasOf(milestones: readonly MilestoneFeature[]): FeatureCollection {
  const areas = new Map<string, Feature>();
  for (const { geometry, properties } of milestones) {
    if (!geometry || geometry.type === "Point" || !properties.area) continue;
    const { code } = properties.area;
    areas.set(code, { type: "Feature", geometry, properties: { code } });
  }
  return { type: "FeatureCollection", features: [...areas.values()] };
}
