/** Thread, eyelets and names above the map: ordinary elements, so that type, theme and focus are the page's own. */

import { tag, type MilestoneFeature } from "@sixdegree/client";

import { glyph } from "../parts/glyphs.ts";
import type { Size } from "./camera.ts";
import type { Point } from "./layout.ts";
import { drawn, svg } from "./svg.ts";

export interface Name {
  key: string;
  text: string;
  lang: string;
  kind: "area" | "country";
}

export class Overlay {
  readonly root = element("div", "overlay");
  private readonly thread = svg("svg", { class: "thread", "aria-hidden": "true" });
  private readonly stitches = ["thread-shadow", "thread-stitch", "thread-stitch thread-now"].map((name) => svg("path", { class: name }));
  private readonly eyelets = new Map<number, HTMLAnchorElement>();
  private readonly names = new Map<string, HTMLElement>();
  private readonly sizes = new Map<string, Size>();
  private provisional = false;

  constructor(milestones: readonly MilestoneFeature[], go: (step: number) => void) {
    this.thread.append(...this.stitches);
    if (milestones.some(({ properties }) => !properties.area)) this.root.append(element("div", "ribbon"));
    this.root.append(this.thread);
    for (const { properties } of milestones) {
      const eyelet = this.eyelet(properties, go);
      this.eyelets.set(properties.order, eyelet);
      this.root.append(eyelet);
    }
  }

  private eyelet({ order, heading, icon, area }: MilestoneFeature["properties"], go: (step: number) => void): HTMLAnchorElement {
    const eyelet = element("a", area ? "eyelet" : "eyelet eyelet-placeless");
    eyelet.href = `${location.pathname}${location.search}#step-${order}`;
    eyelet.setAttribute("aria-label", `${order}. ${heading}`);
    eyelet.title = heading;
    const sign = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
    sign.append(svg("path", { d: glyph(icon) }));
    const number = element("span", "tag");
    number.textContent = String(order);
    number.setAttribute("aria-hidden", "true");
    eyelet.append(sign, number);
    eyelet.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(order);
    });
    return eyelet;
  }

  /** Puts eyelets where they lie now and draws the thread through them, in their order. */
  place(points: Map<number, Point>, current: number): void {
    for (const [order, [x, y]] of points) {
      this.eyelets.get(order)?.style.setProperty("transform", `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`);
    }
    const line = [...points].sort(([one], [other]) => one - other).map(([, point]) => point);
    const path = drawn(line);
    this.stitches[0]?.setAttribute("d", path);
    this.stitches[1]?.setAttribute("d", path);
    this.stitches[2]?.setAttribute("d", drawn(line.slice(Math.max(current - 2, 0), current)));
  }

  mark(current: number): void {
    for (const [order, eyelet] of this.eyelets) {
      eyelet.classList.toggle("current", order === current);
      if (order === current) eyelet.setAttribute("aria-current", "step");
      else eyelet.removeAttribute("aria-current");
    }
  }

  focus(step: number): void {
    this.eyelets.get(step)?.focus({ preventScroll: true });
  }

  /** How large each name is, by its key. Those not seen before are measured together: every look lays out the page anew. */
  sizesOf(names: readonly Name[]): ReadonlyMap<string, Size> {
    // Before their type has come they are not as large as they will be.
    if (this.provisional) this.sizes.clear();
    this.provisional = document.fonts.status !== "loaded";
    const unknown = names.filter(({ key }) => !this.sizes.has(key));
    const labels = unknown.map((name) => this.names.get(name.key) ?? this.label(name));
    for (const label of labels) label.hidden = false;
    const sizes = labels.map(({ offsetWidth: width, offsetHeight: height }) => ({ width, height }));
    unknown.forEach(({ key }, index) => this.sizes.set(key, sizes[index]!));
    return this.sizes;
  }

  /** Puts the middle of a name to a point; null takes it away. */
  name(key: string, at: Point | null): void {
    const label = this.names.get(key);
    if (!label) return;
    label.hidden = !at;
    if (at) label.style.setProperty("transform", `translate(${at[0].toFixed(1)}px, ${at[1].toFixed(1)}px) translate(-50%, -50%)`);
  }

  private label({ key, text, lang, kind }: Name): HTMLElement {
    const label = element("span", `name name-${kind}`);
    label.textContent = text;
    label.lang = tag(lang);
    label.setAttribute("aria-hidden", "true");
    this.names.set(key, label);
    this.thread.after(label);
    return label;
  }
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, kind: string): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = kind;
  return made;
}
