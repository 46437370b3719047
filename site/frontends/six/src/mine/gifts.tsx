/** Gifts with their receipts, the latest first, and years as they are added up. */

import { day, written, type OwnGift, type OwnGifts } from "@sixdegree/client";
import { useEffect, useState } from "preact/hooks";

import { useAnswer } from "../answer.ts";
import { BASE, mine } from "../config.ts";
import { useSite } from "../frame/site.ts";
import { Pdf } from "../parts/pdf.tsx";
import { path } from "../routes.ts";
import { useWords } from "../words.ts";
import { useMine, whyNot } from "./mine.ts";
import { Story } from "./story.tsx";

export function Gifts({ first }: { first: OwnGifts }) {
  const words = useWords();
  const { leave } = useMine();
  const [shown, show] = useState(first);
  const [refusal, refuse] = useState("");
  useEffect(() => show(first), [first]);
  const more = async (next: string): Promise<void> => {
    const answer = await mine.moreGifts(next);
    if (answer.kind !== "shown") return refuse(whyNot(answer, words, leave));
    show({ results: [...shown.results, ...answer.data.results], next: answer.data.next });
  };
  return (
    <section aria-labelledby="gifts-heading">
      <h2 id="gifts-heading" class="section-heading">
        {words.say("mine.gifts")}
      </h2>
      {shown.results.length ? <Listed gifts={shown.results} /> : <p>{words.say("mine.gifts.none")}</p>}
      {refusal && <p role="alert">{refusal}</p>}
      {shown.next && (
        <p class="act">
          <button type="button" class="plain-button" onClick={() => void more(shown.next!)}>
            {words.say("mine.gifts.more")}
          </button>
        </p>
      )}
    </section>
  );
}

function Listed({ gifts }: { gifts: readonly OwnGift[] }) {
  const words = useWords();
  const site = useSite();
  return (
    <ul class="own-gifts">
      {gifts.map((gift) => (
        <li key={gift.id}>
          <p class="own-gift">
            <strong>{written(gift.amount, words.locale)}</strong>
            <span class={gift.to_fund ? "to-fund" : undefined}>{gift.to_fund ? site.fundName : <Story campaign={gift.campaign} />}</span>
          </p>
          <p class="facts">
            <span>{day(gift.paid_at, words.locale)}</span>
            {gift.fee_cover.amount > 0 && <span>{words.say("mine.covered", { cover: written(gift.fee_cover, words.locale) })}</span>}
            {gift.outcome !== "given" && (
              <span>{words.say(`mine.outcome.${gift.outcome}`, { refunded: written(gift.refunded, words.locale) })}</span>
            )}
            <span>
              <a href={path(BASE, words.locale, "thanks", gift.id)}>
                {gift.receipt.state === "issued"
                  ? words.say("mine.receipt", { receipt: gift.receipt.number! })
                  : words.say(`mine.receipt.${gift.receipt.state}`)}
              </a>
              {gift.receipt.url && " · "}
              <Pdf receipt={gift.receipt} />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}

export function Years({ years }: { years: readonly number[] }) {
  const words = useWords();
  const [year, choose] = useState<number | null>(null);
  if (!years.length) return null;
  return (
    <section aria-labelledby="years-heading" class="own-years">
      <h2 id="years-heading" class="section-heading">
        {words.say("mine.years")}
      </h2>
      <ul class="years">
        {years.map((one) => (
          <li key={one}>
            <button type="button" class="plain-button" aria-pressed={one === year} onClick={() => choose(one)}>
              {one}
            </button>
          </li>
        ))}
      </ul>
      {year !== null && <Year key={year} year={year} />}
    </section>
  );
}

function Year({ year }: { year: number }) {
  const words = useWords();
  const { leave } = useMine();
  const { answer } = useAnswer(() => mine.statement(year), [year]);
  if (!answer) return null;
  if (answer.kind !== "shown") return <p role="alert">{whyNot(answer, words, leave)}</p>;
  const { gifts, totals } = answer.data;
  return (
    <table class="statement">
      <caption>{words.say("mine.year", { year })}</caption>
      <thead>
        <tr>
          <th scope="col">{words.say("date")}</th>
          <th scope="col">{words.say("receipt")}</th>
          <th scope="col">{words.say("amount")}</th>
        </tr>
      </thead>
      <tbody>
        {gifts.map((gift) => (
          <tr key={gift.id}>
            <td>{day(gift.value_date, words.locale)}</td>
            <td>{gift.receipt.number ?? "–"}</td>
            <td>{written(gift.amount, words.locale)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {totals.map((total) => (
          <tr key={total.currency}>
            <th scope="row" colSpan={2}>
              {words.say("mine.total")}
            </th>
            <td>{written(total, words.locale)}</td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}
