import { applyTheme, direction, tag, themeOf, type Outcome, type PageList, type SiteAnswer } from "@sixdegree/client";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { useAnswer } from "./answer.ts";
import { api, BASE, SITE } from "./config.ts";
import { Frame } from "./frame/frame.tsx";
import { Framing, Site } from "./frame/site.ts";
import { Offline, Refused, Waiting } from "./frame/states.tsx";
import { FAMILIES } from "./families.ts";
import { later } from "./later.tsx";
import { go, useRoute } from "./navigation.ts";
import { Case } from "./pages/case.tsx";
import { Cases } from "./pages/cases.tsx";
import { Content } from "./pages/content.tsx";
import { Home } from "./pages/home.tsx";
import { path, type Route } from "./routes.ts";
import { LOCALES, preferred, Speaking, useWords, words as wordsOf, type Words } from "./words.ts";

const Concern = later(async () => (await import("./pages/concern.tsx")).Concern);
const Give = later(async () => (await import("./pages/give.tsx")).Give);
const Informed = later(async () => (await import("./pages/informed.tsx")).Informed);
const Mine = later(async () => (await import("./pages/my-giving.tsx")).MyGiving);
const OpenData = later(async () => (await import("./pages/open-data.tsx")).OpenData);
const Share = later(async () => (await import("./pages/share.tsx")).Share);
const Thanks = later(async () => (await import("./pages/returning.tsx")).Thanks);
const Cancelled = later(async () => (await import("./pages/returning.tsx")).Cancelled);

export function App() {
  const route = useRoute();
  const locale = "locale" in route && LOCALES.includes(route.locale) ? route.locale : null;
  const spoken = useLanguage(locale ?? preferred(navigator.languages, LOCALES));
  if (!spoken) return null;
  return (
    <Speaking value={spoken}>
      <Framed route={locale || route.name === "root" ? route : { name: "unknown", locale: spoken.locale }} />
    </Speaking>
  );
}

function useLanguage(locale: string): Words | null {
  const [spoken, speak] = useState<Words | null>(null);
  useEffect(() => {
    let current = true;
    void wordsOf(locale).then((words) => {
      if (!current) return;
      document.documentElement.lang = tag(words.locale);
      document.documentElement.dir = direction(words.locale);
      speak(words);
    });
    return () => {
      current = false;
    };
  }, [locale]);
  return spoken?.locale === locale ? spoken : null;
}

interface Around {
  site: Outcome<SiteAnswer>;
  pages: Outcome<PageList>;
}

function Framed({ route }: { route: Route }) {
  const words = useWords();
  const { locale } = words;
  const { answer, again } = useAnswer(async (): Promise<Outcome<Around>> => {
    const [site, pages] = await Promise.all([api.site(locale, SITE), api.pages(locale)]);
    // A site without a record still has its stories; without a network there is nothing.
    return site.kind === "offline" ? site : { kind: "shown", data: { site, pages } };
  }, [locale]);
  const around = answer?.kind === "shown" ? answer.data : null;
  const site = useMemo(() => {
    const signed = around?.site.kind === "shown" ? around.site.data : null;
    return new Site(words, signed, around?.pages.kind === "shown" ? around.pages.data.results : []);
  }, [around, words]);
  useEffect(() => {
    if (around?.site.kind !== "shown") return;
    applyTheme(document.documentElement.style, themeOf(around.site.data.site.theme), FAMILIES);
  }, [around]);
  useEffect(() => {
    if (route.name !== "root" || !answer) return;
    go(path(BASE, preferred(navigator.languages, site.locales)) + location.search, { replace: true });
  }, [route.name, site, answer]);
  useArrival(route);

  // Without the frame at first: its menu would push down what is below it when it comes.
  if (!answer) return <Waiting />;
  return (
    <Framing value={site}>
      <Frame route={route}>{answer.kind === "offline" ? <Offline again={again} /> : <Page route={route} />}</Frame>
    </Framing>
  );
}

/** Whoever moved on from another of our pages begins at the top of the new one, the keyboard too. */
function useArrival(route: Route): void {
  const before = useRef(location.pathname);
  useEffect(() => {
    if (before.current === location.pathname) return;
    before.current = location.pathname;
    if (location.hash) return;
    scrollTo({ top: 0, behavior: "instant" });
    document.querySelector<HTMLElement>("#content")?.focus({ preventScroll: true });
  }, [route]);
}

function Page({ route }: { route: Route }) {
  const words = useWords();
  switch (route.name) {
    case "root":
      return <Waiting />;
    case "home":
      return <Home route={route} />;
    case "cases":
      return <Cases route={route} />;
    case "case":
      return <Case id={route.id} route={route} />;
    case "concern":
      return <Concern id={route.id} />;
    case "share":
      return <Share id={route.id} route={route} />;
    case "informed":
      return <Informed />;
    case "mine":
      return <Mine route={route} />;
    case "open-data":
      return <OpenData />;
    case "give":
      return <Give key={route.campaign} campaign={route.campaign} route={route} />;
    case "thanks":
      return <Thanks donation={route.donation} route={route} />;
    case "cancelled":
      return <Cancelled donation={route.donation} route={route} />;
    case "page":
      return <Content slug={route.slug} route={route} />;
    case "unknown":
      return <Refused heading={words.say("not_found")} sentence={words.say("not_found.lead")} />;
  }
}
