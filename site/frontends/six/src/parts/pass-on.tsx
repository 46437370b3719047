import { useId, useState } from "preact/hooks";

import { api, BASE } from "../config.ts";
import { path } from "../routes.ts";
import { useWords } from "../words.ts";

interface Passed {
  id: string;
  locale: string;
  /** The token it came by, null where nobody passed it on. */
  degree: string | null;
}

/** A link for the next hand. It carries how many hands came before, under the site's signature, and nothing else. */
export function PassOn({ id, locale, degree }: Passed) {
  const words = useWords();
  const field = useId();
  const [made, make] = useState<{ link: string; value: number } | null>(null);
  const [failed, fail] = useState(false);
  const ask = async (): Promise<void> => {
    fail(false);
    const next = await api.degree(degree);
    const fresh = next.kind === "problem" ? await api.degree(null) : next;
    if (fresh.kind !== "shown") return fail(true);
    const address = `${path(BASE, locale, "cases", id)}?degree=${encodeURIComponent(fresh.data.degree)}`;
    make({ link: new URL(address, location.origin).href, value: fresh.data.value });
  };
  return (
    <section class="pass-on" aria-labelledby={`${field}-heading`}>
      <h2 id={`${field}-heading`} class="section-heading">
        {words.say("hands")}
      </h2>
      <p>{words.say("pass_on.why")}</p>
      {made ? (
        <p>
          <label for={field}>{words.say("pass_on.link")}</label>
          <input id={field} type="url" readOnly value={made.link} onFocus={(event) => event.currentTarget.select()} />
          <span class="quiet" role="status">
            {words.say("pass_on.knot", { value: made.value })}
          </span>
        </p>
      ) : (
        <p>
          <button type="button" class="plain-button" onClick={() => void ask()}>
            {words.say("pass_on")}
          </button>
        </p>
      )}
      {failed && <p role="alert">{words.say("pass_on.failed")}</p>}
    </section>
  );
}
