/** What is given every month, and the one click that ends it. */

import { day, written, type MonthlyGift } from "@sixdegree/client";
import { useState } from "preact/hooks";

import { mine } from "../config.ts";
import { useWords, type Words } from "../words.ts";
import { useMine, whyNot } from "./mine.ts";

export function Monthly({ gifts }: { gifts: readonly MonthlyGift[] }) {
  const words = useWords();
  const { again, leave } = useMine();
  const [refusal, refuse] = useState("");
  if (!gifts.length) return null;
  const end = async (id: string): Promise<void> => {
    const answer = await mine.endMonthlyGift(id);
    refuse(answer.kind === "shown" ? "" : whyNot(answer, words, leave));
    again();
  };
  return (
    <section aria-labelledby="monthly-heading">
      <h2 id="monthly-heading" class="section-heading">
        {words.say("mine.monthly")}
      </h2>
      {refusal && <p role="alert">{refusal}</p>}
      <ul class="follows">
        {gifts.map((gift) => (
          <li key={gift.id}>
            <strong>{words.say("mine.monthly.each", { amount: each(gift, words) })}</strong>{" "}
            <span class="quiet">{words.say("mine.since", { date: day(gift.began_at, words.locale) })}</span>{" "}
            {gift.state !== "active" && (
              <span>{words.say(`mine.monthly.${gift.state}`, { date: gift.ended_at ? day(gift.ended_at, words.locale) : "" })}</span>
            )}
            {(gift.state === "active" || gift.state === "failing") && (
              <button type="button" class="link-button" onClick={() => void end(gift.id)}>
                {words.say("mine.monthly.end")}
                <span class="unseen"> {each(gift, words)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the card pays each month, the payment fee with it. */
function each({ amount, fee_cover }: MonthlyGift, words: Words): string {
  return written({ amount: amount.amount + fee_cover.amount, currency: amount.currency }, words.locale);
}
