/**
 * Beside a map that stands still: how far the story has moved past it says which milestone is read. The line of
 * reading goes down the pane with the story, from its top at the beginning to its bottom at the end, so that every
 * milestone is reached, and none before the story is.
 *
 * Lengths are pixels: `past` how far the story has moved up, from 0 to `track`; `pane` the height it is read in.
 * `tops` are the milestones' upper edges from the top of the story; the last entry is its end.
 */

export interface Track {
  tops: readonly number[];
  pane: number;
}

export function trackOf({ tops, pane }: Track): number {
  return Math.max(0, tops.at(-1)! - pane);
}

/** The milestone that is read, from 1; null where the whole story stands beside the map and nothing moves. */
export function reached(track: Track, past: number): number | null {
  const whole = trackOf(track);
  if (!whole) return null;
  const line = Math.max(0, past) * (track.tops.at(-1)! / whole);
  return Math.max(1, track.tops.slice(0, -1).findLastIndex((top) => top <= line + 1) + 1);
}

/** How far the story has to move for a milestone to be read: it is in the pane, and the map has not moved. */
export function pastOf(track: Track, step: number): number {
  const whole = trackOf(track);
  const [top, end] = [track.tops[step - 1]!, track.tops[step]!];
  const onTheLine = (top * whole) / track.tops.at(-1)!;
  return Math.ceil(Math.min(whole, top, Math.max(onTheLine, end - track.pane)));
}
