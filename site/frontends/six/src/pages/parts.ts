/** What follows from the parts of a content page, beside how they look. */

/** The foot of every page: it bears this id. */
export const FOOT = "after";

/** The id of the next heading after a part: where those go on who pass over what a note warns of. */
export function past(parts: readonly Record<string, unknown>[], index: number): string {
  const next = parts.findIndex((part, at) => at > index && part["type"] === "heading");
  return next < 0 ? FOOT : `part-${next}`;
}

/** What a telephone dials; "" where nothing of it can be. Figures of other scripts would be dialled as they look to nobody. */
export function dialled(number: string): string {
  return number.replace(/[^0-9+*#]/g, "");
}
