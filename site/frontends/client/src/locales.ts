/** Locale codes as the API writes them (`zh-hans`), and as HTML and Intl read them (`zh-Hans`). */

export function tag(locale: string): string {
  const [language = locale, script, ...rest] = locale.split("-");
  const titled = script && script.length === 4 ? script[0]!.toUpperCase() + script.slice(1).toLowerCase() : script;
  return [language, titled, ...rest].filter(Boolean).join("-");
}

const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"]);

/** For the `dir` attribute of whatever is told in this locale. */
export function direction(locale: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(locale.split("-")[0] ?? "") ? "rtl" : "ltr";
}
