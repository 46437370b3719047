/** Payments this browser began and has open still: each is gone on with, or let go. */

import { written, type Unfinished } from "@sixdegree/client";

import { useWords } from "../words.ts";

interface Shown {
  open: readonly Unfinished[];
  letGo: (payment: Unfinished) => void;
}

export function OpenPayments({ open, letGo }: Shown) {
  const words = useWords();
  if (!open.length) return null;
  return (
    <ul class="unfinished">
      {open.map((payment) => {
        const minutes = Math.max(1, Math.round((Date.parse(payment.expires_at) - Date.now()) / 60_000));
        const named = `open-${payment.id}`;
        return (
          <li key={payment.id}>
            <span id={named}>
              <strong>{written(payment.amount, words.locale)}</strong> <span class="quiet">{words.say("open.lapses", { minutes }, minutes)}</span>
            </span>
            <a href={payment.checkout_url} rel="noreferrer" aria-describedby={named}>
              {words.say("open.go_on")}
            </a>
            <button type="button" onClick={() => letGo(payment)} aria-describedby={named}>
              {words.say("open.let_go")}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
