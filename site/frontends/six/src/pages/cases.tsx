import type { CaseCard, Highlight, Outcome, SearchAnswer } from "@sixdegree/client";
import { useEffect, useRef, useState } from "preact/hooks";

import { useAnswer } from "../answer.ts";
import { api, BASE } from "../config.ts";
import { address, asList, asSearch, fromAddress, NOTHING, type Choice } from "../finding/choice.ts";
import { Narrow, Order, Taken } from "../finding/narrow.tsx";
import { Nothing } from "../finding/nothing.tsx";
import { SearchField } from "../finding/search-field.tsx";
import { Unshown, Waiting } from "../frame/states.tsx";
import { readdress, typedHere, useMoves } from "../navigation.ts";
import { Cards } from "../parts/card.tsx";
import { routeOf, type Route } from "../routes.ts";
import { useTitle } from "../title.ts";
import { useWords } from "../words.ts";

/** Both are asked at once: the list for who waits longest, the search for its counts, or for all where there are words. */
interface Found extends Omit<SearchAnswer, "total"> {
  /** Null where nothing counts: the list is there all the same. */
  total: number | null;
  sought: string;
  cards: (CaseCard & { highlight?: Highlight | null })[];
  next: string | null;
}

const UNCOUNTED: Omit<Found, "sought" | "cards" | "next"> = {
  results: [],
  total: null,
  facets: { need: {}, exploitation: {}, region: {}, status: {} },
  areas: [],
  near: false,
  engine: "embedded",
  lacks: [],
};

export function Cases({ route }: { route: Route }) {
  const words = useWords();
  const [choice, choose] = useState(fromAddress);
  const [typed, type] = useState(typedHere);
  const sought = choice.q || typed;
  const offered = useRef(async () => false);
  const ask = async (): Promise<Outcome<Found>> => {
    const found = await find(sought, choice, words.locale);
    if (choice.q || !misses(found) || !(await offered.current())) return found;
    // Beside suggestions, what stood there stays.
    const { current: stood } = before;
    return stood?.cards.length ? { kind: "shown", data: stood } : find("", choice, words.locale);
  };
  const { answer, again } = useAnswer(ask, [JSON.stringify(choice), sought, words.locale]);
  const [added, add] = useState<Pick<Found, "cards" | "next"> | null>(null);
  // While the next answer comes, the one before stays: somebody is typing.
  const before = useRef<Found | null>(null);
  if (answer) before.current = answer.kind === "shown" ? answer.data : null;
  const found = before.current;
  useTitle(words.say("stories"));
  useEffect(() => add(null), [answer]);

  const stand = (next: Choice, typing: string): void => {
    choose(next);
    type(typing);
    readdress(address(words.locale, next), typing);
  };
  const seek = (asked: string, offers = async () => false): void => {
    if (asked === sought) return;
    offered.current = offers;
    stand({ ...choice, q: "" }, asked);
  };
  const send = (asked: string): void => stand({ ...choice, q: asked }, "");
  const change = (next: Choice): void => stand(next, typed);
  const clear = (): void => stand(NOTHING, "");
  useMoves(() => {
    if (routeOf(location.pathname, BASE).name !== "cases") return;
    choose(fromAddress());
    type(typedHere());
  });
  const more = async (next: string): Promise<void> => {
    const list = await api.more(next, asList(choice, words.locale));
    if (list.kind !== "shown") return again();
    add((more) => ({ cards: [...(more?.cards ?? []), ...list.data.results], next: list.data.next }));
  };

  return (
    <>
      <header class="page-head">
        <h1>{words.say("stories")}</h1>
        {!sought && <p class="lead">{words.say("longest_first")}</p>}
      </header>
      <SearchField seek={seek} send={send} sought={sought} />
      <p class={found?.cards.length ? "found-said" : "unseen"} role="status">
        {found && said(found)}
      </p>
      {found ? (
        <div class="found">
          <Taken choice={choice} change={change} areas={found.areas} clear={clear} />
          {found.cards.length > 0 && <Narrow choice={choice} change={change} found={found} />}
          {found.cards.length > 0 ? (
            <section class="hits" aria-labelledby="found">
              <h2 id="found" class="unseen">
                {words.say(found.sought ? "search.found" : "all_stories")}
              </h2>
              {!found.sought && <Order choice={choice} change={change} />}
              <Cards cards={[...found.cards, ...(added?.cards ?? [])]} />
              <More next={added ? added.next : found.next} more={more} />
            </section>
          ) : (
            <Nothing sought={found.sought} choice={choice} change={change} areas={found.areas} seek={seek} clear={clear} />
          )}
        </div>
      ) : answer && answer.kind !== "shown" ? (
        <Unshown answer={answer} route={route} again={again} />
      ) : (
        <Waiting />
      )}
    </>
  );

  function said({ total, near, cards, sought: asked }: Found): string {
    if (total === null) return "";
    if (!asked) return words.say("found", { count: total }, total);
    if (!total) return words.say("search.none", { words: asked });
    if (near) return `${words.say("search.near", { words: asked })} ${words.say("found", { count: total }, total)}`;
    const first = total > cards.length ? ` ${words.say("found.first", { shown: cards.length })}` : "";
    return words.say("found.with", { count: total, words: asked }, total) + first;
  }
}

function More({ next, more }: { next: string | null; more: (next: string) => Promise<void> }) {
  const words = useWords();
  if (!next) return null;
  return (
    <p class="more">
      <button type="button" class="plain-button" onClick={() => void more(next)}>
        {words.say("more")}
      </button>
    </p>
  );
}

function misses(found: Outcome<Found>): boolean {
  return found.kind === "shown" && Boolean(found.data.sought) && !found.data.cards.length;
}

async function find(sought: string, choice: Choice, locale: string): Promise<Outcome<Found>> {
  const search = api.search({ ...asSearch(choice, locale), ...(sought && { q: sought }) });
  if (sought) {
    const found = await search;
    return found.kind === "shown" ? { kind: "shown", data: { ...found.data, sought, cards: found.data.results, next: null } } : found;
  }
  const [found, list] = await Promise.all([search, api.cases(asList(choice, locale))]);
  if (list.kind !== "shown") return list;
  const counted = found.kind === "shown" ? found.data : UNCOUNTED;
  return { kind: "shown", data: { ...counted, sought, cards: list.data.results, next: list.data.next } };
}
