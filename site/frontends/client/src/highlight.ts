/** What was found in a text, to be marked up by whoever shows it. */

import type { Highlight } from "./types.ts";

export interface Piece {
  text: string;
  marked: boolean;
}

/** The text cut at its marks; marks that overlap or lie beyond it are cut to what they add. */
export function pieces({ text, marks }: Highlight): Piece[] {
  const points = [...text];
  const cut: Piece[] = [];
  let at = 0;
  const add = (to: number, marked: boolean): void => {
    if (to > at) cut.push({ text: points.slice(at, to).join(""), marked });
    at = Math.max(at, to);
  };
  for (const [from = 0, to = 0] of [...marks].sort(([one = 0], [other = 0]) => one - other)) {
    add(Math.min(from, points.length), false);
    add(Math.min(to, points.length), true);
  }
  add(points.length, false);
  return cut;
}
