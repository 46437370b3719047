/** Where found stories come from: areas on a sketch of the land. All of it stands in the list below, for everyone. */

import type { FoundArea } from "@sixdegree/client";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Point } from "../map/layout.ts";
import { comesNear, idle } from "../story/reader.ts";
import { inwards } from "./inwards.ts";

const COUNTRY = 2; // letters of its code
const NEAR = 64; // pixels

/** `lang` where the name is in another language than the reader's. */
export type Named = Omit<FoundArea, "lang"> & { lang: string | undefined };

export function AreasMap({ areas, choose }: { areas: readonly Named[]; choose: (code: string) => void }) {
  const holder = useRef<HTMLDivElement>(null);
  const [points, put] = useState<ReadonlyMap<string, Point>>(new Map());
  const question = JSON.stringify(areas.map(({ code, point }) => [code, point]));

  useEffect(() => {
    let drawn: { remove: () => void } | null = null;
    let left = false;
    const [near, stop] = comesNear(holder.current!);
    const draw = async (): Promise<void> => {
      await near;
      await idle();
      const { Areas } = await import("../map/areas.ts");
      if (!left) drawn = new Areas(holder.current!, areas, put);
    };
    draw().catch((error: unknown) => console.warn("the map of areas cannot be drawn", error));
    return () => {
      left = true;
      stop();
      drawn?.remove();
    };
  }, [question]);

  if (!areas.some(({ code, point }) => point ?? code.length === COUNTRY)) return null;
  return (
    <div class="areas-map" ref={holder} aria-hidden="true">
      {areas.map(({ code, name, lang, count }) => {
        const at = points.get(code);
        if (!at) return null;
        return (
          <button key={code} type="button" class={`area-mark ${crowded(at, points)}`} tabIndex={-1} ref={(mark) => stand(mark, at)} onClick={() => choose(code)}>
            <b>{count}</b>
            <span lang={lang}>{name}</span>
          </button>
        );
      })}
    </div>
  );
}

function stand(mark: HTMLElement | null, [x, y]: Point): void {
  if (!mark) return;
  mark.style.setProperty("transform", `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`);
  const name = mark.querySelector("span")!;
  name.style.setProperty("translate", `calc(-50% + ${inwards(x, name.offsetWidth, mark.parentElement!.clientWidth)}px)`);
}

/** Above its number where another stands in the way below. */
function crowded([x, y]: Point, points: ReadonlyMap<string, Point>): string {
  const below = [...points.values()].some(([other, down]) => Math.abs(other - x) < NEAR && down > y && down - y < NEAR);
  return below ? "area-mark-up" : "";
}
