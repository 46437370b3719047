/** The map beside the story: sketched when it comes near, drawn by MapLibre once somebody reads. The list tells everything. */

import type { Storymap } from "@sixdegree/client";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Journey } from "../map/journey.ts";
import { useWords } from "../words.ts";
import { comesNear, idle, reading, saves } from "./reader.ts";
import { leftToRight, onSwipe, type Steps } from "./steps.ts";

const KEYS: Record<string, (steps: Steps, ahead: 1 | -1) => number> = {
  ArrowRight: ({ current }, ahead) => current + ahead,
  ArrowLeft: ({ current }, ahead) => current - ahead,
  Home: () => 1,
  End: ({ count }) => count,
};

export function MapPane({ storymap, steps }: { storymap: Storymap; steps: Steps }) {
  const words = useWords();
  const pane = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const map = useRef<Journey | null>(null);
  const [state, become] = useState<"away" | "sketched" | "drawn" | "failed">("away");
  const latest = useRef(steps);
  latest.current = steps;

  useEffect(() => {
    const holder = canvas.current!;
    let left = false;
    const sketch = async (): Promise<void> => {
      const { Journey } = await import("../map/journey.ts");
      if (left) return;
      map.current = new Journey(holder, storymap, words.locale, latest.current.current, (step) => latest.current.go(step));
      become("sketched");
    };
    const draw = async (journey: Journey): Promise<void> => {
      const { charted } = await import("../map/maplibre.ts");
      const ground = await charted(holder, journey.milestones, journey.framed);
      if (left) return ground.remove();
      journey.moveOnto(ground);
      become("drawn");
    };
    const [near, stop] = comesNear(holder);
    const appear = async (): Promise<void> => {
      await Promise.race([near, reading]);
      await sketch();
      await Promise.all([near, reading]);
      await idle();
      if (map.current && !saves()) await draw(map.current);
    };
    appear().catch((error: unknown) => {
      console.warn("the map cannot be drawn", error);
      // The sketch stays: it shows the same journey.
      if (!left && !map.current) become("failed");
    });
    const swiped = onSwipe(holder, (by) => latest.current.go(latest.current.current + by));
    return () => {
      left = true;
      stop();
      swiped();
      map.current?.remove();
      map.current = null;
    };
  }, [storymap, words.locale]);

  useEffect(() => map.current?.show(steps.current), [steps.current]);

  // Only from within the map and its buttons: elsewhere the arrows belong to the reader's own tools.
  const key = (event: KeyboardEvent): void => {
    const to = KEYS[event.key]?.(steps, leftToRight(pane.current!) ? 1 : -1);
    if (!to || to < 1 || to > steps.count || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    steps.go(to);
    if ((event.target as Element).matches(".eyelet")) map.current?.focus(to);
  };

  return (
    <div class="story-map" ref={pane} onKeyDown={key}>
      <div class={`map map-${state}`} role="group" aria-label={words.say("map.label")}>
        <div class="map-canvas" ref={canvas} />
        {state === "failed" && <p class="map-said">{words.say("map.failed")}</p>}
        {(state === "sketched" || state === "drawn") && (
          <div class="map-tools">
            <button type="button" aria-label={words.say("map.closer")} onClick={() => map.current?.zoom(1)}>
              +
            </button>
            <button type="button" aria-label={words.say("map.farther")} onClick={() => map.current?.zoom(-1)}>
              −
            </button>
            <button type="button" aria-label={words.say("map.whole")} onClick={() => map.current?.whole()}>
              <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
                <path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />
              </svg>
            </button>
          </div>
        )}
      </div>
      <StepButtons steps={steps} />
    </div>
  );
}

function StepButtons({ steps }: { steps: Steps }) {
  const words = useWords();
  const { current, count } = steps;
  // Not `disabled`: a button that vanishes under the finger takes the focus with it.
  return (
    <div class="steps">
      <button type="button" class="step-back" aria-disabled={current <= 1} onClick={() => steps.go(current - 1)}>
        {words.say("back")}
      </button>
      <p class="step-now">{words.say("progress.step", { step: current, steps: count })}</p>
      <button type="button" class="step-next" aria-disabled={current >= count} onClick={() => steps.go(current + 1)}>
        {words.say("next")}
      </button>
    </div>
  );
}
