import { day, progress, written, type Funding, type Money, type Progress as Figures } from "@sixdegree/client";

import { useWords, type Words } from "../words.ts";

const EYELETS = 13;
const STEP = 20;
const WIDTH = STEP * EYELETS;
/** Over one eyelet and under the next, from edge to edge. */
const THREAD = `M0 12${Array.from({ length: EYELETS }, (_unused, index) => `q10 ${index % 2 ? 9 : -9} ${STEP} 0`).join("")}`;

/** How far a campaign has come: in words, and as a thread drawn through a row of eyelets; with `hands`, how it was passed on. */
export function Progress({ funding, goal, hands = false }: { funding: Funding | null; goal: Money | null; hands?: boolean }) {
  const words = useWords();
  const figures = progress(funding, goal);
  if (!figures) return null;
  const lent = Object.entries(funding?.degrees ?? {}).reduce((sum, [degree, count]) => sum + (Number(degree) ? count : 0), 0);
  return (
    <div class={`progress progress-${figures.status}`}>
      <svg viewBox={`0 0 ${WIDTH} 24`} preserveAspectRatio="xMinYMid" aria-hidden="true">
        {Array.from({ length: EYELETS }, (_unused, index) => (
          <circle key={index} class="hole" cx={STEP / 2 + STEP * index} cy="12" r="4" />
        ))}
        <path class="thread-guide" d={THREAD} />
        {figures.percent > 0 && (
          <path class="thread-drawn" d={THREAD} pathLength={100} stroke-dasharray={`${figures.percent} 200`} />
        )}
      </svg>
      <p>
        {figures.status === "funded" && <strong>{words.say("status.funded")} · </strong>}
        <InWords figures={figures} words={words} />
      </p>
      {hands && lent > 0 && <p class="quiet">{words.say("degrees", { count: lent }, lent)}</p>}
    </div>
  );
}

function InWords({ figures: { status, received, goal, donors, fundedOn }, words }: { figures: Figures; words: Words }) {
  const values = {
    goal: written(goal, words.locale),
    donors: new Intl.NumberFormat(words.locale).format(donors),
    funded_on: fundedOn ? day(fundedOn, words.locale) : "",
  };
  if (status === "funded") return <>{words.say(fundedOn ? "progress.funded_on" : "progress.funded", values, donors)}</>;
  if (!received.amount) return <>{words.say("progress.first", values)}</>;
  const [before, after] = words.round("progress.part", "received", values, donors);
  return (
    <>
      {before}
      <strong>{written(received, words.locale)}</strong>
      {after}
    </>
  );
}
