/** Land, borders and areas as plain SVG: a few thousand corners, drawn once for each step, without a library. */

import type { MilestoneFeature, Position } from "@sixdegree/client";
import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";

import { framing, inView, mercator, seen, type Camera, type Padding, type Size } from "./camera.ts";
import { areasOf } from "./extent.ts";
import type { Ground } from "./ground.ts";
import type { Country } from "./land.ts";
import type { Bounds, Point } from "./layout.ts";
import { drawn, HATCH, svg } from "./svg.ts";

/** Points of Mercator's world, and the box that holds them. */
interface Line {
  points: readonly Point[];
  box: Bounds;
}

interface Area {
  code: string;
  rings: Line[];
}

export class Sketch implements Ground {
  private readonly root = svg("svg", { class: "sketch", "aria-hidden": "true" });
  private readonly ground = svg("path", { class: "sketch-land" });
  private readonly lines = svg("path", { class: "sketch-borders" });
  private readonly elsewhere = svg("path", { class: "sketch-areas" });
  private readonly here = svg("path", { class: "sketch-now" });
  private land: Line[] = [];
  private borders: Line[] = [];
  private readonly areas: Area[];
  private readonly resized = new ResizeObserver(() => this.resize());
  private size: Size;
  private camera: Camera = { scale: 512, x: 0.5, y: 0.5 };
  private framed: [Bounds, Padding] | null = null;
  private current = "";
  private moved: (settled: boolean) => void = () => undefined;

  constructor(
    private readonly holder: HTMLElement,
    milestones: readonly MilestoneFeature[],
  ) {
    this.size = sizeOf(holder);
    this.areas = ringsOf(areasOf(milestones));
    this.root.append(hatching(), this.ground, this.lines, this.elsewhere, this.here);
    holder.prepend(this.root);
    this.resized.observe(holder);
  }

  drawLand(countries: readonly Country[]): void {
    this.land = countries.flatMap(({ rings }) => rings.map(projected));
    this.ground.setAttribute("d", this.path(this.land, "Z"));
  }

  drawBorders(lines: readonly Position[][]): void {
    this.borders = lines.map(projected);
    this.lines.setAttribute("d", this.path(this.borders, ""));
  }

  project(position: Position): Point {
    return seen(this.camera, mercator(position), this.size);
  }

  inView(): Bounds {
    return inView(this.camera, this.size);
  }

  frame(bounds: Bounds, padding: Padding): void {
    this.framed = [bounds, padding];
    this.look(framing(bounds, this.size, padding));
  }

  zoom(by: 1 | -1): void {
    this.framed = null;
    this.look({ ...this.camera, scale: this.camera.scale * 2 ** by });
  }

  mark(code: string): void {
    this.current = code;
    this.drawAreas();
  }

  onMove(moved: (settled: boolean) => void): void {
    this.moved = moved;
  }

  remove(): void {
    this.resized.disconnect();
    this.root.remove();
  }

  private resize(): void {
    const { width, height } = sizeOf(this.holder);
    if (width === this.size.width && height === this.size.height) return;
    this.size = { width, height };
    this.look(this.framed ? framing(this.framed[0], this.size, this.framed[1]) : this.camera);
  }

  private look(camera: Camera): void {
    this.camera = camera;
    this.ground.setAttribute("d", this.path(this.land, "Z"));
    this.lines.setAttribute("d", this.path(this.borders, ""));
    this.drawAreas();
    this.moved(true);
  }

  private drawAreas(): void {
    const rings = (current: boolean): Line[] => this.areas.flatMap((area) => ((area.code === this.current) === current ? area.rings : []));
    this.elsewhere.setAttribute("d", this.path(rings(false), "Z"));
    this.here.setAttribute("d", this.path(rings(true), "Z"));
  }

  /** What of the lines is in view. */
  private path(lines: readonly Line[], end: string): string {
    const { camera, size } = this;
    const near = ({ box: [left, top, right, bottom] }: Line): boolean => {
      const [[west, north], [east, south]] = [seen(camera, [left, top], size), seen(camera, [right, bottom], size)];
      return east > 0 && west < size.width && south > 0 && north < size.height;
    };
    return lines
      .filter(near)
      .map(({ points }) => drawn(points.map((point) => seen(camera, point, size))) + end)
      .join("");
  }
}

function sizeOf({ clientWidth: width, clientHeight: height }: HTMLElement): Size {
  return { width, height };
}

function projected(ring: readonly Position[]): Line {
  const points = ring.map(mercator);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { points, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
}

function ringsOf({ features }: FeatureCollection): Area[] {
  return features.map(({ geometry, properties }) => {
    const { type, coordinates } = geometry as Polygon | MultiPolygon;
    const rings = type === "Polygon" ? coordinates : coordinates.flat();
    return { code: String(properties?.["code"]), rings: rings.map((ring) => projected(ring as Position[])) };
  });
}

function hatching(): SVGElement {
  const side = String(HATCH / Math.SQRT2);
  const pattern = svg("pattern", { id: "sketch-hatch", width: side, height: side, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.append(svg("path", { d: `M0 0V${side}` }));
  return pattern;
}
