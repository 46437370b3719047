/** What a real site answered, recorded by `npm run record` from the demo; a test holds it to the contract. */

import type {
  CaseAnswer,
  CaseCard,
  Figures,
  PageAnswer,
  PageList,
  SiteAnswer,
  UpdateList,
} from "@sixdegree/client";
import { readFileSync } from "node:fs";

export type ByLocale<T> = Record<string, T>;

export interface Answers {
  /** Public id → locale → what `cases/{id}/` and the routes below it answer. */
  cases: Record<string, ByLocale<CaseAnswer>>;
  cards: Record<string, ByLocale<CaseCard>>;
  updates: Record<string, ByLocale<UpdateList>>;
  /** The first is the one that is answered where none is named. */
  sites: ByLocale<SiteAnswer>[];
  pages: ByLocale<PageList>;
  /** Slug → locale → what `pages/{slug}/` answers. */
  page: Record<string, ByLocale<PageAnswer>>;
  statistics: Figures;
  /** SHA-256 → WebP in base64. */
  media: Record<string, string>;
}

/** A copy of one's own: sandboxes change it. */
export function recorded(): Answers {
  return JSON.parse(readFileSync(new URL("../recorded/answers.json", import.meta.url), "utf8")) as Answers;
}
