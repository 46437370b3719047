import { minorUnits, idempotencyKey, offers, typed, unit, written } from "@sixdegree/client";
import type { CaseCard, CaseList, Funding, Gift, Money, Need, Offer, Outcome, Problem, Unfinished } from "@sixdegree/client";
import { useRef, useState } from "preact/hooks";

import { useAnswer } from "../answer.ts";
import { begun, remember } from "../begun.ts";
import { useBeneficiary } from "../beneficiary.ts";
import { api, BASE, FRONT_END } from "../config.ts";
import { useSite } from "../frame/site.ts";
import { Unshown, Waiting } from "../frame/states.tsx";
import { About, Pictured } from "../parts/about.tsx";
import { FeeCover } from "../parts/fee-cover.tsx";
import { Progress } from "../parts/progress.tsx";
import { Refusal, useSending } from "../parts/sending.tsx";
import { OpenPayments } from "../parts/unfinished.tsx";
import { reserve } from "../reserve.ts";
import { path, type Route } from "../routes.ts";
import { useTitle } from "../title.ts";
import { LOCALES, useWords, type Words } from "../words.ts";

export function Give({ campaign, route }: { campaign: string; route: Route }) {
  const words = useWords();
  const site = useSite();
  const { answer, again } = useBeneficiary(campaign);
  const card = answer?.kind === "shown" ? answer.data : null;
  const toFund = answer?.kind === "shown" && !card;
  const { answer: waiting } = useAnswer(async () => (toFund ? api.cases({ locale: words.locale, status: ["open"] }) : null), [toFund, words.locale]);
  const heading = card ? words.say("stand_with", { alias: card.alias }) : words.say("give_to", { fund: site.fundName });
  useTitle(answer?.kind === "shown" ? heading : "");
  if (!answer || (toFund && !waiting)) return <Waiting />;
  if (answer.kind !== "shown") return <Unshown answer={answer} route={route} again={again} />;
  return (
    <div class={card ? "sheet beside" : "sheet"}>
      {card && <Pictured card={card} />}
      <h1>{heading}</h1>
      {card ? (
        <About card={card}>
          <Progress funding={card.funding} goal={card.goal} />
        </About>
      ) : (
        site.wording("fund_explained") && (
          <p class="lead" lang={site.lang}>
            {site.wording("fund_explained")}
          </p>
        )
      )}
      {card && card.funding?.status !== "open" ? (
        <p class="notice">
          {words.say(card.funding?.status === "funded" ? "complete" : "closed")}{" "}
          <a href={path(BASE, words.locale, "cases")}>{words.say("see_still_waiting")}</a>
        </p>
      ) : (
        <Form campaign={campaign} card={card} needs={card?.needs ?? toGoBy(waiting, site.currencies)} funding={card?.funding ?? null} again={again} />
      )}
    </div>
  );
}

/** The needs of the story that has waited longest for gifts in one of these currencies; that it is its is not said. */
function toGoBy(waiting: Outcome<CaseList> | null, currencies: readonly string[]): readonly Need[] {
  const cards = waiting?.kind === "shown" ? waiting.data.results : [];
  return cards.find(({ needs }) => needs[0] && currencies.includes(needs[0].amount.currency))?.needs ?? [];
}

interface Asking {
  campaign: string;
  card: CaseCard | null;
  /** Whose parts are offered: the story's own, or for the fund one's to go by. */
  needs: readonly Need[];
  funding: Funding | null;
  again: () => void;
}

