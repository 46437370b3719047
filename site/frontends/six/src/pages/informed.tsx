import { useState } from "preact/hooks";

import { api, BASE } from "../config.ts";
import { Refusal, useSending } from "../parts/sending.tsx";
import { path } from "../routes.ts";
import { useTitle } from "../title.ts";
import { useWords, type Words } from "../words.ts";

const LONGEST = 254;

/** A registration that is not a gift. The links in the mail it brings lead to the documents. */
export function Informed() {
  const words = useWords();
  const [email, write] = useState("");
  const [sent, end] = useState(false);
  const { refusal, working, sending } = useSending();
  useTitle(words.say("informed"));

  const send = async (): Promise<string> => {
    const answer = await api.register({ email: email.trim(), locale: words.locale });
    end(answer.kind === "shown");
    return answer.kind === "shown" ? "" : whyNot(answer, words);
  };

  if (sent) {
    return (
      <div class="sheet" role="status">
        <h1>{words.say("informed.asked")}</h1>
        <p class="lead">{words.say("informed.asked.lead")}</p>
        <p class="quiet">{words.say("informed.asked.none")}</p>
        <p class="act">
          <a href={path(BASE, words.locale, "cases")}>{words.say("see_waiting")}</a>
        </p>
      </div>
    );
  }
  return (
    <div class="sheet sided">
      <header>
        <h1>{words.say("informed")}</h1>
        <p class="lead">{words.say("informed.lead")}</p>
      </header>
      <Refusal sentence={refusal} />
      <form class="giving-form" noValidate onSubmit={sending(send)}>
        <p class="field">
          <label for="email">{words.say("email")}</label>
          <input
            id="email"
            type="email"
            autocomplete="email"
            dir="ltr"
            maxLength={LONGEST}
            value={email}
            aria-invalid={refusal ? "true" : undefined}
            aria-describedby={refusal ? "refusal" : undefined}
            onInput={(event) => write(event.currentTarget.value)}
          />
        </p>
        <p class="act">
          <button class="give go" type="submit" aria-disabled={working}>
            {words.say("informed.send")}
          </button>
        </p>
        <p class="working" role="status">
          {working && words.say("proving")}
        </p>
        <p class="quiet">{words.say("informed.kept")}</p>
      </form>
    </div>
  );
}

function whyNot(answer: Awaited<ReturnType<typeof api.register>>, words: Words): string {
  if (answer.kind !== "problem") return words.say("informed.not_sent");
  if (answer.problem.status === 422) return words.say("email.refused");
  return words.say(answer.problem.status === 429 ? "informed.full" : "informed.not_sent");
}
