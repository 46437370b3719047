/**
 * Words that no contract names, planted beside the ones it does, under names that tempt. A front end that shows what it
 * was not told to show (all members of an object, the whole answer in the page) shows one of them.
 */

export const PLANTED = "planted-in-the-sandbox";

const TEMPTING = ["name_in_full", "note", "phone", "address", "file_number", "coordinates"];
/** Maps whose keys are data, and drawings: what is planted there would be read rightly. */
const OPEN = new Set(["geometry", "degrees", "wording", "theme", "facets", "period", "logo", "menu"]);

export function planted<T>(value: T): T {
  return plant(value, "answer") as T;
}

function plant(value: unknown, at: string): unknown {
  if (Array.isArray(value)) return value.map((one) => plant(one, at));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, one]) => [name, OPEN.has(name) ? one : plant(one, name)] as const);
  const beside = TEMPTING.filter((name) => !(name in value)).map((name) => [name, `${PLANTED}: ${name} of ${at}`] as const);
  return Object.fromEntries([...members, ...beside]);
}
