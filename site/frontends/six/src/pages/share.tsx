import { useAnswer } from "../answer.ts";
import { api, BASE } from "../config.ts";
import { Unshown, Waiting } from "../frame/states.tsx";
import { PassOn } from "../parts/pass-on.tsx";
import { Woven } from "../parts/weave.tsx";
import { path, type Route } from "../routes.ts";
import { useTitle } from "../title.ts";
import { useWords } from "../words.ts";

/** A story from hand to hand, at an address of its own. */
export function Share({ id, route }: { id: string; route: Route }) {
  const words = useWords();
  const { answer, again } = useAnswer(() => api.case(id, words.locale), [id, words.locale]);
  useTitle(words.say("pass_on"));
  if (!answer) return <Waiting />;
  if (answer.kind !== "shown") return <Unshown answer={answer} route={route} again={again} />;
  const { case: story, locale } = answer.data;
  return (
    <div class="sheet">
      <div class="band">
        <Woven id={story.id} />
      </div>
      <h1>{words.say("pass_on")}</h1>
      <p class="quiet">
        <a href={path(BASE, locale, "cases", story.id) + location.search}>{words.say("back_to_story", { alias: story.alias })}</a>
      </p>
      <PassOn id={story.id} locale={locale} degree={new URLSearchParams(location.search).get("degree")} />
    </div>
  );
}
