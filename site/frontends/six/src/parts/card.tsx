import { pieces, type CaseCard, type Highlight } from "@sixdegree/client";

import { BASE } from "../config.ts";
import { useSite } from "../frame/site.ts";
import { path } from "../routes.ts";
import { useWords } from "../words.ts";
import { place } from "./place.ts";
import { Progress } from "./progress.tsx";
import { Shown } from "./picture.tsx";
import { Woven } from "./weave.tsx";

/** A card of a list, or of a search: then with the passage in which the words were found. */
type Found = CaseCard & { highlight?: Highlight | null };

/** It leads to the language it is told in, which may be another than the reader's: then `lang` says so. */
export function Card({ card }: { card: Found }) {
  const words = useWords();
  const lang = useSite().foreign(card.locale);
  const [before, after] = words.round("from", "place");
  const found = card.highlight;
  const inSummary = found?.text === card.summary;
  const origin = card.origin && place(card.origin, words.locale);
  return (
    <article class="card">
      {card.picture ? (
        <Shown picture={card.picture} class="band card-picture" sizes="(min-width: 48rem) 24rem, 100vw" />
      ) : (
        <div class="band">
          <Woven id={card.id} />
        </div>
      )}
      <div class="card-words">
        <h3 lang={lang}>
          <a href={path(BASE, card.locale, "cases", card.id)} hreflang={lang}>{card.alias}</a>
        </h3>
        <p class="facts">
          {card.age_band && <span>{words.name("age", card.age_band)}</span>}
          {card.origin && (
            <span>
              {before}
              <span lang={origin?.lang}>{origin?.name}</span>
              {after}
            </span>
          )}
          {card.exploitation.map((kind) => (
            <span key={kind}>{words.name("exploitation", kind)}</span>
          ))}
        </p>
        <p class="card-summary" lang={lang}>
          {inSummary ? <Marked passage={found} /> : card.summary}
        </p>
        {found && !inSummary && (
          <p class="card-passage" lang={lang}>
            <Marked passage={found} />
          </p>
        )}
        <Progress funding={card.funding} goal={card.goal} />
      </div>
    </article>
  );
}

function Marked({ passage }: { passage: Highlight }) {
  return <>{pieces(passage).map(({ text, marked }, at) => (marked ? <mark key={at}>{text}</mark> : text))}</>;
}

export function Cards({ cards }: { cards: readonly Found[] }) {
  return (
    <ul class="cards">
      {cards.map((card) => (
        <li key={card.id}>
          <Card card={card} />
        </li>
      ))}
    </ul>
  );
}
