import type { Steps } from "./steps";

/** Whoever reads on takes the map along: the last milestone to reach the upper part of the free view is current. */
export function watchReading(steps: Steps): void {
  let waiting = false;
  const follow = (): void => {
    waiting = false;
    if (performance.now() < steps.scrollingUntil) return;
    const line = readingLine();
    const reached = steps.milestones.filter((milestone) => milestone.getBoundingClientRect().top <= line).length;
    steps.show(Math.max(1, reached), { announced: false });
  };
  addEventListener(
    "scroll",
    () => {
      if (!waiting) requestAnimationFrame(follow);
      waiting = true;
    },
    { passive: true },
  );
}

/** Below the map where it stays on top of the story, else a fifth down the window. */
function readingLine(): number {
  const map = document.querySelector<HTMLElement>(".story-map");
  const box = map?.getBoundingClientRect();
  const onTop = map && box && getComputedStyle(map).position === "sticky" && box.width > innerWidth * 0.8;
  const covered = onTop && box.top <= 0 ? box.bottom : 0;
  return covered + (innerHeight - covered) * 0.2;
}
