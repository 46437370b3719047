/** The words of a case, and how they are looked for: whatever a stylesheet does to letters and spaces. */

import type { CaseAnswer } from "@sixdegree/client";

export function plain(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();
}

/** What has to be read of the journey, in this order. */
export function journey({ case: story }: CaseAnswer): string[] {
  return story.milestones.flatMap((milestone) => [milestone.heading, ...milestone.narrative]);
}

/** The first of `words` that does not follow the ones before it in `text`; null where all do. */
export function outOfOrder(words: readonly string[], text: string): string | null {
  let at = 0;
  const read = plain(text);
  for (const word of words) {
    const found = read.indexOf(plain(word), at);
    if (found < 0) return word;
    at = found + plain(word).length;
  }
  return null;
}

/** Each sentence that gives the case away, and its id. A short heading may stand elsewhere and is not one. */
export function telling({ id, case: story }: CaseAnswer): string[] {
  const sentences = [story.summary, ...story.milestones.flatMap((milestone) => milestone.narrative)];
  // Between quotation marks and escapes, so that JSON in a store is recognised too.
  return [id, story.alias, ...sentences.map((text) => text.split(/["\\\n]/).sort((a, b) => b.length - a.length)[0]!)];
}

/** Those of `words` that stand in `text`, as they are or with their letters escaped as in JSON. */
export function within(words: readonly string[], text: string): string[] {
  const unescaped = text.replace(/\\u([0-9a-fA-F]{4})/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
  const read = plain(unescaped);
  return words.filter((word) => whole(plain(word), read));
}

/** As a word of its own, not as a part of one. */
function whole(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const letter = /[\p{L}\p{N}]/u;
    if (!letter.test(text[at - 1] ?? "") && !letter.test(text[at + word.length] ?? "")) return true;
  }
  return false;
}
