/** Where eyelets lie: round the middle of the area they share, never on top of each other. Pure, in pixels. */

export type Point = [x: number, y: number];

export interface Stop {
  order: number;
  /** The area it names; null where the story names none. */
  area: string | null;
  /** The middle of that area on the screen. */
  at: Point | null;
}

/** Least distance between two eyelets, on a wide map and on a narrow one. */
export const APART = { wide: 56, narrow: 46 };
const NARROW = 480;

/** Height of the strip along the lower edge where the stops lie that name no place: it is no part of the map. */
export const RIBBON = 64;

/** From the middle of an eyelet to its rim. */
const REACH = { wide: 22, narrow: 18 };

/** Pixels that an eyelet's number stands out of its ring, upwards and to the right. */
export const TAG = 7;
const EDGE = 3; // pixels it keeps from the edge of the map

export function reachOn(width: number): number {
  return width < NARROW ? REACH.narrow : REACH.wide;
}

export function apartOn(width: number): number {
  return width < NARROW ? APART.narrow : APART.wide;
}

export function placed(stops: readonly Stop[], width: number, height: number): Map<number, Point> {
  const points = new Map<number, Point>();
  const apart = apartOn(width);
  const areas = grouped(
    stops.filter((stop) => stop.at),
    (stop) => stop.area ?? "",
  );
  for (const sharing of areas.values()) {
    sharing.forEach((stop, index) => points.set(stop.order, around(stop.at!, index, sharing.length, apart)));
  }
  const adrift = stops.filter((stop) => !stop.at);
  adrift.forEach((stop, index) => points.set(stop.order, [(width * (index + 1)) / (adrift.length + 1), height - RIBBON / 2]));
  const shown = adrift.length ? height - RIBBON : height;
  const seen = stops.filter(({ at }) => at && at[0] >= 0 && at[0] <= width && at[1] >= 0 && at[1] <= shown);
  pushApart(points, apart, () => seen.forEach(({ order }) => bringIn(points.get(order)!, reachOn(width), width, shown)));
  return points;
}

/** Whole, with its number. */
function bringIn(point: Point, reach: number, width: number, height: number): void {
  point[0] = Math.max(reach + EDGE, Math.min(point[0], width - reach - TAG - EDGE));
  point[1] = Math.max(reach + TAG + EDGE, Math.min(point[1], height - reach - EDGE));
}

export function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return groups;
}

function around([x, y]: Point, index: number, count: number, apart: number): Point {
  if (count === 1) return [x, y];
  const radius = count === 2 ? apart / 2 : apart / (2 * Math.sin(Math.PI / count));
  const angle = -Math.PI / 2 - Math.PI / count + (2 * Math.PI * index) / count;
  return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
}

function pushApart(points: Map<number, Point>, apart: number, bringIn: () => void): void {
  const all = [...points.values()];
  bringIn();
  for (let round = 0; round < 24; round++) {
    let moved = false;
    all.forEach((one, index) => {
      for (const other of all.slice(index + 1)) {
        const [x, y] = [other[0] - one[0], other[1] - one[1]];
        const distance = Math.hypot(x, y) || 0.01;
        if (distance >= apart - 0.5) continue;
        const push = (apart - distance) / 2 / distance;
        const [right, down] = [(x || 0.01) * push, y * push];
        one[0] -= right;
        one[1] -= down;
        other[0] += right;
        other[1] += down;
        moved = true;
      }
    });
    if (!moved) return;
    bringIn();
  }
}

export type Bounds = [west: number, south: number, east: number, north: number];

export function united(boxes: readonly (Bounds | null)[]): Bounds | null {
  const some = boxes.filter((box) => box !== null);
  if (!some.length) return null;
  return [
    Math.min(...some.map((box) => box[0])),
    Math.min(...some.map((box) => box[1])),
    Math.max(...some.map((box) => box[2])),
    Math.max(...some.map((box) => box[3])),
  ];
}
