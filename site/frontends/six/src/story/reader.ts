/** The first scroll, key, touch or movement of a pointer since these pages were opened. */

const NEAR = "100px";
const SIGNS = ["scroll", "wheel", "keydown", "pointerdown", "pointermove", "touchstart"];

export const reading: Promise<void> = new Promise((begins) => {
  const seen = (): void => {
    for (const sign of SIGNS) removeEventListener(sign, seen, true);
    begins();
  };
  for (const sign of SIGNS) addEventListener(sign, seen, { capture: true, passive: true });
});

/** When a part of the page is in view, or soon will be; the second stops waiting for it. */
export function comesNear(element: Element): [near: Promise<void>, stop: () => void] {
  let observer: IntersectionObserver | undefined;
  const near = new Promise<void>((comes) => {
    observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && comes(), { rootMargin: NEAR });
    observer.observe(element);
  });
  return [near, () => observer?.disconnect()];
}

/** When the page has nothing better to do. */
export function idle(): Promise<void> {
  return new Promise((act) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => act(), { timeout: 1500 });
    else setTimeout(act, 200);
  });
}

/** Whoever pays for each byte has the sketch alone. */
export function saves(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData ?? false;
}
