/** What MapLibre draws: water, land, borders and the hatched areas. Thread, eyelets and names lie above it. */

import type { FeatureCollection } from "geojson";
import type { ExpressionSpecification, Map as Gl, StyleSpecification } from "maplibre-gl";

import { HATCH } from "./svg.ts";

export interface Ink {
  water: string;
  land: string;
  shore: string;
  border: string;
  hatch: string;
}

/** The theme's colours as the stylesheet computed them. */
export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const read = (name: string): string => plain(style.getPropertyValue(name));
  return {
    water: read("--water"),
    land: read("--mist"),
    shore: read("--indigo"),
    border: read("--quiet"),
    hatch: read("--indigo"),
  };
}

/** Any CSS colour, mixed ones too, as the `rgb()` MapLibre reads. */
function plain(colour: string): string {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

export function styleOf(land: FeatureCollection, borders: FeatureCollection, areas: FeatureCollection, ink: Ink): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: land, tolerance: 0.2 },
      borders: { type: "geojson", data: borders, tolerance: 0.2 },
      areas: { type: "geojson", data: areas, promoteId: "code" },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": ink.water } },
      {
        id: "shore-far",
        type: "line",
        source: "land",
        layout: { "line-join": "round" },
        paint: { "line-color": ink.shore, "line-width": grown(3, 13), "line-opacity": 0.06 },
      },
      {
        id: "shore-near",
        type: "line",
        source: "land",
        layout: { "line-join": "round" },
        paint: { "line-color": ink.shore, "line-width": grown(1.5, 5), "line-opacity": 0.09 },
      },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": ink.land } },
      {
        id: "borders",
        type: "line",
        source: "borders",
        paint: { "line-color": ink.border, "line-width": 0.9, "line-opacity": 0.5, "line-dasharray": [5, 4] },
      },
      ...areaLayers(ink),
    ],
  };
}

/** Thinner where more of the world is seen. */
function grown(far: number, near: number): ExpressionSpecification {
  return ["interpolate", ["linear"], ["zoom"], 1.5, far, 5, near];
}

/** A soft ground that fades beyond the edge, and a hatch: an area, never a line on the ground. */
function areaLayers(ink: Ink): StyleSpecification["layers"] {
  const source = "areas";
  return [
    {
      source,
      id: "areas-edge",
      type: "line",
      layout: { "line-join": "round" },
      paint: { "line-color": ink.hatch, "line-width": grown(4, 14), "line-blur": grown(4, 14), "line-opacity": strongerNow(0.22) },
    },
    { source, id: "areas-ground", type: "fill", paint: { "fill-color": ink.hatch, "fill-opacity": strongerNow(0.13), "fill-antialias": false } },
    { source, id: "areas-hatch", type: "fill", paint: { "fill-pattern": "hatch", "fill-opacity": strongerNow(0.55), "fill-antialias": false } },
  ];
}

/** An opacity: whole and once more for the current area, less for the others. */
function strongerNow(opacity: number): ExpressionSpecification {
  const elsewhere = 0.4 * opacity;
  return ["case", ["boolean", ["feature-state", "now"], false], 1 - (1 - elsewhere) * (1 - opacity), elsewhere];
}

export function hatch(map: Gl, colour: string): void {
  const side = HATCH * 2;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.strokeStyle = colour;
  context.lineWidth = 2;
  for (const from of [-side, -side / 2, 0, side / 2, side]) {
    context.beginPath();
    context.moveTo(from - 2, side + 2);
    context.lineTo(from + side + 2, -2);
    context.stroke();
  }
  const image = context.getImageData(0, 0, side, side);
  if (map.hasImage("hatch")) map.updateImage("hatch", image);
  else map.addImage("hatch", image, { pixelRatio: 2 });
}

/** Other colours: the reader's system turned dark or light. */
export function recolour(map: Gl, ink: Ink): void {
  map.setPaintProperty("water", "background-color", ink.water);
  map.setPaintProperty("land", "fill-color", ink.land);
  map.setPaintProperty("borders", "line-color", ink.border);
  for (const id of ["shore-far", "shore-near"]) map.setPaintProperty(id, "line-color", ink.shore);
  map.setPaintProperty("areas-edge", "line-color", ink.hatch);
  map.setPaintProperty("areas-ground", "fill-color", ink.hatch);
  hatch(map, ink.hatch);
}
