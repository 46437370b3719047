/** The theme contract: `theme.schema.json`, with its keyword `contrast`: the least WCAG 2.2 ratio to each surface. */

import { contrast, type Palette, type Token } from "@sixdegree/client";
import { Ajv2020, type FuncKeywordDefinition } from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";

const SCHEMA = JSON.parse(readFileSync(new URL("../theme.schema.json", import.meta.url), "utf8")) as object;

const readable: FuncKeywordDefinition = {
  keyword: "contrast",
  schemaType: "object",
  errors: "full",
  validate: function check(least: Partial<Palette & Record<Token, number>>, colour: string, _schema, context) {
    const palette = context?.parentData as Palette;
    const wrong = Object.entries(least as Record<Token, number>).flatMap(([surface, enough]) => {
      const ratio = /^#[0-9a-f]{6}$/i.test(`${colour}`) && contrast(colour, palette[surface as Token] ?? "");
      if (!(typeof ratio === "number" && ratio < enough)) return [];
      return { keyword: "contrast", message: `reads on ${surface} with a contrast of ${ratio.toFixed(1)}; at least ${enough} is needed` };
    });
    (check as { errors?: object[] }).errors = wrong;
    return !wrong.length;
  },
};

const valid = new Ajv2020({ allErrors: true, keywords: [readable] }).compile(SCHEMA);

/** Sentences; empty where the theme can be used. */
export function wrongWith(theme: unknown): string[] {
  if (valid(theme)) return [];
  return (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath.slice(1).replaceAll("/", ", ") || "The theme"} ${message}.`);
}
