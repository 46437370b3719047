/** An address, then the code that was mailed to it. */

import { useEffect, useRef, useState } from "preact/hooks";

import { mine } from "../config.ts";
import { Refusal, useSending } from "../parts/sending.tsx";
import { useWords, type Key } from "../words.ts";

const LONGEST = { email: 254, code: 20 };
const REFUSED: Record<number, Key> = { 400: "mine.code.wrong", 409: "mine.code.ended", 429: "mine.busy" };

interface Entered {
  /** Why one is here again: the sign-in ended, or one left. */
  sentence: string;
  enter: () => void;
}

export function SignIn({ sentence, enter }: Entered) {
  const words = useWords();
  const [mailed, mail] = useState("");
  const [email, address] = useState("");
  const [code, type] = useState("");
  const { refusal, working, sending } = useSending();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (mailed) field.current?.focus();
  }, [mailed]);

  const send = async (): Promise<string> => {
    const answer = await (mailed ? mine.confirmCode(code.trim()) : mine.requestCode(email.trim(), words.locale));
    if (answer.kind === "shown") {
      if (mailed) enter();
      else mail(email.trim());
      return "";
    }
    if (answer.kind !== "problem") return words.say("offline");
    const { status, type } = answer.problem;
    if (type === "origin-refused") return words.say("elsewhere");
    if (mailed && status === 409) start();
    return words.say(!mailed && status === 400 ? "email.refused" : (REFUSED[status] ?? "mine.not_done"));
  };
  const start = (): void => {
    mail("");
    type("");
  };

  return (
    <div class="sheet sided">
      <header>
        <h1>{words.say("mine")}</h1>
        <p class="lead">{mailed ? words.say("mine.mailed", { email: mailed }) : words.say("mine.lead")}</p>
      </header>
      {sentence && !mailed && (
        <p class="notice" role="status">
          {sentence}
        </p>
      )}
      <Refusal sentence={refusal} />
      <form class="giving-form" noValidate onSubmit={sending(send)}>
        {mailed ? (
          <p class="field" key="code">
            <label for="code">{words.say("mine.code")}</label>
            <input
              id="code"
              ref={field}
              class="code"
              autocomplete="one-time-code"
              autocapitalize="characters"
              spellcheck={false}
              dir="ltr"
              maxLength={LONGEST.code}
              value={code}
              aria-describedby={refusal ? "refusal" : undefined}
              onInput={(event) => type(event.currentTarget.value)}
            />
          </p>
        ) : (
          <p class="field" key="email">
            <label for="email">{words.say("email")}</label>
            <input
              id="email"
              type="email"
              autocomplete="email"
              dir="ltr"
              maxLength={LONGEST.email}
              value={email}
              aria-describedby={refusal ? "refusal" : undefined}
              onInput={(event) => address(event.currentTarget.value)}
            />
          </p>
        )}
        <p class="act">
          <button class="give go" type="submit" aria-disabled={working}>
            {words.say(mailed ? "mine.enter" : "mine.send")}
          </button>
        </p>
        {mailed && (
          <p>
            <button type="button" class="link-button" onClick={start}>
              {words.say("mine.other_address")}
            </button>
          </p>
        )}
        <p class="quiet">{words.say("mine.kept")}</p>
      </form>
    </div>
  );
}
