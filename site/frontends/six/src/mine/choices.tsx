/** In which language mails come, whether they do, and how one is addressed. Kept as soon as it is chosen. */

import type { Donor, DonorChoices } from "@sixdegree/client";
import { useState } from "preact/hooks";

import { mine } from "../config.ts";
import { languageName } from "../frame/frame.tsx";
import { LOCALES, useWords } from "../words.ts";
import { useMine, whyNot } from "./mine.ts";

export function Choices({ donor }: { donor: Donor }) {
  const words = useWords();
  const { again, leave } = useMine();
  const [said, say] = useState("");
  const choose = async (choices: DonorChoices): Promise<void> => {
    say("");
    const answer = await mine.choose(choices);
    say(answer.kind === "shown" ? words.say("mine.saved") : whyNot(answer, words, leave));
    again();
  };
  return (
    <section aria-labelledby="choices-heading" class="choices">
      <h2 id="choices-heading" class="section-heading">
        {words.say("mine.choices")}
      </h2>
      <p class="field">
        <label for="mails-in">{words.say("mine.language")}</label>
        <select id="mails-in" value={donor.locale} onChange={(event) => void choose({ locale: event.currentTarget.value })}>
          {LOCALES.map((locale) => (
            <option key={locale} value={locale}>
              {languageName(locale)}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label class="check">
          <input type="checkbox" checked={donor.news} onChange={(event) => void choose({ news: event.currentTarget.checked })} />
          {words.say("mine.news")}
        </label>
      </p>
      {donor.name && (
        <p>
          <label class="check">
            <input type="checkbox" checked={donor.by_name} onChange={(event) => void choose({ by_name: event.currentTarget.checked })} />
            {words.say("mine.by_name", { name: donor.name })}
          </label>
        </p>
      )}
      <p role="status" class="quiet">
        {said}
      </p>
    </section>
  );
}
