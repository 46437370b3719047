import { day, tag, written, type CaseAnswer, type Milestone, type Storymap, type Update } from "@sixdegree/client";
import { useCallback, useMemo, useRef } from "preact/hooks";

import { useAnswer } from "../answer.ts";
import { api, BASE } from "../config.ts";
import { useSite } from "../frame/site.ts";
import { Unshown, Waiting } from "../frame/states.tsx";
import { Give } from "../parts/give.tsx";
import { glyph } from "../parts/glyphs.ts";
import { PassOn } from "../parts/pass-on.tsx";
import { Shown } from "../parts/picture.tsx";
import { Progress } from "../parts/progress.tsx";
import { Woven } from "../parts/weave.tsx";
import { path, type Route } from "../routes.ts";
import { MapPane } from "../story/map-pane.tsx";
import { useSteps } from "../story/steps.ts";
import { useTitle } from "../title.ts";
import { useWords } from "../words.ts";

export function Case({ id, route }: { id: string; route: Route }) {
  const { locale } = useWords();
  const { answer, again } = useAnswer(() => api.case(id, locale), [id, locale]);
  useTitle(answer?.kind === "shown" ? answer.data.case.alias : "");
  if (!answer) return <Waiting />;
  if (answer.kind !== "shown") return <Unshown answer={answer} route={route} again={again} />;
  return <Story key={id} told={answer.data} />;
}

function Story({ told }: { told: CaseAnswer }) {
  const words = useWords();
  const { case: story, funding } = told;
  const elsewhere = path(BASE, words.locale, "cases");
  return (
    <article class="case">
      <header class="case-head">
        {story.picture ? (
          <Shown picture={story.picture} class="case-picture" eager />
        ) : (
          <div class="band">
            <Woven id={story.id} />
          </div>
        )}
        <div class="case-words">
          <h1>{story.alias}</h1>
          <Facts told={told} />
          <p class="lead">{story.summary}</p>
        </div>
        <div class="case-give">
          <Progress funding={funding} goal={story.goal} hands />
          <Give funding={funding} />
          {funding?.status === "closed" && <p class="notice">{words.say("closed")}</p>}
          {funding?.status === "funded" && (
            <p>
              <a href={elsewhere}>{words.say("see_still_waiting")}</a>
            </p>
          )}
        </div>
      </header>
      {story.content_note && (
        <p class="content-note">
          {story.content_note} <a href={`${location.pathname}#needs`}>{words.say("note.instead")}</a>
        </p>
      )}
      <Journey milestones={story.milestones} storymap={story.storymap as unknown as Storymap} />
      <Needs told={told} />
      <News id={story.id} />
      <PassOn id={story.id} locale={told.locale} degree={new URLSearchParams(location.search).get("degree")} />
      <div class="protection">
        <p>{words.say("protected", { alias: story.alias })}</p>
        {story.first_published_on && (
          <p class="quiet">{words.say("published", { published: day(story.first_published_on, words.locale) })}</p>
        )}
        <p>
          <a href={path(BASE, words.locale, "cases", story.id, "concern")}>{words.say("concern")}</a>
        </p>
      </div>
    </article>
  );
}

function Facts({ told: { case: story } }: { told: CaseAnswer }) {
  const words = useWords();
  const [before, after] = words.round("from", "place");
  const { from, to } = (story.period ?? {}) as { from?: number | null; to?: number | null };
  return (
    <ul class="facts">
      {story.age_band && <li>{words.name("age", story.age_band)}</li>}
      {story.origin && (
        <li>
          {before}
          <span lang={tag(story.origin.lang)}>{story.origin.name}</span>
          {after}
        </li>
      )}
      {story.exploitation.map((kind) => (
        <li key={kind}>{words.name("exploitation", kind)}</li>
      ))}
      {from && <li>{to && to !== from ? `${from}–${to}` : from}</li>}
    </ul>
  );
}

