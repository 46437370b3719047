import { BASE } from "./config.ts";

/** The worker that keeps these scripts and styles for the time without a network, and never a word of a story. */
export function keepShell(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  addEventListener("load", () => {
    navigator.serviceWorker.register(`${BASE}sw.js`, { scope: BASE }).catch((error: unknown) => {
      console.warn("without a worker, these pages need the network to open", error);
    });
  });
}
