import { DEFAULT, TOKENS, unreadable, type Theme, type Token } from "@sixdegree/client";
import { describe, expect, it } from "vitest";

import { recorded } from "../src/answers.ts";
import { wrongWith } from "../src/theme.ts";

const themed = (changes: Partial<Record<Token, string>>): Theme => ({ ...DEFAULT, light: { ...DEFAULT.light, ...changes } });

describe("the theme contract", () => {
  it("takes the client's own theme and the recorded sites'", () => {
    const themes = recorded().sites.flatMap((told) => Object.values(told).map(({ site }) => site.theme));
    expect(new Set(themes.map((theme) => JSON.stringify(theme))).size).toBe(2);
    for (const theme of [DEFAULT, ...themes]) expect(wrongWith(theme)).toEqual([]);
  });

  it("names what is missing, and what is no colour", () => {
    const { teal: _teal, ...light } = DEFAULT.light;
    expect(wrongWith({ ...DEFAULT, light })).toEqual(["light must have required property 'teal'."]);
    expect(wrongWith(themed({ mist: "grey" }))).toContain('light, mist must match pattern "^#[0-9A-Fa-f]{6}$".');
    expect(wrongWith(null)).toEqual(["The theme must be object."]);
  });

  it("says of a colour on which surface it cannot be read", () => {
    expect(wrongWith(themed({ madder: "#C0392B" }))).toEqual([
      "light, madder reads on paper with a contrast of 5.1; at least 7 is needed.",
      "light, madder reads on mist with a contrast of 4.3; at least 4.5 is needed.",
    ]);
  });

  it("refuses exactly the palettes that the client refuses", () => {
    for (const token of TOKENS) {
      for (const grey of ["#000000", "#404040", "#5A5A5A", "#808080", "#C0C0C0", "#FFFFFF"]) {
        const theme = themed({ [token]: grey });
        expect(wrongWith(theme).length > 0, `${token} ${grey}`).toBe(unreadable(theme.light).length > 0);
      }
    }
  });
});
