import type { Point } from "./layout.ts";

const NAMESPACE = "http://www.w3.org/2000/svg";

export const HATCH = 12; // device-independent pixels of one repeat

export function svg<Name extends keyof SVGElementTagNameMap>(name: Name, attributes: Record<string, string> = {}): SVGElementTagNameMap[Name] {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

/** A line through points, as the `d` of a path. */
export function drawn(line: readonly Point[]): string {
  return line.length < 2 ? "" : `M${line.map(([x, y]) => `${tenths(x)} ${tenths(y)}`).join("L")}`;
}

function tenths(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
