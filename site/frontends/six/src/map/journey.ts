/** One person's journey on a map of our own: no tile, no glyph, no style from anywhere else. */

import { tag, type MilestoneFeature, type Position, type Storymap } from "@sixdegree/client";
import steps from "virtual:coast";

import { idle } from "../story/reader.ts";
import type { Padding, Size } from "./camera.ts";
import { extent, milestonesOf, whole } from "./extent.ts";
import type { Ground } from "./ground.ts";
import { borders, countries, middleOf } from "./land.ts";
import { grouped, placed, reachOn, RIBBON, united, type Bounds } from "./layout.ts";
import { boxAt, covered, eyeletAt, holds, named } from "./naming.ts";
import { Overlay, type Name } from "./overlay.ts";
import { Sketch } from "./sketch.ts";

const NAMES = 4; // countries named at once
const EDGE = 6; // pixels that names keep from the edge of the map
const TOOLS = { width: 50, height: 130 }; // pixels at the upper right that the buttons cover

interface Named {
  code: string;
  /** Of each piece of its land. */
  middles: ReturnType<typeof middleOf>[];
}

export class Journey {
  readonly milestones: readonly MilestoneFeature[];
  private readonly areaNames: readonly Name[];
  private countries: readonly Named[] = [];
  private readonly overlay: Overlay;
  private readonly labels: Intl.DisplayNames;
  private ground: Ground;
  private named: { code: string; at: Position }[] = [];
  private waits = false;
  private left = false;

  /** Draws it as a sketch, at the step that is `current`. `go` is called with the step whose eyelet is pressed. */
  constructor(
    private readonly holder: HTMLElement,
    storymap: Storymap,
    private readonly locale: string,
    private current: number,
    go: (step: number) => void,
  ) {
    this.milestones = milestonesOf(storymap);
    this.areaNames = namesOf(this.milestones);
    this.labels = new Intl.DisplayNames([tag(locale)], { type: "region" });
    this.overlay = new Overlay(this.milestones, go);
    holder.append(this.overlay.root);
    const sketch = new Sketch(holder, this.milestones);
    this.ground = sketch;
    this.stand();
    void this.fill(sketch);
  }

  /** The world below it, in pieces: a slow phone answers its reader between them. */
  private async fill(sketch: Sketch): Promise<void> {
    await idle();
    const land = countries(steps, 10);
    sketch.drawLand(land);
    await idle();
    sketch.drawBorders(borders(land));
    await idle();
    this.countries = land.map(({ code, rings }) => ({ code, middles: rings.map(middleOf) }));
    this.nameCountries();
  }

  /** From the sketch onto the map: the thread, its eyelets and the focus stay. */
  moveOnto(ground: Ground): void {
    this.ground.remove();
    this.ground = ground;
    this.stand();
  }

  show(step: number, still = false): void {
    this.current = step;
    this.overlay.mark(step);
    const here = this.milestones[step - 1];
    const code = here?.properties.area?.code ?? "";
    this.ground.mark(code);
    // Where she came from to this area, so that the frame says where on earth it is.
    const elsewhere = (one: MilestoneFeature): boolean => Boolean(one.properties.anchor && one.properties.area?.code !== code);
    const from = this.milestones.slice(0, step - 1).findLast(elsewhere) ?? this.milestones.find(elsewhere);
    const seen = step === 1 || !here?.properties.anchor ? null : united([extent(here), from ? extent(from) : null]);
    this.frame(seen ?? whole(this.milestones), still);
    this.arrange();
  }

  focus(step: number): void {
    this.overlay.focus(step);
  }

  zoom(by: 1 | -1): void {
    this.ground.zoom(by);
  }

  whole(): void {
    this.frame(whole(this.milestones));
  }

  /** What the whole journey is framed by. */
  get framed(): { bounds: Bounds; padding: Padding } {
    return { bounds: whole(this.milestones), padding: padding(this.holder, this.milestones) };
  }

  remove(): void {
    this.left = true;
    this.ground.remove();
    this.overlay.root.remove();
  }

  private stand(): void {
    this.ground.onMove((settled) => (settled ? this.nameCountries() : this.arrange()));
    this.show(this.current, true);
  }

  private frame(bounds: Bounds, still = false): void {
    this.ground.frame(bounds, padding(this.holder, this.milestones), still);
  }

