/** A site's theme as tokens: its colours, light and dark, put into CSS custom properties where they can be read. */

export const TOKENS = ["paper", "ink", "indigo", "madder", "teal", "mist"] as const;
export type Token = (typeof TOKENS)[number];
export type Palette = Record<Token, string>;
export interface Theme {
  light: Palette;
  dark: Palette;
  type: { story: Type; interface: Type };
}

/** Type by name, so that a theme names no file and loads none: what readers' own devices have. */
export const TYPES = {
  book: '"Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", Georgia, serif',
  newspaper: 'Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", serif',
  humanist: 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", source-sans-pro, sans-serif',
  system: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
};
export type Type = keyof typeof TYPES;

export const DEFAULT: Theme = {
  light: { paper: "#FBF8F3", ink: "#1F2430", indigo: "#27355E", madder: "#943022", teal: "#1D5A56", mist: "#E9E3D8" },
  dark: { paper: "#14171F", ink: "#ECE7DC", indigo: "#A9B8E8", madder: "#E79A8B", teal: "#8CCBC4", mist: "#1E2330" },
  type: { story: "book", interface: "system" },
};

const TEXT: readonly Token[] = ["ink", "indigo", "madder", "teal"];
/** Least contrast of text on each surface (WCAG 2.2: AAA on paper, AA on mist). */
const ENOUGH = { paper: 7, mist: 4.5 } as const;
const HEX = /^#[0-9A-Fa-f]{6}$/;

/** WCAG 2.2 contrast ratio of two `#RRGGBB` colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Text colours of a palette that cannot be read on its surfaces. */
export function unreadable(palette: Palette): Token[] {
  return TEXT.filter((text) =>
    Object.entries(ENOUGH).some(([surface, enough]) => contrast(palette[text], palette[surface as Token]) < enough),
  );
}

/** The theme of a site record. A palette that is incomplete or hard to read gives way to ours as a whole. */
export function themeOf(signed: Record<string, unknown> | undefined): Theme {
  const palette = (name: "light" | "dark"): Palette => {
    const given = (signed?.[name] ?? {}) as Partial<Palette>;
    if (!TOKENS.every((token) => HEX.test(given[token] ?? ""))) return DEFAULT[name];
    return unreadable(given as Palette).length ? DEFAULT[name] : (given as Palette);
  };
  const chosen = (signed?.["type"] ?? DEFAULT.type) as Partial<Record<"story" | "interface", string>>;
  const type = { story: typeOf(chosen.story), interface: typeOf(chosen.interface) };
  return { light: palette("light"), dark: palette("dark"), type };
}

/** A name we do not know is the reader's own interface type. */
function typeOf(name: string | undefined): Type {
  return name !== undefined && Object.hasOwn(TYPES, name) ? (name as Type) : "system";
}

/**
 * Sets `--light-paper`, `--dark-paper` and so on, `--type-story` and `--type-interface`; the stylesheet chooses among
 * them. Strict CSP allows it. `families` may name fonts a front end serves itself.
 */
export function applyTheme(style: CSSStyleDeclaration, theme: Theme, families: Record<Type, string> = TYPES): void {
  for (const part of ["story", "interface"] as const) style.setProperty(`--type-${part}`, families[theme.type[part]]);
  for (const name of ["light", "dark"] as const) {
    for (const token of TOKENS) style.setProperty(`--${name}-${token}`, theme[name][token]);
  }
}
