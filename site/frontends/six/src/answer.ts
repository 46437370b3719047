/** Asks when a page opens, when its question changes, and when the reader comes back to it. */

import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import type { Outcome } from "@sixdegree/client";

export interface Asked<T> {
  /** Null until the first answer. */
  answer: Outcome<T> | null;
  again: () => void;
}

/**
 * Neither that it still stands nor that it is gone: no network, a failure, too many questions. What is on the page stays:
 * a journey can be followed to its end, and a form keeps what was typed.
 */
export function saysNothing(found: Outcome<unknown>): boolean {
  if (found.kind === "offline") return true;
  if (found.kind !== "problem") return false;
  const { status, type } = found.problem;
  return status === 429 || status >= 500 || (type === "no-answer" && status < 300);
}

/** `ask` answers null where there is nothing to ask. */
export function useAnswer<T>(ask: () => Promise<Outcome<T> | null>, question: readonly unknown[]): Asked<T> {
  const [answer, settle] = useState<Outcome<T> | null>(null);
  const round = useRef(0);
  const asking = useCallback(async () => {
    const mine = ++round.current;
    const found = await ask();
    if (mine !== round.current) return;
    settle((before) => (before?.kind === "shown" && found && saysNothing(found) ? before : found));
  }, question);

  useEffect(() => {
    settle(null);
    void asking();
    const back = (): void => {
      if (document.visibilityState === "visible") void asking();
    };
    document.addEventListener("visibilitychange", back);
    const shownAgain = (event: PageTransitionEvent): void => {
      if (event.persisted) back();
    };
    addEventListener("online", back);
    addEventListener("pageshow", shownAgain);
    return () => {
      round.current++;
      document.removeEventListener("visibilitychange", back);
      removeEventListener("online", back);
      removeEventListener("pageshow", shownAgain);
    };
  }, [asking]);

  return { answer, again: () => void asking() };
}
