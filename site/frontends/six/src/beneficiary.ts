import type { CaseCard, Outcome } from "@sixdegree/client";

import { useAnswer, type Asked } from "./answer.ts";
import { api } from "./config.ts";
import { useSite } from "./frame/site.ts";
import { useWords } from "./words.ts";

/** Who a campaign helps: the person of a story, or whoever the fund helps (null). */
export function useBeneficiary(campaign: string): Asked<CaseCard | null> {
  const { locale } = useWords();
  const { fund } = useSite();
  const ask = async (): Promise<Outcome<CaseCard | null>> => {
    if (campaign === fund) return { kind: "shown", data: null };
    return api.ofCampaign(campaign, locale);
  };
  return useAnswer(ask, [campaign, locale, fund]);
}
