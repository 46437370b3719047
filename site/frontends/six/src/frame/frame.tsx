import { tag } from "@sixdegree/client";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

import { BASE, DOCUMENTS } from "../config.ts";
import { FOOT } from "../pages/parts.ts";
import { path, translated, type Route } from "../routes.ts";
import { useWords, LOCALES } from "../words.ts";
import { useSite } from "./site.ts";

/** What surrounds every page. */
export function Frame({ route, children }: { route: Route; children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href={`${location.pathname}#content`}>
        {useWords().say("skip")}
      </a>
      <Masthead route={route} />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Foot giving={route.name === "give"} />
    </>
  );
}

function Masthead({ route }: { route: Route }) {
  const words = useWords();
  const site = useSite();
  const here = route.name === "page" ? route.slug : route.name;
  // Where there is little room, the menu waits behind its button.
  const [opened, unfold] = useState(false);
  useEffect(() => unfold(false), [route]);
  const offered = site.locales.filter((locale) => LOCALES.includes(locale));
  return (
    <header class="masthead">
      <p class="brand">
        <a href={path(BASE, words.locale)}>
          <Logo />
          <span lang={site.lang}>{site.name}</span>
        </a>
      </p>
      {site.menu.length > 0 && (
        <button type="button" class="menu-button" aria-expanded={opened} aria-controls="menu" onClick={() => unfold(!opened)}>
          {words.say("menu.button")}
        </button>
      )}
      {site.exit && (
        <p class="leave">
          <a href={site.exit} rel="noreferrer nofollow" onClick={leave}>
            {words.say("leave")}
          </a>
        </p>
      )}
      {site.menu.length > 0 && (
        <nav class={opened ? "menu menu-open" : "menu"} id="menu" aria-label={words.say("menu")}>
          <ul>
            {site.menu.map((item) => (
              <li key={item.slug}>
                <a href={item.href} lang={item.lang} aria-current={item.slug === here ? "page" : undefined}>
                  {item.title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {offered.length > 1 && (
        <nav class="languages" aria-label={words.say("languages")}>
          <ul>
            {offered.map((locale) => (
              <li key={locale}>
                <a
                  href={translated(route, BASE, locale) + location.search}
                  lang={tag(locale)}
                  hreflang={tag(locale)}
                  aria-current={locale === words.locale ? "true" : undefined}
                >
                  {languageName(locale)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  );
}

function Logo() {
  const { logo } = useSite();
  if (logo) {
    return (
      <svg class="logo" viewBox={`0 0 ${logo.width} ${logo.height}`} width="32" height="24" aria-hidden="true">
        <path d={logo.path} />
      </svg>
    );
  }
  return (
    <svg class="stitch" viewBox="0 0 32 24" width="32" height="24" aria-hidden="true">
      <path class="stitch-under" d="M1 15h6M25 9h6" />
      <path d="M7 15L25 9" />
      <circle cx="7" cy="15" r="2.2" />
      <circle cx="25" cy="9" r="2.2" />
    </svg>
  );
}

/** Blank before the other page comes, and without an entry to come back to. */
function leave(event: MouseEvent): void {
  const link = event.currentTarget as HTMLAnchorElement;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  // Not `hidden`: a map that has lost its size draws itself wrongly.
  document.body.style.visibility = "hidden";
  document.title = "";
  location.replace(link.href);
}

/** A language in its own words: `Bahasa Indonesia`. */
export function languageName(locale: string): string {
  const own: Record<string, string> = { en: "English", id: "Bahasa Indonesia", th: "ไทย", "zh-hans": "简体中文" };
  return own[locale] ?? new Intl.DisplayNames([tag(locale)], { type: "language" }).of(tag(locale)) ?? locale;
}

function Foot({ giving }: { giving: boolean }) {
  const words = useWords();
  const site = useSite();
  return (
    <footer class="foot" id={FOOT} tabIndex={-1}>
      <hr class="running-stitch" aria-hidden="true" />
      {site.fund && (
        <p class="fund">
          <a href={path(BASE, words.locale, "give", site.fund)}>{site.fundName}</a>
          {site.wording("fund_explained") && (
            <span class="quiet" lang={site.lang}>
              {site.wording("fund_explained")}
            </span>
          )}
        </p>
      )}
      <p class="informed">
        <a href={path(BASE, words.locale, "my-giving")}>{words.say("mine")}</a>
        <span class="quiet">{words.say("mine.why")}</span>
      </p>
      <p class="informed">
        <a href={path(BASE, words.locale, "keep-informed")}>{words.say("informed")}</a>
        <span class="quiet">{words.say("informed.why")}</span>
      </p>
      <p class="informed">
        <a href={`${DOCUMENTS}${words.locale}/open-data/`}>{words.say("open_data")}</a>
        <span class="quiet">{words.say("open_data.why")}</span>
      </p>
      {site.wording("promise") && (
        <p class="promise" lang={site.lang}>
          {site.wording("promise")}
        </p>
      )}
      <p class="quiet">{words.say(giving ? "silent.giving" : "silent")}</p>
      <p class="quiet">
        <a href={`${DOCUMENTS}${words.locale}/`}>{words.say("plain")}</a>
      </p>
    </footer>
  );
}