function Form({ campaign, card, needs, funding, again }: Asking) {
  const words = useWords();
  const site = useSite();
  const remaining = funding?.remaining ?? null;
  const offered = remaining || !card ? offers(needs, remaining) : [];
  const currencies = remaining ? [remaining.currency] : site.currencies;
  const [currency, spend] = useState(currencies[0] ?? "USD");
  const [chosen, choose] = useState<"" | "other" | number>(offered.length ? "" : "other");
  const [other, type] = useState("");
  // As typed when the field was left: not every sign is a question about the fee.
  const [read, leave] = useState("");
  const [covered, cover] = useState(false);
  const [monthly, repeat] = useState(false);
  const [surplus, decide] = useState<"fund" | "refund">("fund");
  const { refusal, working, sending, refuse } = useSending();
  const [open, list] = useState<readonly Unfinished[]>([]);
  const [done, say] = useState("");
  const decided = useRef({ gift: "", key: "" });

  const letGo = async (payment: Unfinished): Promise<void> => {
    const answer = await api.cancel(payment.id);
    const status = answer.kind === "shown" ? answer.data.status : "reserved";
    if (status === "reserved") return refuse(words.say(answer.kind === "offline" ? "refused.offline" : "open.held"));
    list((shown) => shown.filter(({ id }) => id !== payment.id));
    refuse("");
    say(words.say(status === "paid" ? "paid_already" : "open.gone"));
  };

  const send = async (): Promise<string | null> => {
    say("");
    list([]);
    const amount = chosen === "other" ? minorUnits(other, currency, words.locale) : chosen;
    if (amount === "") return words.say("choose");
    if (!amount) {
      const example = typed(exampleIn(currency), words.locale);
      return other ? words.say("unreadable", { example }) : words.say("choose");
    }
    const degree = new URLSearchParams(location.search).get("degree");
    const gift: Gift = {
      fee_cover: covered,
      ...(monthly && !card && { every_month: true }),
      campaign,
      amount,
      currency,
      locale: words.locale,
      surplus_rule: site.fundOpen ? surplus : "refund",
      ...(degree && { degree }),
      ...(FRONT_END && { front_end: FRONT_END }),
    };
    // The same decision sent again is the same gift; another decision is another one.
    const decision = JSON.stringify(gift);
    if (decided.current.gift !== decision) decided.current = { gift: decision, key: idempotencyKey() };
    const answer = await reserve((asked, key) => api.give(asked, key, begun()), gift, decided.current.key);
    if (answer.kind === "shown" && answer.data.checkout_url) {
      remember(decided.current.key, LOCALES.map((locale) => path(BASE, locale, "give")));
      location.assign(answer.data.checkout_url);
      return null;
    }
    decided.current = answer.kind === "shown" || answer.kind === "problem" ? { gift: "", key: "" } : decided.current;
    if (answer.kind === "problem" && answer.problem.status === 409) again();
    if (answer.kind === "problem") list(answer.problem.open ?? []);
    return whyNot(answer, currency, words);
  };

  const spent = chosen === "other" ? minorUnits(read, currency, words.locale) : chosen || null;
  const several = currencies.length > 1;
  const ownAmount = (
    <p class="other">
      <label for="other" class={several && !offered.length ? "unseen" : undefined}>{several ? words.say("amount") : words.say("amount.in", { currency })}</label>
      <input
        id="other"
        inputMode="decimal"
        autocomplete="transaction-amount"
        value={other}
        aria-invalid={refusal && chosen === "other" ? "true" : undefined}
        aria-describedby={refusal ? "refusal" : undefined}
        onInput={(event) => (type(event.currentTarget.value), choose("other"))}
        onChange={(event) => leave(event.currentTarget.value)}
      />
      {several && (
        <>
          <label for="currency" class="unseen">
            {words.say("currency")}
          </label>
          <select id="currency" value={currency} onChange={(event) => (spend(event.currentTarget.value), choose("other"))}>
            {currencies.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </select>
        </>
      )}
    </p>
  );
  return (
    <form class="giving-form" noValidate onSubmit={sending(send)}>
      <Refusal sentence={refusal}>
        <OpenPayments open={open} letGo={(payment) => void letGo(payment)} />
      </Refusal>
      <p class="notice done" role="status">
        {done}
      </p>
      <fieldset>
        <legend>{words.say("amount")}</legend>
        {!card && offered.length > 0 && <p class="quiet">{words.say("amount.go_by")}</p>}
        {offered.length > 0 && (
          <ul class="amounts">
            {offered.map((offer) => (
              <li key={offer.money.amount}>
                <label>
                  <input
                    type="radio"
                    name="amount"
                    checked={chosen === offer.money.amount}
                    onChange={() => (choose(offer.money.amount), spend(offer.money.currency))}
                  />
                  <span class="offer">
                    <strong>{written(offer.money, words.locale)}</strong> <span>{share(offer, words)}</span>
                  </span>
                </label>
              </li>
            ))}
            <li>
              <label>
                <input type="radio" name="amount" checked={chosen === "other"} onChange={() => choose("other")} />
                <span class="offer">
                  <strong>{words.say("amount.other")}</strong>
                </span>
              </label>
              {ownAmount}
            </li>
          </ul>
        )}
        {!offered.length && ownAmount}
      </fieldset>
      {card && (
        <fieldset>
          <legend>{words.say("surplus")}</legend>
          {site.fundOpen ? (
            (["fund", "refund"] as const).map((rule) => (
              <p key={rule}>
                <label>
                  <input type="radio" name="surplus" checked={surplus === rule} onChange={() => decide(rule)} />{" "}
                  {words.say(`surplus.${rule}`, { fund: site.fundName })}
                </label>
              </p>
            ))
          ) : (
            <p>{words.say("surplus.back")}</p>
          )}
        </fieldset>
      )}
      {!card && (
        <fieldset>
          <legend>{words.say("often")}</legend>
          {[false, true].map((every) => (
            <p key={String(every)}>
              <label>
                <input type="radio" name="often" checked={monthly === every} onChange={() => repeat(every)} />{" "}
                {words.say(every ? "often.monthly" : "often.once")}
              </label>
            </p>
          ))}
        </fieldset>
      )}
      <FeeCover amount={spent} currency={currency} chosen={covered} choose={cover} />
      <p class="act">
        <button class="give" type="submit" aria-disabled={working}>
          {words.say("continue")}
        </button>
      </p>
      <p class="working" role="status">
        {working && words.say("proving")}
      </p>
      <p class="quiet">{words.say("provider")}</p>
    </form>
  );
}

/** With decimals where there are any: it shows how they are written. */
function exampleIn(currency: string): Money {
  const { exponent } = unit(currency);
  return { amount: exponent ? 12.5 * 10 ** exponent : 25, currency };
}

function share({ share: of, need }: Offer, words: Words): string {
  if (of === "rest" || !need) return words.say("offer.rest");
  return words.say(`offer.${of}`, { need: words.known(`offered.${need.category}`) || need.label });
}

function whyNot(answer: Awaited<ReturnType<typeof api.give>>, currency: string, words: Words): string {
  if (answer.kind === "offline") return words.say("refused.offline");
  if (answer.kind !== "problem") return words.say("closed");
  return refused(answer.problem, currency, words);
}

function refused(problem: Problem, currency: string, words: Words): string {
  const most = figure(problem.max_amount, currency, words);
  const least = figure(problem.min_amount, currency, words);
  switch (problem.type) {
    case "campaign-closed":
      return words.say("closed");
    case "campaign-funded":
      return words.say("complete");
    case "amount-above-remaining":
    case "remainder-too-small":
      return most ? words.say("refused.above", { most }) : problem.detail;
    case "amount-refused":
      return least ? words.say("refused.least", { least }) : problem.detail;
    case "too-many-open":
      return words.say(problem.open?.length ? "refused.open" : "refused.busy");
    case "provider-unavailable":
      return words.say("refused.provider");
    case "front-end-refused":
      console.warn(`${problem.detail} It knows: ${(problem["front_ends"] as string[]).join(", ")}; this page says ${FRONT_END}.`);
      return words.say("elsewhere");
    default:
      return words.locale === "en" && problem.detail ? problem.detail : words.say("refused.other");
  }
}

function figure(given: Money | number | undefined, currency: string, words: Words): string {
  if (given === undefined) return "";
  return written(typeof given === "number" ? { amount: given, currency } : given, words.locale);
}
