/** Amounts: whole minor units by ISO 4217, shown with the code so that no dollar is mistaken. */

import { unit } from "./currencies.ts";
import { tag } from "./locales.ts";
import type { Money } from "./types.ts";

/** `{"amount": 112000, "currency": "USD"}` as `USD 1,120`; decimals only where there are any. */
export function written({ amount, currency }: Money, locale: string): string {
  const { exponent } = unit(currency);
  const scale = 10 ** exponent;
  const digits = amount % scale === 0 ? 0 : exponent;
  const figures = new Intl.NumberFormat(tag(locale), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / scale);
  return `${currency}\u00a0${figures}`;
}

/** What somebody typed ("25", "1,250.50", "1.250,50") in minor units: by the separators of their language, else by
 * the other usage where that leaves no doubt, as "12,50" among readers who write 12.50. In the figures of any script.
 *
 * Null where it is no amount, finer than the currency's smallest unit, or to be read in two ways ("25.500").
 */
export function minorUnits(typed: string, currency: string, locale: string): number | null {
  const text = typed.normalize("NFKC").trim().replace(/\p{Nd}/gu, figure);
  if (!/^\d[\d.,' \u00a0\u202f]{0,17}$/.test(text)) return null;
  const { group, decimal } = separators(locale);
  const { exponent } = unit(currency);
  const read = figures(text, group, decimal, exponent);
  // One separator before three figures: thousands to one reader, a fraction to another.
  if (read !== null || (exponent && /^\d+[.,]\d{3}$/.test(text))) return read;
  return /[.,]/.test(group) ? figures(text, decimal, group, exponent) : null;
}

/** "๕" is 5: the ten figures of a script follow each other. */
function figure(sign: string): string {
  const code = sign.codePointAt(0)!;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}

function figures(text: string, group: string, decimal: string, exponent: number): number | null {
  const [whole = "", fraction = "", ...more] = text.split(decimal);
  const groups = whole.replace(/[ \u00a0\u202f']/g, group).split(group);
  const grouped = groups.length === 1 || (groups[0]!.length <= 3 && groups.slice(1).every((one) => one.length === 3));
  if (more.length || !grouped || !/^\d*$/.test(fraction) || fraction.length > exponent) return null;
  const minor = groups.join("") + fraction.padEnd(exponent, "0");
  return /^\d+$/.test(minor) && Number.isSafeInteger(Number(minor)) ? Number(minor) : null;
}

/** The amount as it would be typed into a field: no code, no grouping. */
export function typed({ amount, currency }: Money, locale: string): string {
  const { exponent } = unit(currency);
  const digits = amount % 10 ** exponent === 0 ? 0 : exponent;
  const options = { useGrouping: false, minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(tag(locale), options).format(amount / 10 ** exponent);
}

function separators(locale: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(tag(locale)).formatToParts(1234567.8);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? "";
  return { group: of("group") || ",", decimal: of("decimal") || "." };
}
