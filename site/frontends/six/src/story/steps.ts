/** Which step of the journey is current, and what moves it: buttons, keys, swipe, reading, the address. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { readdress } from "../navigation.ts";
import { pastOf, reached, type Track } from "./reading.ts";

export interface Steps {
  current: number;
  count: number;
  /** Goes there: the narrative comes into view, the address holds the step. */
  go: (step: number) => void;
  /** What a screen reader hears; empty while somebody only reads on. */
  announced: boolean;
}

const ADDRESS = /^#step-(\d+)$/;

export function stepInAddress(): number {
  return Number(ADDRESS.exec(location.hash)?.[1] ?? 0);
}

/** Sets the current step from 1 to `count`; `milestone(step)` is the element that tells it. */
export function useSteps(count: number, milestone: (step: number) => HTMLElement | null): Steps {
  const [{ current, announced }, show] = useState({ current: 1, announced: false });
  // Until then a scroll is ours, not the reader's.
  const scrolling = useRef(0);

  const go = useCallback(
    (step: number) => {
      const told = milestone(step);
      if (!told) return;
      show({ current: step, announced: true });
      readdress(`${location.pathname}${location.search}#step-${step}`);
      scrolling.current = performance.now() + 900;
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const behavior = calm ? "instant" : "smooth";
      const beside = besideMap(told);
      if (!beside) return told.scrollIntoView({ block: "start", behavior });
      holdStill(beside);
      const { past, track } = measured(beside);
      scrollBy({ top: pastOf(track, step) - past, behavior });
    },
    [count],
  );

  useEffect(() => {
    const asked = (): void => {
      if (milestone(stepInAddress())) go(stepInAddress());
    };
    asked();
    addEventListener("hashchange", asked);
    return () => removeEventListener("hashchange", asked);
  }, [go]);

  useEffect(() => {
    let waiting = false;
    const follow = (): void => {
      waiting = false;
      if (performance.now() < scrolling.current) return;
      // A frame may come after the page has been left: then there is no milestone any more.
      const first = milestone(1);
      const read = first && reading(first);
      if (read) show((before) => (before.current === read ? before : { current: read, announced: false }));
    };
    const scrolled = (): void => {
      if (!waiting) requestAnimationFrame(follow);
      waiting = true;
    };
    addEventListener("scroll", scrolled, { passive: true });
    return () => removeEventListener("scroll", scrolled);
  }, [count]);

  return { current, count, go, announced };
}

interface Beside {
  side: HTMLElement;
  list: HTMLElement;
}

/** The map's side and the milestones, where they stand beside each other and the map stays. */
function besideMap(milestone: HTMLElement): Beside | null {
  const list = milestone.parentElement!;
  const side = list.parentElement?.querySelector<HTMLElement>(".story-side");
  return side && getComputedStyle(side).position === "sticky" ? { side, list } : null;
}

function measured({ side, list }: Beside): { past: number; track: Track } {
  const { top, bottom } = list.getBoundingClientRect();
  const tops = [...list.children].map((one) => one.getBoundingClientRect().top - top);
  const stands = parseFloat(getComputedStyle(side).top);
  const end = bottom - top - parseFloat(getComputedStyle(list).paddingBottom);
  return { past: stands - top, track: { tops: [...tops, end], pane: Math.min(side.offsetHeight, innerHeight - stands) } };
}

/** From a press on, the map stays where its buttons are in the window: they do not slip from under the pointer. */
function holdStill({ side, list }: Beside): void {
  const { top } = side.getBoundingClientRect();
  const stands = parseFloat(getComputedStyle(side).top);
  const button = side.querySelector(".step-next")?.getBoundingClientRect();
  if (top <= stands || !button || button.bottom > innerHeight + 1) return;
  side.style.top = `${top}px`;
  // What hangs below the window then is no part of the pane: the story's end comes up by as much.
  list.style.paddingBottom = `${Math.max(0, top + side.offsetHeight - innerHeight)}px`;
}

/** Which milestone is read now; null where that cannot change. */
function reading(first: HTMLElement): number | null {
  const beside = besideMap(first);
  if (beside) {
    const { past, track } = measured(beside);
    return reached(track, past);
  }
  const line = readingLine();
  return Math.max(1, [...first.parentElement!.children].findLastIndex((one) => one.getBoundingClientRect().top <= line) + 1);
}

/** Below the map where it stays on top of the story, else a third down the window. */
function readingLine(): number {
  const map = document.querySelector<HTMLElement>(".story-map")?.getBoundingClientRect();
  const onTop = map && map.top <= 1 && map.width > innerWidth * 0.8 && map.bottom > 0;
  const covered = onTop ? map.bottom : 0;
  return covered + (innerHeight - covered) * 0.33;
}

/** A step forward or back by a horizontal swipe, in the direction of the text. */
export function onSwipe(element: HTMLElement, step: (by: 1 | -1) => void): () => void {
  let start: Touch | null = null;
  const began = (event: TouchEvent): void => {
    start = event.touches.length === 1 ? (event.touches[0] ?? null) : null;
  };
  const ended = (event: TouchEvent): void => {
    const end = event.changedTouches[0];
    if (!start || !end) return;
    const [x, y] = [end.clientX - start.clientX, end.clientY - start.clientY];
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) step(x < 0 === leftToRight(element) ? 1 : -1);
    start = null;
  };
  element.addEventListener("touchstart", began, { passive: true });
  element.addEventListener("touchend", ended, { passive: true });
  return () => {
    element.removeEventListener("touchstart", began);
    element.removeEventListener("touchend", ended);
  };
}

export function leftToRight(element: Element): boolean {
  return getComputedStyle(element).direction !== "rtl";
}
