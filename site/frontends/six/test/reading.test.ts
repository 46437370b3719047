import { expect, test } from "vitest";

import { pastOf, reached, trackOf, type Track } from "../src/story/reading.ts";

const STORY: Track = { tops: [0, 250, 480, 760, 980, 1200, 1390, 1600], pane: 700 };
const STEPS = [1, 2, 3, 4, 5, 6, 7];

test("nobody is further than the first milestone before the story is reached", () => {
  expect([-500, -1, 0].map((past) => reached(STORY, past))).toEqual([1, 1, 1]);
});

test("reading on goes from one milestone to the next, and ends with the last", () => {
  const read = Array.from({ length: trackOf(STORY) + 1 }, (_unused, past) => reached(STORY, past)!);
  expect([...new Set(read)]).toEqual(STEPS);
  expect(read).toEqual(read.toSorted((one, other) => one - other));
});

test("a milestone that is gone to is the one that is read there, whole within the pane", () => {
  for (const step of STEPS) {
    const past = pastOf(STORY, step);
    expect([step, reached(STORY, past)]).toEqual([step, step]);
    expect(past).toBeLessThanOrEqual(trackOf(STORY));
    expect(STORY.tops[step - 1]! - past).toBeGreaterThanOrEqual(-1);
    expect(STORY.tops[step]! - past).toBeLessThanOrEqual(STORY.pane);
  }
});

test("one longer than the pane begins at its top", () => {
  const long: Track = { tops: [0, 300, 1500, 1700], pane: 700 };
  expect(pastOf(long, 2)).toBe(300);
  expect(reached(long, 300)).toBe(2);
});

test("a story no longer than its map moves nothing", () => {
  const short: Track = { tops: [0, 200, 400], pane: 700 };
  expect(reached(short, 100)).toBeNull();
  expect(pastOf(short, 2)).toBe(0);
});
