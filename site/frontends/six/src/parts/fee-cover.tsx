import { written } from "@sixdegree/client";
import { useEffect } from "preact/hooks";

import { useAnswer } from "../answer.ts";
import { api } from "../config.ts";
import { useWords } from "../words.ts";

interface Covering {
  /** Minor units; null while no amount was chosen. */
  amount: number | null;
  currency: string;
  chosen: boolean;
  choose: (cover: boolean) => void;
}

/** What the payment costs, to be added to the gift or not: the figure is known before it is decided. */
export function FeeCover({ amount, currency, chosen, choose }: Covering) {
  const words = useWords();
  const { answer } = useAnswer(async () => (amount ? api.quote(amount, currency) : null), [amount, currency]);
  const quote = answer?.kind === "shown" ? answer.data : null;
  // A currency without a rate takes no cover.
  const taken = !quote || Boolean(quote.fee_cover);
  useEffect(() => {
    if (!taken && chosen) choose(false);
  }, [taken, chosen]);
  if (!taken) return null;
  return (
    <div class="covering">
      <label class="check">
        <input type="checkbox" checked={chosen} onChange={(event) => choose(event.currentTarget.checked)} />
        {words.say("cover")}
      </label>
      <p class="quiet" role="status">
        {quote?.fee_cover &&
          quote.total &&
          words.say("cover.figure", { cover: written(quote.fee_cover, words.locale), total: written(quote.total, words.locale) })}
      </p>
    </div>
  );
}
