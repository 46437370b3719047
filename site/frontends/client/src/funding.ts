/** How far a campaign has come, and the amounts a form offers: parts of the story's own needs, never a figure of ours. */

import { unit } from "./currencies.ts";
import type { Donation, Funding, Money, Need } from "./types.ts";

export interface Progress {
  received: Money;
  goal: Money;
  remaining: Money;
  donors: number;
  status: Funding["status"];
  fundedOn: string | null;
  /** Floored, and 100 only when the goal is met: a thread never looks finished before it is. */
  percent: number;
}

/** From a case's funding; from its goal alone where there is no campaign yet. Null for a fund, which has no goal. */
export function progress(funding: Funding | null, goal: Money | null): Progress | null {
  const whole = funding ? funding.goal : goal;
  if (!whole) return null;
  const received = funding?.received.amount ?? 0;
  const money = (amount: number): Money => ({ amount, currency: whole.currency });
  return {
    received: money(received),
    goal: whole,
    remaining: money(Math.max(whole.amount - received, 0)),
    donors: funding?.donors ?? 0,
    status: funding?.status ?? "open",
    fundedOn: funding?.funded_on ?? null,
    percent: whole.amount ? Math.min(Math.floor((received * 100) / whole.amount), 100) : 0,
  };
}

/** What a donor sees of a story's funding: her own gift is in it, `added` where it is newer than the snapshot.
 *
 * Null where nobody can tell whether it is: a figure without it would contradict the receipt.
 */
export function withGift(funding: Funding | null, gift: Donation): { funding: Funding; added: boolean } | null {
  if (!funding?.goal || !gift.counted_at) return null;
  if (Date.parse(gift.counted_at) <= Date.parse(funding.as_of)) return { funding, added: false };
  const { currency, amount: goal } = funding.goal;
  const received = Math.min(funding.received.amount + gift.amount.amount, goal);
  const left = { amount: goal - received, currency };
  const status = received === goal ? "funded" : funding.status;
  return { funding: { ...funding, received: { amount: received, currency }, remaining: left, donors: funding.donors + 1, status }, added: true };
}

export type Share = "all" | "half" | "tenth" | "rest";

export interface Offer {
  money: Money;
  /** How much of which need it is; `rest` is all that is still needed. */
  share: Share;
  need: Need | null;
}

const MOST = 5;
const SHARES: readonly [number, Share][] = [[1, "all"], [2, "half"], [10, "tenth"]];

/**
 * Rising amounts that may be given now; the last is all that is left, where that is not one of them. `remaining` is null
 * where there is no goal, as for the fund: the needs are then a story's, to go by.
 */
export function offers(needs: readonly Need[], remaining: Money | null): Offer[] {
  const whole = remaining ?? needs[0]?.amount;
  if (!whole) return [];
  const { currency } = whole;
  const left = remaining ? remaining.amount : null;
  const rising = needs.toSorted((one, other) => one.amount.amount - other.amount.amount);
  const found = new Map<number, Offer>();
  for (const [parts, share] of SHARES) {
    for (const need of parts === 10 ? rising : rising.slice(0, 2)) {
      const amount = need.amount.amount / parts;
      if (Number.isInteger(amount) && !found.has(amount) && takes(amount, left, currency)) {
        found.set(amount, { money: { amount, currency }, share, need });
      }
    }
  }
  const chosen = [...found.values()].sort((one, other) => one.money.amount - other.money.amount).slice(0, MOST);
  if (!remaining || !left || chosen.some((offer) => offer.money.amount === left)) return chosen;
  return [...chosen.slice(0, MOST - 1), { money: remaining, share: "rest", need: null }];
}

/** Whether the amount may be given, and leaves nothing or enough for somebody else to give. */
function takes(amount: number, left: number | null, currency: string): boolean {
  const { least, step } = unit(currency);
  const rest = left === null ? 0 : left - amount;
  return amount >= least && amount % step === 0 && (rest === 0 || rest >= least);
}
