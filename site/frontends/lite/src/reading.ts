import type { Steps } from "./steps";

const REST = 250; // ms without a scroll
const ROUNDING = 2; // pixels
const WIDE = 0.8; // of the window: a map so wide lies above the story, not beside it

/** Whoever reads on takes the map along: the last milestone to reach the upper part of the free view is current.
 *
 * Who comes from above to the map and its buttons passes the first milestones beside it: that is no reading, and the
 * journey begins with its first step.
 */
export function watchReading(steps: Steps): void {
  let arriving = steps.current === 1;
  let waiting = false;
  let resting = 0;
  const follow = (): void => {
    waiting = false;
    if (performance.now() < steps.scrollingUntil) return;
    const reached = milestonesReached(steps);
    arriving = reached === 0 || (arriving && steps.current === 1 && isBeforeTheButtons(steps));
    const step = arriving ? 1 : reached;
    steps.show(step, { announced: false });
    // Who has not come to the journey yet keeps the address they came by.
    if (reached || location.hash.startsWith("#step-")) steps.hold(step);
  };
  const rest = (): void => {
    arriving = milestonesReached(steps) === 0;
  };
  addEventListener(
    "scroll",
    () => {
      if (!waiting) requestAnimationFrame(follow);
      waiting = true;
      clearTimeout(resting);
      resting = setTimeout(rest, REST);
    },
    { passive: true },
  );
}

function milestonesReached(steps: Steps): number {
  const line = readingLine();
  return steps.milestones.filter((milestone) => milestone.getBoundingClientRect().top <= line).length;
}

/** Whether the buttons of a map beside the story would, did they not stay in view, lie no higher than mid-window. */
function isBeforeTheButtons(steps: Steps): boolean {
  const map = boxOf(".story-map");
  const buttons = boxOf(".story-map .steps");
  const story = steps.milestones[0]?.getBoundingClientRect();
  if (!map || !buttons || !story || map.width > innerWidth * WIDE) return false;
  return story.top + (buttons.top + buttons.bottom) / 2 - map.top >= innerHeight / 2 - ROUNDING;
}

function boxOf(selector: string): DOMRect | undefined {
  return document.querySelector(selector)?.getBoundingClientRect();
}

/** Below the map where it stays on top of the story, else a fifth down the window. */
function readingLine(): number {
  const map = document.querySelector<HTMLElement>(".story-map");
  const box = map?.getBoundingClientRect();
  const onTop = map && box && getComputedStyle(map).position === "sticky" && box.width > innerWidth * WIDE;
  const covered = onTop && box.top <= 0 ? box.bottom : 0;
  return covered + (innerHeight - covered) * 0.2;
}
