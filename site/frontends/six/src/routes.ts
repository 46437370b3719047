/** Addresses: those of the documents, below our own base, so that one leads to the other. */

export type Route =
  | { name: "root" }
  | { name: "home"; locale: string }
  | { name: "cases"; locale: string }
  | { name: "case"; locale: string; id: string }
  | { name: "concern"; locale: string; id: string }
  | { name: "share"; locale: string; id: string }
  | { name: "informed"; locale: string }
  | { name: "mine"; locale: string }
  | { name: "open-data"; locale: string }
  | { name: "give"; locale: string; campaign: string }
  | { name: "thanks"; locale: string; donation: string }
  | { name: "cancelled"; locale: string; donation: string }
  | { name: "page"; locale: string; slug: string }
  | { name: "unknown"; locale: string };

const LOCALE = /^[a-z]{2,3}(-[a-z]{4})?$/;

export function routeOf(path: string, base: string): Route {
  const parts = path.slice(base.length).split("/").filter(Boolean).map(decoded);
  const [locale = "", first = "", second = "", third = "", ...more] = parts;
  if (!parts.length) return { name: "root" };
  if (!LOCALE.test(locale)) return { name: "unknown", locale: "" };
  if (more.length) return { name: "unknown", locale };
  if (third) return first === "cases" ? ofCase(locale, second, third) : { name: "unknown", locale };
  if (!first) return { name: "home", locale };
  if (!second) return named(locale, first);
  switch (first) {
    case "cases":
      return { name: "case", locale, id: second };
    case "give":
      return { name: "give", locale, campaign: second };
    case "thanks":
      return { name: "thanks", locale, donation: second };
    case "cancelled":
      return { name: "cancelled", locale, donation: second };
    default:
      return { name: "unknown", locale };
  }
}

function ofCase(locale: string, id: string, about: string): Route {
  return about === "concern" || about === "share" ? { name: about, locale, id } : { name: "unknown", locale };
}

function named(locale: string, name: string): Route {
  switch (name) {
    case "cases":
    case "open-data":
      return { name, locale };
    case "keep-informed":
      return { name: "informed", locale };
    case "my-giving":
      return { name: "mine", locale };
    default:
      return { name: "page", locale, slug: name };
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `path("/six/", "en", "cases", id)` is `/six/en/cases/ID/`. */
export function path(base: string, ...parts: string[]): string {
  return base + parts.map((part) => `${encodeURIComponent(part)}/`).join("");
}

/** The same page in another language. */
export function translated(route: Route, base: string, locale: string): string {
  switch (route.name) {
    case "cases":
    case "open-data":
      return path(base, locale, route.name);
    case "case":
      return path(base, locale, "cases", route.id);
    case "concern":
    case "share":
      return path(base, locale, "cases", route.id, route.name);
    case "mine":
      return path(base, locale, "my-giving");
    case "informed":
      return path(base, locale, "keep-informed");
    case "give":
      return path(base, locale, "give", route.campaign);
    case "thanks":
    case "cancelled":
      return path(base, locale, route.name, route.donation);
    case "page":
      return path(base, locale, route.slug);
    default:
      return path(base, locale);
  }
}