function Journey({ milestones, storymap }: { milestones: readonly Milestone[]; storymap: Storymap }) {
  const words = useWords();
  const list = useRef<HTMLOListElement>(null);
  const milestone = useCallback((step: number) => (list.current?.children[step - 1] as HTMLElement) ?? null, []);
  const steps = useSteps(milestones.length, milestone);
  // The very same for every step, so that a step leaves them alone.
  const told = useMemo(
    () => milestones.map((one, index) => <Told milestone={one} past={index + 1 < milestones.length ? `step-${index + 2}` : "needs"} />),
    [milestones],
  );
  const placed = milestones.filter((one) => one.place).length;
  const heading = milestones[steps.current - 1]?.heading ?? "";
  const credits = [storymap.credits ?? []].flat().join(" · ");
  return (
    <section class="story" id="story" aria-labelledby="story-heading">
      <h2 id="story-heading" class="section-heading">
        {words.say("journey")}
      </h2>
      <div class="story-side">
        <MapPane storymap={storymap} steps={steps} />
        <p class="unseen" role="status">
          {steps.announced && words.say("step", { step: steps.current, steps: steps.count, heading })}
        </p>
        <p class="map-note">
          {placed > 0 && `${words.say("map.exact")} `}
          {placed > 0 && placed < milestones.length && `${words.say("map.off")} `}
          {placed ? credits : words.say("map.none")}
        </p>
      </div>
      <ol class="milestones" ref={list}>
        {milestones.map((one, index) => (
          <li key={one.id} id={`step-${index + 1}`} class={`milestone${index + 1 === steps.current ? " current" : ""}`} tabIndex={-1}>
            {told[index]}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A milestone; `past` is the id of what follows it. */
function Told({ milestone, past }: { milestone: Milestone; past: string }) {
  const words = useWords();
  return (
    <>
      <p class="stage">
        <svg class="stage-mark" viewBox="0 0 24 24" aria-hidden="true">
          <path d={glyph(milestone.icon)} />
        </svg>
        <span class="facts">
          <span>{milestone.stage_label}</span>
          {milestone.period && <span>{milestone.period}</span>}
          {milestone.place && <span lang={tag(milestone.place.lang)}>{milestone.place.name}</span>}
        </span>
      </p>
      {milestone.content_note && (
        <p class="content-note">
          {milestone.content_note} <a href={`${location.pathname}#${past}`}>{words.say("note.skip")}</a>
        </p>
      )}
      <h3>{milestone.heading}</h3>
      {milestone.picture && <Shown picture={milestone.picture} class="milestone-picture" />}
      {milestone.narrative.map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </>
  );
}

function Needs({ told: { case: story, funding } }: { told: CaseAnswer }) {
  const words = useWords();
  return (
    <section class="needs" id="needs" aria-labelledby="needs-heading">
      <h2 id="needs-heading" class="section-heading">
        {words.say("needs")}
      </h2>
      <table>
        <caption class="unseen">{words.say("needs.caption")}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{words.say("needs.need")}</th>
            <th scope="col">{words.say("needs.cost")}</th>
          </tr>
        </thead>
        <tbody>
          {story.needs.map((need) => (
            <tr key={need.label}>
              <th scope="row">{need.label}</th>
              <td>{written(need.amount, words.locale)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.say("needs.together")}</th>
            <td>{written(story.goal, words.locale)}</td>
          </tr>
        </tfoot>
      </table>
      <Give funding={funding} />
    </section>
  );
}

function News({ id }: { id: string }) {
  const words = useWords();
  const site = useSite();
  const { answer } = useAnswer(() => api.updates(id, words.locale), [id, words.locale]);
  const updates: readonly Update[] = answer?.kind === "shown" ? answer.data.results : [];
  if (!updates.length) return null;
  return (
    <section class="news" aria-labelledby="news-heading">
      <h2 id="news-heading" class="section-heading">
        {words.say("news")}
      </h2>
      {updates.map((update) => (
        <article key={update.id} lang={site.foreign(update.locale)}>
          <h3>{update.title}</h3>
          <p class="quiet">
            <time datetime={update.date}>{day(update.date, words.locale)}</time>
          </p>
          {update.body.map((paragraph, index) => (
            <p key={index}>{paragraph}</p>
          ))}
        </article>
      ))}
    </section>
  );
}
