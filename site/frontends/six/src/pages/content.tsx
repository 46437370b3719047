import type { Outcome, PageAnswer } from "@sixdegree/client";

import { useAnswer } from "../answer.ts";
import { api } from "../config.ts";
import { useSite } from "../frame/site.ts";
import { Unshown, Waiting } from "../frame/states.tsx";
import type { Route } from "../routes.ts";
import { useTitle } from "../title.ts";
import { useWords } from "../words.ts";
import { Body } from "./body.tsx";

export function Content({ slug, route }: { slug: string; route: Route }) {
  const { locale } = useWords();
  // The list of pages says where one is told in another language alone: nothing need be asked in vain.
  const told = useSite().page(slug)?.locale ?? locale;
  const elsewhere: Outcome<PageAnswer> = { kind: "missing", locales: [told] };
  const { answer, again } = useAnswer(async () => (told === locale ? api.page(slug, locale) : elsewhere), [slug, locale, told]);
  useTitle(answer?.kind === "shown" ? answer.data.page.title : "");
  if (!answer) return <Waiting />;
  if (answer.kind !== "shown") return <Unshown answer={answer} route={route} again={again} />;
  const { page } = answer.data;
  return (
    <article class="prose spread">
      <h1>{page.title}</h1>
      {page.intro && <p class="lead">{page.intro}</p>}
      <Body parts={page.body} />
    </article>
  );
}