  /** Once before the next frame, however often it is asked for: a step moves the ground, and the ground says so more than once. */
  private arrange(): void {
    if (this.waits) return;
    this.waits = true;
    queueMicrotask(() => {
      this.waits = false;
      if (!this.left) this.arranged();
    });
  }

  private arranged(): void {
    const { clientWidth: width, clientHeight: height } = this.holder;
    const stops = this.milestones.map(({ properties: { order, area, anchor } }) => ({
      order,
      area: area?.code ?? null,
      at: anchor ? this.ground.project(anchor) : null,
    }));
    const points = placed(stops, width, height);
    const sizes = this.overlay.sizesOf([...this.areaNames, ...this.named.map(({ code }) => this.countryName(code))]);
    this.overlay.place(points, this.current);
    const within: Bounds = [EDGE, EDGE, width - EDGE, height - EDGE - ribbonOf(this.milestones)];
    const reach = reachOn(width);
    const taken = [...points.values()].map((point) => eyeletAt(point, reach));
    taken.push([width - TOOLS.width, 0, width, TOOLS.height]);
    this.nameAreas(
      stops.flatMap((stop) => (stop.at ? [[stop.area ?? "", eyeletAt(points.get(stop.order)!, reach)] as const] : [])),
      sizes,
      taken,
      within,
    );
    for (const { code, at } of this.named) {
      const point = this.ground.project(at);
      const box = boxAt(point, sizes.get(code)!);
      const free = holds(within, box) && !covered(box, taken);
      if (free) taken.push(box);
      this.overlay.name(code, free ? point : null);
    }
  }

  /** Beside the eyelets of an area its name, where any of them is in sight. What it covers is `taken` from then on. */
  private nameAreas(
    eyelets: readonly (readonly [code: string, box: Bounds])[],
    sizes: ReadonlyMap<string, Size>,
    taken: Bounds[],
    within: Bounds,
  ): void {
    for (const [code, sharing] of grouped(eyelets, ([area]) => area)) {
      const key = areaKey(code);
      const [size, round] = [sizes.get(key), united(sharing.map(([, box]) => box))];
      if (!size || !round) continue;
      const at = covered(round, [within]) ? named(round, size, taken, within) : null;
      if (at) taken.push(boxAt(at, size));
      this.overlay.name(key, at);
    }
  }

  private countryName(code: string): Name {
    return { key: code, text: this.labels.of(code) ?? "", lang: this.locale, kind: "country" };
  }

  /** The largest countries in view, in the reader's language, at the middle of their largest piece of land. */
  private nameCountries(): void {
    const before = this.named;
    const [west, south, east, north] = this.ground.inView();
    const told = new Set(this.milestones.flatMap(({ properties: { area } }) => (area?.kind === "country" ? [area.code] : [])));
    const sized = this.countries.flatMap(({ code, middles }) => {
      if (!code || told.has(code)) return [];
      const within = middles.filter(([x, y]) => x > west && x < east && y > south && y < north);
      const [largest] = within.sort((one, other) => other[2] - one[2]);
      return largest && largest[2] > 0 ? [{ code, at: [largest[0], largest[1]] as Position, size: largest[2] }] : [];
    });
    this.named = sized.sort((one, other) => other.size - one.size).slice(0, NAMES);
    for (const { code } of before) this.overlay.name(code, null);
    this.arrange();
  }
}

function areaKey(code: string): string {
  return `area-${code}`;
}

/** Of each area with a middle, once. */
function namesOf(milestones: readonly MilestoneFeature[]): Name[] {
  const areas = new Map(milestones.flatMap(({ properties: { area, anchor } }) => (area && anchor ? [[area.code, area] as const] : [])));
  return [...areas.values()].map(({ code, name, lang }) => ({ key: areaKey(code), text: name, lang, kind: "area" }));
}

/** Room for eyelets, names and the ribbon of those without a place. */
function padding(holder: HTMLElement, milestones: readonly MilestoneFeature[]): Padding {
  const side = Math.min(90, holder.clientWidth * 0.2);
  const ribbon = ribbonOf(milestones);
  const free = holder.clientHeight - ribbon;
  return { top: Math.min(80, free * 0.22), bottom: ribbon + Math.min(90, free * 0.26), left: side, right: side };
}

function ribbonOf(milestones: readonly MilestoneFeature[]): number {
  return milestones.some(({ properties }) => !properties.anchor) ? RIBBON : 0;
}
