/** Coming back from the payment page: a receipt, or a gift that was not paid. */

import { day, withGift, written, type Donation, type ReceiptStatus } from "@sixdegree/client";
import { useEffect, useState } from "preact/hooks";

import { useAnswer } from "../answer.ts";
import { useBeneficiary } from "../beneficiary.ts";
import { api, BASE } from "../config.ts";
import { useSite } from "../frame/site.ts";
import { Unshown, Waiting } from "../frame/states.tsx";
import { About, Pictured } from "../parts/about.tsx";
import { PassOn } from "../parts/pass-on.tsx";
import { Pdf } from "../parts/pdf.tsx";
import { Progress } from "../parts/progress.tsx";
import { path, type Route } from "../routes.ts";
import { useTitle } from "../title.ts";
import { useWords } from "../words.ts";

const LOOKS = 8; // times the page looks again by itself, with growing pauses of up to three seconds

export function Thanks({ donation, route }: { donation: string; route: Route }) {
  const words = useWords();
  const { answer, again } = useAnswer(() => api.donation(donation), [donation]);
  const [looked, look] = useState(0);
  const status = answer?.kind === "shown" ? answer.data.status : null;
  const awaited = status === "reserved" || (answer?.kind === "shown" && answer.data.receipt.state === "coming");
  useEffect(() => {
    if (!awaited || looked >= LOOKS) return;
    const soon = setTimeout(() => (again(), look(looked + 1)), Math.min(500 * (looked + 1), 3000));
    return () => clearTimeout(soon);
  }, [answer, looked]);
  useTitle(words.say(status === "paid" ? "thanks" : "gift"));
  if (!answer) return <Waiting />;
  if (answer.kind !== "shown") return <Unshown answer={answer} route={route} again={again} />;
  switch (answer.data.status) {
    case "paid":
      return <Paid gift={answer.data} />;
    case "released":
      return (
        <div class="sheet">
          <h1>{words.say("unpaid")}</h1>
          <p class="lead">{words.say("unpaid.lead")}</p>
          <Back gift={answer.data} />
        </div>
      );
    default:
      return (
        <div class="sheet">
          <h1>{words.say("unfinished")}</h1>
          <p class="lead">{words.say("unfinished.lead", { gift: written(answer.data.amount, words.locale) })}</p>
          <p class="act">
            <button type="button" class="give go" onClick={again}>
              {words.say("look_again")}
            </button>
          </p>
        </div>
      );
  }
}

function Paid({ gift }: { gift: Donation }) {
  const words = useWords();
  const site = useSite();
  const { answer } = useBeneficiary(gift.campaign);
  const card = answer?.kind === "shown" ? answer.data : null;
  // Said of no gift that may come back, or did.
  const helps = !gift.choice_url && (gift.receipt.state === "coming" || gift.receipt.state === "issued");
  const own = card ? words.say("thanks.with", { alias: card.alias }) : helps && words.say("thanks.fund");
  const shown = withGift(card?.funding ?? null, gift);
  return (
    <div class={card ? "sheet beside" : "sheet"}>
      {card && <Pictured card={card} />}
      <h1>{words.say("thanks")}</h1>
      <div class="doing">
        {own && <p class="lead">{own}</p>}
        {card && site.own("thanks") && <p>{site.own("thanks")}</p>}
        <dl class="receipt">
          <dt>{words.say("gift")}</dt>
          <dd>{written(gift.amount, words.locale)}</dd>
          {gift.fee_cover && (
            <>
              <dt>{words.say("cover.paid")}</dt>
              <dd>{written(gift.fee_cover, words.locale)}</dd>
              <dt>{words.say("together")}</dt>
              <dd>{written({ ...gift.amount, amount: gift.amount.amount + gift.fee_cover.amount }, words.locale)}</dd>
            </>
          )}
          <dt>{words.say("receipt")}</dt>
          <dd>
            <OfReceipt receipt={gift.receipt} />
          </dd>
          {gift.paid_at && (
            <>
              <dt>{words.say("date")}</dt>
              <dd>{day(gift.paid_at, words.locale)}</dd>
            </>
          )}
        </dl>
        {gift.every_month && <p class="monthly">{words.say("thanks.monthly")}</p>}
        {gift.choice_url && (
          <p class="notice">
            {words.say("choice")} <a href={gift.choice_url}>{words.say("choice.act")}</a>
          </p>
        )}
        {gift.receipt.url && <p class="quiet">{words.say("receipt.link")}</p>}
        {card && <PassOn id={card.id} locale={card.locale} degree={gift.degree} />}
        <ul class="ways">
          {card && (
            <li>
              <a href={`${path(BASE, words.locale, "my-giving")}?follow=${encodeURIComponent(gift.campaign)}`}>{words.say("follow.story")}</a>
            </li>
          )}
          <li>
            <a href={path(BASE, words.locale, "my-giving")}>{words.say("mine.see")}</a>
          </li>
        </ul>
        {!card && <Back gift={gift} />}
      </div>
      {card && (
        <About card={card}>
          {shown && <Progress funding={shown.funding} goal={null} />}
          {shown?.added && <p class="quiet counted">{words.say("counted")}</p>}
        </About>
      )}
    </div>
  );
}

function OfReceipt({ receipt }: { receipt: ReceiptStatus }) {
  const words = useWords();
  if (receipt.state !== "issued") return <>{words.say(`receipt.${receipt.state}`)}</>;
  return (
    <>
      {receipt.number} · <Pdf receipt={receipt} />
    </>
  );
}

export function Cancelled({ donation, route }: { donation: string; route: Route }) {
  const words = useWords();
  const site = useSite();
  const { answer, again } = useAnswer(() => api.donation(donation), [donation]);
  const paid = answer?.kind === "shown" && answer.data.status === "paid";
  useTitle(words.say(paid ? "paid_already" : "cancelled"));
  if (!answer) return <Waiting />;
  if (answer.kind !== "shown") return <Unshown answer={answer} route={route} again={again} />;
  return (
    <div class="sheet">
      <h1>{words.say(paid ? "paid_already" : "cancelled")}</h1>
      {paid ? (
        <p class="lead">
          <a href={path(BASE, words.locale, "thanks", donation)}>{words.say("see_receipt")}</a>
        </p>
      ) : (
        <>
          <p class="lead">{words.say("cancelled.lead")}</p>
          <p class="act">
            <a class="give" href={path(BASE, words.locale, "give", answer.data.campaign)}>
              {site.say("give", "give")}
            </a>
          </p>
        </>
      )}
      <Back gift={answer.data} />
    </div>
  );
}

function Back({ gift }: { gift: Donation }) {
  const words = useWords();
  const { answer } = useBeneficiary(gift.campaign);
  const card = answer?.kind === "shown" ? answer.data : null;
  const href = card ? path(BASE, card.locale, "cases", card.id) : path(BASE, words.locale, "cases");
  return (
    <p>
      <a href={href}>{card ? words.say("back_to_story", { alias: card.alias }) : words.say("see_still_waiting")}</a>
    </p>
  );
}
