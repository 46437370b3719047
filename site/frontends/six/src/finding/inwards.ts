const MARGIN = 8; // pixels between a name and the edge of its map

/** How far a name centred on `x` moves to stand whole in a map so wide; one too long for it keeps its beginning. */
export function inwards(x: number, name: number, map: number): number {
  const half = name / 2 + MARGIN;
  return Math.max(half - x, Math.min(map - half - x, 0));
}
