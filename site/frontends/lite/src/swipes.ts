const LEAST = 40; // CSS pixels: less is an unsteady press

/** A finger drawn across the surface, more sideways than up or down. Scrolling and zooming stay the browser's. */
export function watchSwipes(surface: HTMLElement, swiped: (toTheLeft: boolean) => void): void {
  let from: PointerEvent | null = null;
  surface.addEventListener("pointerdown", (event) => {
    from = event.isPrimary && event.pointerType !== "mouse" ? event : null;
  });
  surface.addEventListener("pointercancel", () => {
    from = null;
  });
  surface.addEventListener("pointerup", (event) => {
    if (!from || event.pointerId !== from.pointerId) return;
    const [x, y] = [event.clientX - from.clientX, event.clientY - from.clientY];
    from = null;
    if (Math.abs(x) >= LEAST && Math.abs(x) > 2 * Math.abs(y)) swiped(x < 0);
  });
}
