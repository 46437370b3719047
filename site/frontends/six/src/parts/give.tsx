import type { Funding } from "@sixdegree/client";

import { BASE } from "../config.ts";
import { useSite } from "../frame/site.ts";
import { path } from "../routes.ts";
import { useWords } from "../words.ts";

/** One word on a plain button, where gifts are taken. The degree a link came with goes along. */
export function Give({ funding }: { funding: Funding | null }) {
  const words = useWords();
  const site = useSite();
  if (funding?.status !== "open") return null;
  const degree = new URLSearchParams(location.search).get("degree");
  const query = degree ? `?degree=${encodeURIComponent(degree)}` : "";
  return (
    <a class="give" href={path(BASE, words.locale, "give", funding.campaign) + query}>
      {site.say("give", "give")}
    </a>
  );
}
