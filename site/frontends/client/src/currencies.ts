/**
 * ISO 4217 digits after the point, and what the payment provider takes, in minor units: `step` divides every amount
 * (1 where left out), `least` is the smallest gift (0: a site sets its own). The same table as `payments/currencies.py`,
 * which a test compares: a browser's own digits follow another standard for a few of them.
 */

export interface Currency {
  exponent: number;
  least: number;
  step: number;
}

const TABLE: Record<string, readonly [exponent: number, least: number, step?: number]> = {
  AED: [2, 200],
  AUD: [2, 50],
  BDT: [2, 0],
  BGN: [2, 100],
  BHD: [3, 0, 10],
  BIF: [0, 0],
  BRL: [2, 50],
  CAD: [2, 50],
  CHF: [2, 50],
  CLP: [0, 0],
  CNY: [2, 0],
  CZK: [2, 1500],
  DJF: [0, 0],
  DKK: [2, 250],
  EUR: [2, 50],
  GBP: [2, 30],
  GNF: [0, 0],
  HKD: [2, 400],
  HUF: [2, 17500, 100],
  IDR: [2, 0],
  ILS: [2, 0],
  INR: [2, 50],
  ISK: [0, 0],
  JOD: [3, 0, 10],
  JPY: [0, 50],
  KHR: [2, 0],
  KMF: [0, 0],
  KRW: [0, 0],
  KWD: [3, 0, 10],
  LKR: [2, 0],
  MGA: [2, 0, 100],
  MXN: [2, 1000],
  MYR: [2, 200],
  NOK: [2, 300],
  NPR: [2, 0],
  NZD: [2, 50],
  OMR: [3, 0, 10],
  PHP: [2, 0],
  PLN: [2, 200],
  PYG: [0, 0],
  RON: [2, 200],
  RWF: [0, 0],
  SEK: [2, 300],
  SGD: [2, 50],
  THB: [2, 1000],
  TND: [3, 0, 10],
  TWD: [2, 0, 100],
  UGX: [0, 0],
  USD: [2, 50],
  VND: [0, 0],
  VUV: [0, 0],
  XAF: [0, 0],
  XOF: [0, 0],
  XPF: [0, 0],
  ZAR: [2, 0],
};

export const CURRENCIES: readonly string[] = Object.keys(TABLE);

/** Two digits and no least for a code we do not know. */
export function unit(code: string): Currency {
  const [exponent, least, step = 1] = TABLE[code] ?? [2, 0];
  return { exponent, least: Math.max(least, step), step };
}
