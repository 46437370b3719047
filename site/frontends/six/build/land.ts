/** The basemap of the documents as steps from point to point, half as large: `[country, [ring, …]]`. */

import { readFileSync } from "node:fs";

type Point = [east: number, north: number];
type Ring = Point[];
type Land = [country: string, rings: Ring[]][];
type Feature = { properties: { code?: string }; geometry: { type: string; coordinates: Ring[] | Ring[][] } };

const SOURCE = new URL("../../../../home/data/basemap.json", import.meta.url);

/** Steps of hundredths of a degree, every point of the source. */
export function land(): string {
  return JSON.stringify(steps(read(100)));
}

const LEAST = 4; // square tenths of a degree that a corner must be worth
const ROUNDS = 2;

/** Steps of tenths of a degree and fewer corners, for a map that is seen from afar. */
export function coast(): string {
  let coarse = read(10);
  for (let round = 0; round < ROUNDS; round++) coarse = thinned(coarse, round);
  return JSON.stringify(steps(coarse));
}

function read(perDegree: number): Land {
  const { features } = JSON.parse(readFileSync(SOURCE, "utf8")) as { features: Feature[] };
  return features.map(({ properties, geometry }) => {
    const polygons = (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates) as Ring[][];
    return [properties.code ?? "", polygons.flat().map((ring) => onGrid(ring, perDegree))];
  });
}

function onGrid(ring: Ring, perDegree: number): Ring {
  const points = ring.map(([east, north]): Point => [Math.round(east * perDegree), Math.round(north * perDegree)]);
  return points.filter((point, index) => !index || point.join() !== points[index - 1]!.join());
}

/**
 * Without flat corners, every other one at most. Whether a corner goes depends on itself and its neighbours alone, so
 * that two countries lose the same corners of the border they share; where three meet it stays.
 */
function thinned(whole: Land, round: number): Land {
  const neighbours = meeting(whole);
  const stays = (before: Point, point: Point, after: Point): boolean =>
    Math.abs(point[0] + point[1] + round) % 2 === 1 || neighbours.get(point.join())!.size > 2 || surface(before, point, after) > LEAST;
  const fewer = (ring: Ring): Ring => {
    const corners = ring.slice(0, -1);
    const kept = corners.filter((point, index) => stays(corners.at(index - 1)!, point, ring[index + 1]!));
    return [...kept, ...kept.slice(0, 1)];
  };
  return whole.map(([country, rings]) => [country, rings.map(fewer).filter((ring) => ring.length > 3)]);
}

function meeting(whole: Land): Map<string, Set<string>> {
  const neighbours = new Map<string, Set<string>>();
  const meet = (one: Point, other: Point): void => {
    neighbours.set(one.join(), (neighbours.get(one.join()) ?? new Set()).add(other.join()));
    neighbours.set(other.join(), (neighbours.get(other.join()) ?? new Set()).add(one.join()));
  };
  for (const [, rings] of whole) {
    for (const ring of rings) ring.slice(1).forEach((point, index) => meet(ring[index]!, point));
  }
  return neighbours;
}

function surface([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  return Math.abs((x - x1) * (y2 - y1) - (x2 - x1) * (y - y1)) / 2;
}

function steps(whole: Land): [string, number[][]][] {
  return whole.map(([country, rings]) => [country, rings.map(stepped)]);
}

/** Each point from the one before. */
function stepped(ring: Ring): number[] {
  let [x, y] = [0, 0];
  return ring.flatMap(([east, north]) => {
    const step = [east - x, north - y];
    [x, y] = [east, north];
    return step;
  });
}
