/** Stories one hears of when there is news. One that is no longer shared keeps its place, without a name. */

import { day, type Donor, type OwnGift } from "@sixdegree/client";
import { useState } from "preact/hooks";

import { mine } from "../config.ts";
import { useWords } from "../words.ts";
import { useMine, whyNot } from "./mine.ts";
import { Story } from "./story.tsx";

interface Following {
  donor: Donor;
  gifts: readonly OwnGift[];
  /** Campaigns that a link asks about: first among those that can be followed. */
  asked: readonly string[];
}

export function Follows({ donor, gifts, asked }: Following) {
  const words = useWords();
  const { stories, again, leave } = useMine();
  const [refusal, refuse] = useState("");
  const followed = new Set(donor.follows.map(({ campaign }) => campaign));
  const given = [...new Set([...asked, ...gifts.map(({ campaign }) => campaign)])];
  const others = given.filter((campaign) => stories.has(campaign) && !followed.has(campaign));
  const change = async (campaign: string, follow: boolean): Promise<void> => {
    const answer = await (follow ? mine.follow(campaign) : mine.unfollow(campaign));
    refuse(answer.kind === "shown" ? "" : whyNot(answer, words, leave));
    again();
  };
  return (
    <section aria-labelledby="follows-heading">
      <h2 id="follows-heading" class="section-heading">
        {words.say("mine.follows")}
      </h2>
      {refusal && <p role="alert">{refusal}</p>}
      {!donor.follows.length && !others.length && <p>{words.say("mine.follows.none")}</p>}
      <ul class="follows">
        {donor.follows.map(({ campaign, since }) => (
          <li key={campaign}>
            <Story campaign={campaign} /> <span class="quiet">{words.say("mine.since", { date: day(since, words.locale) })}</span>
            <button type="button" class="link-button" onClick={() => void change(campaign, false)}>
              {words.say("mine.unfollow")}
              <span class="unseen"> {stories.get(campaign)?.alias}</span>
            </button>
          </li>
        ))}
        {others.map((campaign) => (
          <li key={campaign}>
            <Story campaign={campaign} />
            <button type="button" class="link-button" onClick={() => void change(campaign, true)}>
              {words.say("mine.follow")}
              <span class="unseen"> {stories.get(campaign)?.alias}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
