/** Who is signed in here, and what is said when the sign-in has ended. */

import type { CaseCard, Outcome } from "@sixdegree/client";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { api } from "../config.ts";
import type { Words } from "../words.ts";

export interface Mine {
  /** The stories that campaigns stand for, as far as they are shared. */
  stories: Map<string, CaseCard>;
  /** Asks for the account again: something of it was changed. */
  again: () => void;
  /** Back to the sign-in, with a sentence that says why; after one's own leaving with what was done. */
  leave: (sentence: string) => void;
}

const Signed = createContext<Mine | null>(null);
export const Signing = Signed.Provider;

export function useMine(): Mine {
  const mine = useContext(Signed);
  if (!mine) throw new Error("Nobody is signed in above this part");
  return mine;
}

/** Says why something of one's own was not done; leads back where the sign-in has ended. */
export function whyNot(answer: Outcome<unknown>, words: Words, leave: (sentence: string) => void): string {
  if (answer.kind === "offline") return words.say("offline");
  if (answer.kind !== "problem") return words.say("failed");
  if (answer.problem.status === 401) leave(words.say("mine.ended"));
  return words.locale === "en" && answer.problem.detail ? answer.problem.detail : words.say("mine.not_done");
}

const AT_ONCE = 50; // campaigns in one question

export async function storiesOf(campaigns: readonly string[], locale: string): Promise<Map<string, CaseCard>> {
  const asked = [...new Set(campaigns)];
  const found = new Map<string, CaseCard>();
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    const list = await api.cases({ campaign: asked.slice(from, from + AT_ONCE), locale, limit: AT_ONCE });
    for (const card of list.kind === "shown" ? list.data.results : []) if (card.funding) found.set(card.funding.campaign, card);
  }
  return found;
}
