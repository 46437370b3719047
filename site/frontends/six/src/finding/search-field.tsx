/** Words of a story, sought while they are typed, with what begins so below them. */

import { Combobox, finished } from "@sixdegree/client";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { api } from "../config.ts";
import { useWords } from "../words.ts";

const PAUSE = 350; // ms without a key

interface Seeking {
  sought: string;
  /** While one types, with whether something is offered for it meanwhile. */
  seek: (words: string, offers: () => Promise<boolean>) => void;
  send: (words: string) => void;
}

export function SearchField({ seek, send, sought }: Seeking) {
  const words = useWords();
  const [typed, type] = useState(sought);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const composing = useRef(false);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const box = useRef<Combobox | null>(null);
  const latest = useRef(seek);
  latest.current = seek;
  const asked = useRef(sought);
  const find = (text: string): void => {
    asked.current = text;
    latest.current(text, async () => (await box.current?.offers()) ?? false);
  };
  const now = (text: string): void => {
    clearTimeout(waiting.current);
    type(text);
    find(text);
  };
  const soon = (text: string): void => {
    type(text);
    clearTimeout(waiting.current);
    if (!composing.current) waiting.current = setTimeout(() => find(finished(text)), PAUSE);
  };

  // What was sought elsewhere is put into the field; what the field asked for is not: more may be typed by now.
  useLayoutEffect(() => {
    if (sought === asked.current) return;
    clearTimeout(waiting.current);
    asked.current = sought;
    type(sought);
  }, [sought]);
  useEffect(() => {
    box.current = new Combobox(field.current!, list.current!, said.current!, {
      ask: async (text) => {
        const answer = await api.suggest(text, words.locale);
        return answer.kind === "shown" ? answer.data.results : [];
      },
      chosen: now,
      kind: (kind) => words.known(`suggestion.${kind}`),
      count: (count) => words.say("suggestions.count", { count }),
    });
    return () => {
      clearTimeout(waiting.current);
      box.current?.remove();
    };
  }, [words]);

  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        clearTimeout(waiting.current);
        asked.current = typed.trim();
        send(asked.current);
      }}
    >
      <label for="search">{words.say("search")}</label>
      <div class="search-field">
        <input
          id="search"
          type="text"
          maxLength={200}
          autocapitalize="none"
          spellcheck={false}
          ref={field}
          value={typed}
          onInput={(event) => soon(event.currentTarget.value)}
          onCompositionStart={() => (composing.current = true)}
          onCompositionEnd={(event) => ((composing.current = false), soon(event.currentTarget.value))}
        />
        <ul id="suggestions" class="suggestions" aria-label={words.say("suggestions")} ref={list} />
        <p class="unseen" role="status" ref={said} />
      </div>
      <button type="submit">{words.say("search.act")}</button>
    </form>
  );
}
