/** Moves between our own pages without loading them again. */

import { useEffect, useState } from "preact/hooks";

import { BASE } from "./config.ts";
import { routeOf, type Route } from "./routes.ts";

const MOVED = "six:moved";

export function go(href: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  dispatchEvent(new Event(MOVED));
}

/** Changes the address of the page one is on; nobody moves by that. */
export function readdress(href: string): void {
  history.replaceState(history.state, "", href);
}

/** Sought words stay with the entry of the tab's history, for the way back; an address would carry them into logs. */
export function keepSought(words: string): void {
  history.replaceState(words ? { sought: words } : null, "", location.href);
}

export function soughtHere(): string {
  const { sought } = (history.state ?? {}) as { sought?: unknown };
  return typeof sought === "string" ? sought : "";
}

function here(): string {
  return location.pathname;
}

export function useRoute(): Route {
  const [path, moveTo] = useState(here);
  useEffect(() => {
    const moved = (): void => moveTo(here());
    addEventListener("popstate", moved);
    addEventListener(MOVED, moved);
    document.addEventListener("click", follow);
    return () => {
      removeEventListener("popstate", moved);
      removeEventListener(MOVED, moved);
      document.removeEventListener("click", follow);
    };
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
