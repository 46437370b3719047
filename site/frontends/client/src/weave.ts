/**
 * A small woven picture of a case, drawn from its public id and nothing else: the same cloth as the documents draw
 * (`home/documents/weave.py`), which a test compares thread by thread.
 */

import type { Token } from "./theme.ts";

export const SIZE = 24; // ends and picks of one repeat
const SHAFTS = 6;
const PALETTES: readonly (readonly [Token, Token])[] = [
  ["indigo", "madder"],
  ["indigo", "teal"],
  ["teal", "indigo"],
  ["madder", "indigo"],
  ["teal", "madder"],
];

export interface Thread {
  colour: Token;
  /** SVG path data on a square of `SIZE` units, stroked one unit wide. */
  path: string;
}

export interface Weave {
  name: string;
  size: number;
  threads: Thread[];
}

type Dice = () => Promise<number>;

/** The same id draws the same cloth everywhere; an id that belongs to nobody draws one too. */
export async function weave(publicId: string): Promise<Weave> {
  const roll = await dice(publicId);
  const threading = await walk(roll);
  const treadling = await walk(roll);
  const tieUp = await liftPlan(roll);
  const [ground, accent] = PALETTES[(await roll()) % PALETTES.length]!;
  const striped = await stripes(roll);
  const paths = new Map<Token, string>([[ground, ""], [accent, ""]]);
  for (let end = 0; end < SIZE; end++) {
    const lifted = treadling.map((tread) => tieUp[(threading[end]! - tread + SHAFTS) % SHAFTS]!);
    const colour = striped.has(end) ? accent : ground;
    paths.set(colour, paths.get(colour)! + floats(end, lifted));
  }
  const threads = [...paths].filter(([, path]) => path).map(([colour, path]) => ({ colour, path }));
  const name = [...(await sha256(new TextEncoder().encode(publicId))).slice(0, 4)];
  return { name: `weave-${name.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`, size: SIZE, threads };
}

async function dice(seed: string): Promise<Dice> {
  let block = await sha256(new TextEncoder().encode(seed));
  let at = 0;
  return async () => {
    if (at === block.length) [block, at] = [await sha256(block), 0];
    return block[at++]!;
  };
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** Half a repeat of steps from shaft to shaft, then the way back: the cloth is its own mirror image. */
async function walk(roll: Dice): Promise<number[]> {
  let shaft = (await roll()) % SHAFTS;
  let step = 1;
  const half: number[] = [];
  for (let count = 0; count < SIZE / 2; count++) {
    half.push(shaft);
    if ((await roll()) < 56) step = -step;
    shaft = (shaft + step + SHAFTS) % SHAFTS;
  }
  return [...half, ...half.toReversed()];
}

/** Which shafts a treadle lifts; two to four of six, so that neither warp nor weft disappears. */
async function liftPlan(roll: Dice): Promise<boolean[]> {
  for (;;) {
    const bits = await roll();
    const lifts = Array.from({ length: SHAFTS }, (_unused, bit) => Boolean((bits >> bit) & 1));
    const lifted = lifts.filter(Boolean).length;
    if (lifted >= 2 && lifted <= 4) return lifts;
  }
}

async function stripes(roll: Dice): Promise<Set<number>> {
  const start = (await roll()) % (SIZE / 2 - 3);
  const width = 2 + ((await roll()) % 4);
  const ends = new Set<number>();
  for (let end = start; end < Math.min(start + width, SIZE / 2); end++) ends.add(end).add(SIZE - 1 - end);
  return ends;
}

function floats(end: number, lifted: boolean[]): string {
  let path = "";
  let top: number | null = null;
  [...lifted, false].forEach((up, pick) => {
    if (up && top === null) top = pick;
    else if (!up && top !== null) {
      path += `M${end}.5 ${top}v${pick - top}`;
      top = null;
    }
  });
  return path;
}
