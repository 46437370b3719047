/** The ground as MapLibre draws it: closer, smoother, moved by two fingers. A large library, fetched for whoever reads on. */

import type { MilestoneFeature, Position } from "@sixdegree/client";
import { Map as Gl, setWorkerUrl, type LngLatBoundsLike } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import steps from "virtual:land";

import { CLOSEST, type Padding } from "./camera.ts";
import { areasOf } from "./extent.ts";
import type { Ground } from "./ground.ts";
import { borders, countries, type Country } from "./land.ts";
import type { Bounds, Point } from "./layout.ts";
import { hatch, inkOf, recolour, styleOf } from "./style.ts";

setWorkerUrl(workerUrl);

/** Drawn out of sight until it is whole. Rejects where the device cannot draw it. */
export async function charted(
  holder: HTMLElement,
  milestones: readonly MilestoneFeature[],
  { bounds, padding }: { bounds: Bounds; padding: Padding },
): Promise<Ground> {
  const root = document.createElement("div");
  root.className = "chart";
  holder.prepend(root);
  const land = countries(steps, 100);
  let map: Gl | undefined;
  try {
    map = new Gl({
      container: root,
      style: styleOf(asFeatures(land), asLines(borders(land)), areasOf(milestones), inkOf(holder)),
      bounds: asBounds(bounds),
      fitBoundsOptions: { padding, maxZoom: CLOSEST },
      attributionControl: false,
      dragRotate: false,
      touchPitch: false,
      pitchWithRotate: false,
      scrollZoom: false,
      keyboard: false,
      // One finger scrolls the page or turns to the next step; two move the map.
      dragPan: matchMedia("(pointer: fine)").matches,
      maxZoom: 7,
      fadeDuration: 0,
      canvasContextAttributes: { antialias: true },
    });
    await loaded(map, holder);
  } catch (error) {
    map?.remove();
    root.remove();
    throw error;
  }
  return new Chart(map, root);
}

async function loaded(map: Gl, holder: HTMLElement): Promise<void> {
  map.touchZoomRotate.disableRotation();
  // Before the first tile asks for it.
  map.once("style.load", () => hatch(map, inkOf(holder).hatch));
  await new Promise<void>((resolve, reject) => {
    map.once("load", () => resolve());
    map.once("error", ({ error }) => reject(error));
  });
}

class Chart implements Ground {
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private readonly turned = (): void => recolour(this.map, inkOf(this.root));
  private moved: (settled: boolean) => void = () => undefined;

  constructor(
    private readonly map: Gl,
    private readonly root: HTMLElement,
  ) {
    // The canvas tells nothing that the eyelets above it do not.
    const canvas = map.getCanvas();
    canvas.tabIndex = -1;
    canvas.setAttribute("aria-hidden", "true");
    canvas.removeAttribute("role");
    canvas.removeAttribute("aria-label");
    map.on("move", () => this.moved(false));
    map.on("moveend", () => this.moved(true));
    this.dark.addEventListener("change", this.turned);
    root.classList.add("chart-whole");
  }

  project([longitude, latitude]: Position): Point {
    const { x, y } = this.map.project([longitude, latitude]);
    return [x, y];
  }

  inView(): Bounds {
    const bounds = this.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  }

  frame(bounds: Bounds, padding: Padding, still: boolean): void {
    const camera = this.map.cameraForBounds(asBounds(bounds), { padding, maxZoom: CLOSEST });
    if (!camera) return;
    if (still || calm()) this.map.jumpTo(camera);
    else this.map.easeTo({ ...camera, duration: 250, easing: (t) => 1 - (1 - t) ** 3 });
  }

  zoom(by: 1 | -1): void {
    this.map.easeTo({ zoom: this.map.getZoom() + by, duration: calm() ? 0 : 200 });
  }

  mark(code: string): void {
    // A state, no filter: a filter would have every tile of the areas made anew.
    this.map.removeFeatureState({ source: "areas" });
    if (code) this.map.setFeatureState({ source: "areas", id: code }, { now: true });
  }

  onMove(moved: (settled: boolean) => void): void {
    this.moved = moved;
  }

  remove(): void {
    this.dark.removeEventListener("change", this.turned);
    this.map.remove();
    this.root.remove();
  }
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** A country is drawn as one polygon for each ring: lakes are few at this size, and stay land. */
function asFeatures(land: readonly Country[]): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: land.map(({ code, rings }) => ({
      type: "Feature",
      properties: { code },
      geometry: { type: "MultiPolygon", coordinates: rings.map((ring) => [ring]) },
    })),
  };
}

function asLines(lines: readonly Position[][]): GeoJSON.FeatureCollection {
  return {
    type: "FeatureCollection",
    features: lines.map((coordinates) => ({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates } })),
  };
}

function asBounds([west, south, east, north]: Bounds): LngLatBoundsLike {
  return [
    [west, south],
    [east, north],
  ];
}
