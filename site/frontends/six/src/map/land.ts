/** Countries of the world as rings, and the edges two of them share. Data: Natural Earth, public domain. */

import type { Position } from "@sixdegree/client";

export interface Country {
  code: string;
  rings: Position[][];
}

/** From steps as the build writes them, so many to a degree. */
export function countries(steps: readonly (readonly [code: string, rings: number[][]])[], perDegree: number): Country[] {
  return steps.map(([code, rings]) => ({ code, rings: rings.map((ring) => walked(ring, perDegree)) }));
}

function walked(ring: readonly number[], perDegree: number): Position[] {
  const positions: Position[] = [];
  let [east, north] = [0, 0];
  for (let at = 0; at < ring.length; at += 2) {
    east += ring[at]!;
    north += ring[at + 1]!;
    positions.push([east / perDegree, north / perDegree]);
  }
  return positions;
}

/** Lines between neighbours only: a coast is no border. */
export function borders(land: readonly Country[]): Position[][] {
  const first = new Map<string, number>();
  const lines: Position[][] = [];
  land.forEach(({ rings }, number) => {
    for (const ring of rings) {
      let line: Position[] = [];
      for (let at = 1; at < ring.length; at++) {
        const edge = [ring[at - 1]!.join(), ring[at]!.join()].sort().join(" ");
        const owner = first.get(edge) ?? number;
        first.set(edge, owner);
        if (owner !== number) line = line.length ? [...line, ring[at]!] : [ring[at - 1]!, ring[at]!];
        else if (line.length) {
          lines.push(line);
          line = [];
        }
      }
      if (line.length) lines.push(line);
    }
  });
  return lines;
}

/** Centroid and surface of a ring, by the shoelace formula. */
export function middleOf(ring: readonly Position[]): [x: number, y: number, size: number] {
  let [x, y, twice] = [0, 0, 0];
  for (let at = 1; at < ring.length; at++) {
    const [[x0, y0], [x1, y1]] = [ring[at - 1]!, ring[at]!];
    const cross = x0 * y1 - x1 * y0;
    twice += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  return twice ? [x / (3 * twice), y / (3 * twice), Math.abs(twice) / 2] : [0, 0, 0];
}
