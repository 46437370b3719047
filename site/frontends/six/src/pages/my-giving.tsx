/** One's own gifts. Whoever reads the page after it was left finds the sign-in: nothing of it is stored. */

import type { CaseCard, Donor, MonthlyGifts, Outcome, OwnGifts } from "@sixdegree/client";
import { useEffect, useState } from "preact/hooks";

import { useAnswer } from "../answer.ts";
import { mine } from "../config.ts";
import { Unshown, Waiting } from "../frame/states.tsx";
import { Choices } from "../mine/choices.tsx";
import { Follows } from "../mine/follows.tsx";
import { Gifts, Years } from "../mine/gifts.tsx";
import { Leaving } from "../mine/leaving.tsx";
import { Monthly } from "../mine/monthly.tsx";
import { Signing, storiesOf } from "../mine/mine.ts";
import { SignIn } from "../mine/sign-in.tsx";
import type { Route } from "../routes.ts";
import { useTitle } from "../title.ts";
import { useWords } from "../words.ts";

export function MyGiving({ route }: { route: Route }) {
  const words = useWords();
  const [signedIn, enter] = useState(mine.signedIn);
  const [sentence, say] = useState("");
  useTitle(words.say("mine"));
  const leave = (why: string): void => {
    say(why);
    enter(false);
  };
  return signedIn ? <Own route={route} leave={leave} /> : <SignIn sentence={sentence} enter={() => enter(true)} />;
}

interface Everything {
  donor: Donor;
  gifts: OwnGifts;
  monthly: MonthlyGifts;
  stories: Map<string, CaseCard>;
}

/** The story a link to this page asks about. A link follows nothing: a button does. */
function wanted(): string[] {
  return new URLSearchParams(location.search).getAll("follow").slice(0, 1);
}

async function everything(locale: string): Promise<Outcome<Everything>> {
  const [donor, gifts, monthly] = await Promise.all([mine.me(), mine.gifts(), mine.monthlyGifts()]);
  if (donor.kind !== "shown") return donor;
  if (gifts.kind !== "shown") return gifts;
  if (monthly.kind !== "shown") return monthly;
  const given = gifts.data.results.filter((gift) => !gift.to_fund).map((gift) => gift.campaign);
  const stories = await storiesOf([...donor.data.follows.map(({ campaign }) => campaign), ...given, ...wanted()], locale);
  return { kind: "shown", data: { donor: donor.data, gifts: gifts.data, monthly: monthly.data, stories } };
}

function Own({ route, leave }: { route: Route; leave: (sentence: string) => void }) {
  const words = useWords();
  const { answer, again } = useAnswer(() => everything(words.locale), [words.locale]);
  const ended = answer?.kind === "problem" && answer.problem.status === 401;
  useEffect(() => {
    if (ended) leave(words.say("mine.ended"));
  }, [ended]);
  if (!answer || ended) return <Waiting />;
  if (answer.kind !== "shown") return <Unshown answer={answer} route={route} again={again} />;
  const { donor, gifts, monthly, stories } = answer.data;
  const out = async (): Promise<void> => {
    await mine.signOut();
    leave(words.say("mine.out"));
  };
  const asked = wanted();
  const follows = <Follows donor={donor} gifts={gifts.results} asked={asked} />;
  return (
    <Signing value={{ stories, again, leave }}>
      <div class="sheet own">
        <h1>{words.say("mine")}</h1>
        <p class="signed-in">
          <span class="quiet">{words.say("mine.signed_in", { email: donor.email })}</span>{" "}
          <button type="button" class="link-button" onClick={() => void out()}>
            {words.say("mine.sign_out")}
          </button>
        </p>
        {asked.length > 0 && follows}
        <div class="own-columns">
          <div>
            <Gifts first={gifts} />
            <Monthly gifts={monthly.results} />
            <Years years={donor.years} />
          </div>
          <div>
            {!asked.length && follows}
            <Choices donor={donor} />
            <Leaving />
          </div>
        </div>
      </div>
    </Signing>
  );
}
