/** Moves between our own pages without loading them again. */

import { useEffect, useRef, useState } from "preact/hooks";

import { BASE } from "./config.ts";
import { routeOf, type Route } from "./routes.ts";

const MOVED = "six:moved";

export function go(href: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  dispatchEvent(new Event(MOVED));
}

/**
 * Changes the address of the page one is on; nobody moves by that. Words that are being typed stay with the entry of the
 * tab's history, for the way back: an address would carry them into logs before they are sent.
 */
export function readdress(href: string, typed = ""): void {
  history.replaceState(typed ? { typed } : null, "", href);
}

/** A browser leaves an entry its words when the same address is typed anew; whoever does so begins anew. */
export function beginAnew(): void {
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (arrival?.type === "navigate") history.replaceState(null, "");
}

/** Calls when the reader moves from one of our addresses to another, or to the same one anew. */
export function useMoves(moved: () => void): void {
  const latest = useRef(moved);
  latest.current = moved;
  useEffect(() => {
    const call = (): void => latest.current();
    addEventListener("popstate", call);
    addEventListener(MOVED, call);
    return () => {
      removeEventListener("popstate", call);
      removeEventListener(MOVED, call);
    };
  }, []);
}

export function typedHere(): string {
  const { typed } = (history.state ?? {}) as { typed?: unknown };
  return typeof typed === "string" ? typed : "";
}

function here(): string {
  return location.pathname;
}

export function useRoute(): Route {
  const [path, moveTo] = useState(here);
  useMoves(() => moveTo(here()));
  useEffect(() => {
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, []);
  return routeOf(path, BASE);
}

/** A plain click on one of our links; everything else is the browser's. */
function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin || !link.pathname.startsWith(BASE)) return;
  event.preventDefault();
  if (link.pathname === location.pathname && link.hash) within(link.hash);
  else go(link.href, { replace: link.matches(".languages a") });
}

/** As by the link itself: scrolled to, focused, `:target`. But no entry of the tab's history: leaving takes the last away. */
function within(hash: string): void {
  const { state } = history;
  location.replace(location.pathname + location.search + hash);
  history.replaceState(state, "");
}
