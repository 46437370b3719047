import { useEffect, useState } from "preact/hooks";

import { api, BASE } from "../config.ts";
import { Refusal, useSending } from "../parts/sending.tsx";
import { path, routeOf } from "../routes.ts";
import { useTitle } from "../title.ts";
import { useWords } from "../words.ts";

const LONGEST = { text: 4000, contact: 200 };

/** What was typed, while the language is changed: by that everything is drawn anew. Left with the page, it is gone. */
const NONE = { id: "", text: "", contact: "" };
let draft = NONE;

export function Concern({ id }: { id: string }) {
  const words = useWords();
  const [text, write] = useState(draft.id === id ? draft.text : "");
  const [contact, reach] = useState(draft.id === id ? draft.contact : "");
  const [sent, end] = useState(false);
  const { refusal, working, sending } = useSending();
  useTitle(words.say("concern"));
  useEffect(() => {
    draft = sent ? NONE : { id, text, contact };
  }, [id, text, contact, sent]);
  useEffect(
    () => () => {
      if (routeOf(location.pathname, BASE).name !== "concern") draft = NONE;
    },
    [],
  );

  const send = async (): Promise<string> => {
    if (!text.trim()) return words.say("concern.empty");
    const answer = await api.concern({ case: id, text, contact, locale: words.locale });
    end(answer.kind === "shown");
    return answer.kind === "shown" ? "" : words.say("concern.not_sent");
  };

  if (sent) {
    return (
      <div class="sheet" role="status">
        <h1>{words.say("thanks")}</h1>
        <p class="lead">{words.say("concern.thanks")}</p>
        <p class="act">
          <a href={path(BASE, words.locale, "cases")}>{words.say("see_waiting")}</a>
        </p>
      </div>
    );
  }
  return (
    <div class="sheet sided">
      <header>
        <h1>{words.say("concern")}</h1>
        <p class="lead">{words.say("concern.lead")}</p>
      </header>
      <Refusal sentence={refusal} />
      <form class="giving-form" noValidate onSubmit={sending(send)}>
        <p>
          <label for="concern-text">{words.say("concern.text")}</label>
          <textarea
            id="concern-text"
            rows={8}
            maxLength={LONGEST.text}
            value={text}
            aria-describedby={refusal ? "refusal" : undefined}
            onInput={(event) => write(event.currentTarget.value)}
          />
        </p>
        <p>
          <label for="concern-contact">{words.say("concern.contact")}</label>
          <input
            id="concern-contact"
            autocomplete="off"
            maxLength={LONGEST.contact}
            value={contact}
            onInput={(event) => reach(event.currentTarget.value)}
          />
        </p>
        <p class="quiet">{words.say("concern.kept")}</p>
        <p class="act">
          <button type="submit" class="give go" aria-disabled={working}>
            {words.say("concern.send")}
          </button>
        </p>
        <p class="working" role="status">
          {working && words.say("proving")}
        </p>
      </form>
    </div>
  );
}
