/** The pages for what cannot be shown. Each says why in one sentence, and where to go. */

import { tag, type Outcome } from "@sixdegree/client";
import type { ComponentChildren } from "preact";

import { BASE } from "../config.ts";
import { path, translated, type Route } from "../routes.ts";
import { useTitle } from "../title.ts";
import { useWords } from "../words.ts";
import { languageName } from "./frame.tsx";
import { useSite } from "./site.ts";

interface Told {
  heading: string;
  sentence?: string | undefined;
  readable?: readonly string[];
  route?: Route | undefined;
  action?: ComponentChildren;
}

export function Refused({ heading, sentence, readable = [], route, action }: Told) {
  const words = useWords();
  const site = useSite();
  useTitle(heading);
  return (
    <div class="sheet">
      <svg class="loose-end" viewBox="0 0 240 60" aria-hidden="true">
        <path d="M0 30H70c30 0 44-22 24-26s-30 30 4 34 40-6 62-6 30 18 44 14" />
      </svg>
      <h1>{heading}</h1>
      {sentence && <p class="lead">{sentence}</p>}
      {route && <Readable locales={readable} route={route} />}
      <p class="act">{action ?? <a href={path(BASE, words.locale, "cases")}>{words.say("see_waiting")}</a>}</p>
      {site.fund && (
        <p>
          <a href={path(BASE, words.locale, "give", site.fund)}>{words.say("give_to", { fund: site.fundName })}</a>
        </p>
      )}
      <p>
        <a href={path(BASE, words.locale)}>{words.say("home")}</a>
      </p>
    </div>
  );
}

function Readable({ locales, route }: { locales: readonly string[]; route: Route }) {
  const words = useWords();
  if (!locales.length) return null;
  return (
    <>
      <p>{words.say("readable")}</p>
      <ul class="readable">
        {locales.map((locale) => (
          <li key={locale}>
            <a href={translated(route, BASE, locale)} lang={tag(locale)} hreflang={tag(locale)}>
              {languageName(locale)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Stands while nothing has come yet: paper tones, and not before a moment has passed. */
export function Waiting() {
  return (
    <div class="waiting" role="status">
      <span class="unseen">{useWords().say("loading")}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

export function Offline({ again }: { again: () => void }) {
  const words = useWords();
  const retry = (
    <button type="button" class="plain-button" onClick={again}>
      {words.say("try_again")}
    </button>
  );
  return <Refused heading={words.say("offline")} sentence={words.say("offline.lead")} action={retry} />;
}

/** A part of the pages as they were is no longer served: newer ones are. */
export function Renewed() {
  const words = useWords();
  const reload = (
    <button type="button" class="plain-button" onClick={() => location.reload()}>
      {words.say("renewed.act")}
    </button>
  );
  return <Refused heading={words.say("renewed")} sentence={words.say("renewed.lead")} action={reload} />;
}

export function Unshown({ answer, route, again }: { answer: Outcome<unknown>; route: Route; again: () => void }) {
  const words = useWords();
  const site = useSite();
  switch (answer.kind) {
    case "withdrawn":
      return <Refused heading={site.say("withdrawn", "withdrawn")} readable={answer.locales} route={route} />;
    case "missing": {
      const elsewhere = answer.locales.length > 0;
      return (
        <Refused
          heading={words.say(elsewhere ? "not_told" : "not_found")}
          sentence={elsewhere ? undefined : words.say("not_found.lead")}
          readable={answer.locales}
          route={route}
        />
      );
    }
    case "offline":
      return <Offline again={again} />;
    default: {
      const retry = (
        <button type="button" class="plain-button" onClick={again}>
          {words.say("try_again")}
        </button>
      );
      return <Refused heading={words.say("failed")} sentence={words.say("failed.lead")} action={retry} />;
    }
  }
}
