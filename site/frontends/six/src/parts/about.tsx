/** The story that a form or a receipt is about: above it on a phone, its card beside it where there is room. */

import type { CaseCard } from "@sixdegree/client";
import type { ComponentChildren } from "preact";

import { BASE } from "../config.ts";
import { useSite } from "../frame/site.ts";
import { path } from "../routes.ts";
import { useWords } from "../words.ts";
import { Woven } from "./weave.tsx";

export function Pictured({ card }: { card: CaseCard }) {
  return (
    <div class="band">
      <Woven id={card.id} />
    </div>
  );
}

export function About({ card, children }: { card: CaseCard; children: ComponentChildren }) {
  const words = useWords();
  return (
    <section class="about">
      <p class="about-summary" lang={useSite().foreign(card.locale)}>
        {card.summary}
      </p>
      {children}
      <p class="quiet">
        <a href={path(BASE, card.locale, "cases", card.id)}>{words.say("back_to_story", { alias: card.alias })}</a>
      </p>
    </section>
  );
}
