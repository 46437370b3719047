import { applyTheme, direction, Sixdegree, tag, themeOf, written } from "@sixdegree/client";
import type { CaseAnswer, CaseList, Outcome, Picture } from "@sixdegree/client";

const origin = document.querySelector<HTMLMetaElement>("meta[name=sixdegree-api]")!.content || location.origin;
const api = new Sixdegree({ api: origin });
// Addresses are those of the documents: /en/cases/ and /en/cases/ID/.
const [locale = "en", , id] = location.pathname.split("/").filter(Boolean);
const main = document.querySelector("main")!;

function make(name: string, attributes: Record<string, string>, ...children: (Node | string | null)[]): HTMLElement {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

const link = (text: string, href: string): HTMLElement => make("a", { href }, text);
const list = (): HTMLElement => make("p", {}, link("All stories", `/${locale}/cases/`));

function picture(shown: Picture | null): Node | string {
  return shown ? make("img", { src: api.media(shown.sha256), alt: shown.alt, width: `${shown.width}`, height: `${shown.height}` }) : "";
}

function story({ case: told, funding }: CaseAnswer): Node[] {
  document.title = told.alias;
  const milestones = told.milestones.map((one) =>
    make(
      "li",
      {},
      make("h3", {}, one.heading),
      make("p", {}, [one.stage_label, one.period].filter(Boolean).join(", ")),
      one.place && make("p", { lang: tag(one.place.lang) }, one.place.name),
      ...one.narrative.map((paragraph) => make("p", {}, paragraph)),
    ),
  );
  const needs = told.needs.map((need) => make("li", {}, `${need.label}: ${written(need.amount, locale)}`));
  const left = funding?.remaining;
  return [
    make("h1", {}, told.alias),
    make("p", {}, picture(told.picture)),
    make("p", {}, told.summary),
    make("p", {}, told.content_note),
    make("ol", {}, ...milestones),
    make("h2", {}, "What it takes"),
    make("ul", {}, ...needs),
    make("p", {}, left ? `Still needed: ${written(left, locale)}. ` : "", funding && link("Give", `${origin}/${locale}/give/${funding.campaign}/`)),
    list(),
  ];
}

function stories({ results }: CaseList): Node[] {
  const items = results.map((card) => make("li", {}, link(card.alias, `/${locale}/cases/${card.id}/`), `: ${card.summary}`));
  return [make("h1", {}, "Stories"), make("ul", {}, ...items)];
}

function page<T>(answer: Outcome<T>, shown: (data: T) => Node[]): Node[] {
  if (answer.kind === "shown") return shown(answer.data);
  document.title = "Stories";
  const sentence = {
    withdrawn: "This story is no longer shared.",
    missing: "There is no such story in this language.",
    offline: "There is no connection. Try again when there is one.",
    problem: "The stories cannot be shown at the moment. Try again in a few minutes.",
  }[answer.kind];
  return [make("h1", {}, sentence), list()];
}

async function show(): Promise<void> {
  main.replaceChildren(...(id ? page(await api.case(id, locale), story) : page(await api.cases({ locale }), stories)));
}

document.documentElement.lang = tag(locale);
document.documentElement.dir = direction(locale);
void api.site(locale).then((site) => applyTheme(document.documentElement.style, themeOf(site.kind === "shown" ? site.data.site.theme : {})));
// Asked when the page opens, and again whenever somebody comes back: what was withdrawn meanwhile goes.
for (const event of ["visibilitychange", "online", "pageshow"]) {
  (event === "visibilitychange" ? document : window).addEventListener(event, () => void show());
}
