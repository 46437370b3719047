/** Taking everything along, signing out of every device, and being forgotten. */

import { useState } from "preact/hooks";

import { mine } from "../config.ts";
import { useWords } from "../words.ts";
import { useMine, whyNot } from "./mine.ts";

export function Leaving() {
  const words = useWords();
  const { leave } = useMine();
  const [email, type] = useState("");
  const [refusal, refuse] = useState("");

  const take = async (): Promise<void> => {
    const answer = await mine.export();
    if (answer.kind !== "shown") return refuse(whyNot(answer, words, leave));
    save(JSON.stringify(answer.data, null, 1));
  };
  const everywhere = async (): Promise<void> => {
    const answer = await mine.signOutEverywhere();
    if (answer.kind === "shown") leave(words.say("mine.out"));
    else refuse(whyNot(answer, words, leave));
  };
  const erase = async (): Promise<void> => {
    const answer = await mine.erase(email.trim());
    if (answer.kind === "shown") return leave(words.say("mine.erased"));
    const mistyped = answer.kind === "problem" && answer.problem.status === 422;
    refuse(mistyped ? words.say("mine.erase.mistyped") : whyNot(answer, words, leave));
  };

  return (
    <section aria-labelledby="data-heading" class="leaving">
      <h2 id="data-heading" class="section-heading">
        {words.say("mine.data")}
      </h2>
      <p>
        <button type="button" class="plain-button" onClick={() => void take()}>
          {words.say("mine.export")}
        </button>
      </p>
      <p>
        <button type="button" class="plain-button" onClick={() => void everywhere()}>
          {words.say("mine.out_everywhere")}
        </button>
      </p>
      <details>
        <summary>{words.say("mine.erase")}</summary>
        <p>{words.say("mine.erase.why")}</p>
        <form
          class="giving-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void erase();
          }}
        >
          <p class="field">
            <label for="erased">{words.say("email")}</label>
            <input
              id="erased"
              type="email"
              autocomplete="off"
              dir="ltr"
              value={email}
              aria-describedby={refusal ? "leaving-refusal" : undefined}
              onInput={(event) => type(event.currentTarget.value)}
            />
          </p>
          <p>
            <button type="submit" class="plain-button">
              {words.say("mine.erase.act")}
            </button>
          </p>
        </form>
      </details>
      {refusal && (
        <div class="refusal" role="alert" id="leaving-refusal">
          <p>{refusal}</p>
        </div>
      )}
    </section>
  );
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "my-giving.json";
  link.click();
  URL.revokeObjectURL(url);
}
