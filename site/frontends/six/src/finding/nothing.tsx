/** On from where nothing was found: other words, one choice less, the fund. */

import type { FoundArea } from "@sixdegree/client";

import { useAnswer } from "../answer.ts";
import { api, BASE } from "../config.ts";
import { useSite } from "../frame/site.ts";
import { path } from "../routes.ts";
import { useWords } from "../words.ts";
import { NARROWING } from "./choice.ts";
import { useNames, Way, type Changing } from "./narrow.tsx";

const WORDS = 3;
const LETTERS = [4, 2];
const MOST = 5;

interface Missed extends Changing {
  sought: string;
  areas: readonly FoundArea[];
  seek: (words: string) => void;
  clear: () => void;
}

export function Nothing({ sought, choice, change, areas, seek, clear }: Missed) {
  const words = useWords();
  const site = useSite();
  const nameOf = useNames(areas);
  const taken = NARROWING.filter((name) => choice[name]);
  const narrowed = Boolean(sought) || taken.length > 0;
  return (
    <div class="empty">
      <hr class="running-stitch" aria-hidden="true" />
      <h2>{sought ? words.say("search.none", { words: sought }) : words.say(narrowed ? "none_fit" : "none")}</h2>
      {narrowed && <p>{words.say(sought ? "search.none.why" : "none_fit.why")}</p>}
      {sought && <Nearby sought={sought} seek={seek} />}
      <ul class="ways">
        {taken.map((name) => (
          <li key={name}>
            <Way to={{ ...choice, [name]: "" }} change={change}>
              {words.say("without", { choice: nameOf(name, choice[name]).name })}
            </Way>
          </li>
        ))}
        {narrowed && (
          <li>
            <button type="button" class="link-button" onClick={clear}>
              {words.say("filter.show_all")}
            </button>
          </li>
        )}
        {site.fund && (
          <li>
            <a href={path(BASE, words.locale, "give", site.fund)}>{words.say("give_to", { fund: site.fundName })}</a>
          </li>
        )}
        <li>
          <a href={path(BASE, words.locale, "keep-informed")}>{words.say("informed")}</a>
        </li>
      </ul>
    </div>
  );
}

function Nearby({ sought, seek }: { sought: string; seek: (words: string) => void }) {
  const words = useWords();
  const { answer } = useAnswer(async () => ({ kind: "shown" as const, data: await nearby(sought, words.locale) }), [sought, words.locale]);
  if (answer?.kind !== "shown" || !answer.data.length) return null;
  return (
    <p class="nearby">
      {words.say("nearby")}{" "}
      {answer.data.map((text, index) => (
        <span key={text}>
          {index > 0 && " · "}
          <button type="button" class="link-button" onClick={() => seek(text)}>
            {text}
          </button>
        </span>
      ))}
    </p>
  );
}

/** What begins as a word does, by four of its letters or by two. */
async function nearby(sought: string, locale: string): Promise<string[]> {
  const found = await Promise.all(sought.split(/\s+/).slice(0, WORDS).map((word) => like([...word], locale)));
  return [...new Set(found.flat())].slice(0, MOST);
}

async function like(letters: string[], locale: string): Promise<string[]> {
  if (letters.length < Math.min(...LETTERS)) return [];
  for (const beginning of new Set(LETTERS.map((length) => letters.slice(0, length).join("")))) {
    const answer = await api.suggest(beginning, locale);
    if (answer.kind !== "shown") return [];
    if (answer.data.results.length) return answer.data.results.map(({ text }) => text);
  }
  return [];
}
