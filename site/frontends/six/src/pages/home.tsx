import { tag } from "@sixdegree/client";

import { useAnswer } from "../answer.ts";
import { api, BASE } from "../config.ts";
import { languageName } from "../frame/frame.tsx";
import { useSite } from "../frame/site.ts";
import { Unshown } from "../frame/states.tsx";
import { Cards } from "../parts/card.tsx";
import { path, type Route } from "../routes.ts";
import { useTitle } from "../title.ts";
import { useWords } from "../words.ts";
import { Body } from "./body.tsx";

const KNOTS = [[80, 24], [180, 40], [280, 26], [380, 38], [480, 28], [572, 40]] as const;

export function Home({ route }: { route: Route }) {
  const words = useWords();
  const site = useSite();
  const { locale } = words;
  const front = site.page("home");
  const page = useAnswer(async () => (front ? api.page("home", front.locale) : null), [front]);
  const cases = useAnswer(() => api.cases({ locale, status: ["open"], limit: 3 }), [locale]);
  useTitle("");
  if (cases.answer?.kind === "offline") return <Unshown answer={cases.answer} route={route} again={cases.again} />;
  const told = page.answer?.kind === "shown" ? page.answer.data.page : null;
  const elsewhere = front && front.locale !== locale ? [front.locale] : [];
  const lang = site.foreign(front?.locale);
  const cards = cases.answer?.kind === "shown" ? cases.answer.data.results : [];
  return (
    <>
      <header class="hero">
        <h1 lang={site.strapline ? site.lang : told ? lang : undefined}>{site.strapline || told?.title || site.name}</h1>
        {told?.intro && <p class="lead" lang={lang}>{told.intro}</p>}
        {elsewhere.length > 0 && (
          <p class="quiet">
            {words.say("not_told")} · {words.say("readable")}{" "}
            {elsewhere.map((one) => (
              <a key={one} href={path(BASE, one)} lang={tag(one)} hreflang={tag(one)}>
                {languageName(one)}{" "}
              </a>
            ))}
          </p>
        )}
        <p class="act">
          <a class="give go" href={path(BASE, locale, "cases")}>
            {words.say("see_waiting")}
          </a>
        </p>
        <svg class="six" viewBox="0 0 600 64" aria-hidden="true">
          <path
            class="six-thread"
            pathLength={1}
            d="M0 40C40 40 50 24 80 24S130 46 180 40 250 20 280 26 340 48 380 38 440 20 480 28 560 46 600 30"
          />
          {KNOTS.map(([x, y]) => (
            <circle key={x} cx={x} cy={y} r="7" />
          ))}
        </svg>
      </header>
      <section aria-labelledby="waiting" class="shelf">
        <h2 id="waiting" class="section-heading">
          {words.say("waiting")}
        </h2>
        {cards.length > 0 ? <Cards cards={cards} /> : cases.answer && <p class="empty">{words.say("none")}</p>}
        <p class="more">
          <a href={path(BASE, locale, "cases")}>{words.say("all_stories")}</a>
        </p>
      </section>
      {told && told.body.length > 0 && (
        <section class="prose spread" lang={lang}>
          <Body parts={told.body} />
        </section>
      )}
    </>
  );
}
