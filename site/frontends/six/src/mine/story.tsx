import { BASE } from "../config.ts";
import { useSite } from "../frame/site.ts";
import { path } from "../routes.ts";
import { useWords } from "../words.ts";
import { useMine } from "./mine.ts";

/** Whom a campaign helps, by name while the story is shared: a withdrawn one is told to nobody, donors included. */
export function Story({ campaign }: { campaign: string }) {
  const words = useWords();
  const site = useSite();
  const card = useMine().stories.get(campaign);
  if (!card) return <em>{words.say("mine.unshared")}</em>;
  const lang = site.foreign(card.locale);
  return (
    <a href={path(BASE, card.locale, "cases", card.id)} lang={lang} hreflang={lang}>
      {card.alias}
    </a>
  );
}
