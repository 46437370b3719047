/** What was chosen, each a way to take it back, and ways to narrow with the number of stories each leads to. */

import type { FoundArea, SearchAnswer } from "@sixdegree/client";
import type { ComponentChildren } from "preact";

import { place } from "../parts/place.ts";
import { useWords, type Key } from "../words.ts";
import { address, NARROWING, type Choice, type Narrowing } from "./choice.ts";
import { AreasMap } from "./areas-map.tsx";

export interface Changing {
  choice: Choice;
  change: (choice: Choice) => void;
}

interface Way {
  to: Choice;
  change: Changing["change"];
  current?: boolean;
  children: ComponentChildren;
}

/** An address of its own, that keeps the words sought when it is followed here. */
export function Way({ to, change, current = false, children }: Way) {
  const { locale } = useWords();
  const follow = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    change(to);
  };
  return (
    <a href={address(locale, to)} onClick={follow} aria-current={current ? "true" : undefined}>
      {children}
    </a>
  );
}

/** What a choice is called; a region as the found areas name it, if they do. */
export function useNames(areas: readonly FoundArea[]): (name: Narrowing, value: string) => { name: string; lang?: string | undefined } {
  const words = useWords();
  return (name, value) => {
    if (name !== "region") return { name: words.name(name, value) };
    const area = areas.find(({ code }) => code === value);
    return area ? named(area, words.locale) : { name: words.say("filter.region") };
  };
}

function named({ code, name, lang }: FoundArea, locale: string): ReturnType<typeof place> {
  return place({ code, name, lang: lang ?? locale, kind: code.length === 2 ? "country" : "region" }, locale);
}

export function Taken({ choice, change, areas, clear }: Changing & { areas: readonly FoundArea[]; clear: () => void }) {
  const words = useWords();
  const nameOf = useNames(areas);
  const taken = NARROWING.filter((name) => choice[name]);
  if (!taken.length) return null;
  return (
    <ul class="taken" aria-label={words.say("taken")}>
      {taken.map((name) => {
        const value = nameOf(name, choice[name]);
        return (
          <li key={name}>
            <Way to={{ ...choice, [name]: "" }} change={change}>
              <span class="unseen">{words.say("take_back")}</span> <span class="taken-label">{words.say(`filter.${name}` as Key)}</span>{" "}
              <span lang={value.lang}>{value.name}</span>
              <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                <path d="M2 2l8 8M10 2l-8 8" />
              </svg>
            </Way>
          </li>
        );
      })}
      <li>
        <button type="button" class="link-button" onClick={clear}>
          {words.say("filter.show_all")}
        </button>
      </li>
    </ul>
  );
}

export function Narrow({ choice, change, found }: Changing & { found: Pick<SearchAnswer, "areas" | "facets"> }) {
  const words = useWords();
  const areas = found.areas.map((area) => ({
    ...area,
    ...named(area, words.locale),
    // What the link leads to: stories that pass through are among them.
    count: Math.max(area.count, found.facets["region"]?.[area.code] ?? 0),
  }));
  const groups = (["need", "exploitation", "status"] as const)
    .filter((name) => !choice[name])
    .map((name) => ({ name, values: words.names(name).filter(([value]) => found.facets[name]?.[value]) }))
    .filter(({ values }) => values.length);
  if (!areas.length && !groups.length) return null;
  return (
    <details class="narrow">
      <summary>{words.say("narrow")}</summary>
      <div class="narrow-ways">
        {areas.length > 0 && (
          <section class="areas" aria-labelledby="narrow-region">
            <h2 id="narrow-region">{words.say("areas")}</h2>
            <AreasMap areas={areas} choose={(region) => change({ ...choice, region })} />
            <ul>
              {areas.map(({ code, name, lang, count }) => (
                <li key={code}>
                  <Way to={{ ...choice, region: code }} change={change} current={choice.region === code}>
                    <span lang={lang}>{name}</span> <span class="count">{count}</span>
                  </Way>
                </li>
              ))}
            </ul>
          </section>
        )}
        {groups.map(({ name, values }) => (
          <section key={name} aria-labelledby={`narrow-${name}`}>
            <h2 id={`narrow-${name}`}>{words.say(`filter.${name}`)}</h2>
            <ul>
              {values.map(([value, label]) => (
                <li key={value}>
                  <Way to={{ ...choice, [name]: value }} change={change}>
                    <span>{label}</span> <span class="count">{found.facets[name]![value]}</span>
                  </Way>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </details>
  );
}

export function Order({ choice, change }: Changing) {
  const words = useWords();
  return (
    <p class="sorting">
      <span>{words.say("filter.sort")}:</span>
      {(["waiting", "newest"] as const).map((sort) => {
        const to = sort === "waiting" ? "" : sort;
        return (
          <Way key={sort} to={{ ...choice, sort: to }} change={change} current={choice.sort === to}>
            {words.say(`sort.${sort}`)}
          </Way>
        );
      })}
    </p>
  );
}

