/** The parts of a content page. A kind we do not know is left out: members may be added within version 1. */

import { day } from "@sixdegree/client";

import { BASE } from "../config.ts";
import { useSite } from "../frame/site.ts";
import { dialled, past } from "./parts.ts";
import { path } from "../routes.ts";
import { useWords } from "../words.ts";

type Part = Record<string, unknown> & { type: string };

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export function Body({ parts }: { parts: readonly Record<string, unknown>[] }) {
  return (
    <>
      {parts.map((part, index) =>
        part["type"] !== "hotline" ? (
          <BodyPart key={index} part={part as Part} anchor={`part-${index}`} past={past(parts, index)} />
        ) : parts[index - 1]?.["type"] !== "hotline" ? (
          <Hotlines key={index} parts={hotlinesFrom(parts, index)} />
        ) : null,
      )}
    </>
  );
}

function hotlinesFrom(parts: readonly Record<string, unknown>[], first: number): Part[] {
  const after = parts.findIndex((part, index) => index > first && part["type"] !== "hotline");
  return parts.slice(first, after < 0 ? undefined : after) as Part[];
}

/** Those that follow each other stand side by side where there is room. */
function Hotlines({ parts }: { parts: readonly Part[] }) {
  return (
    <ul class="hotlines">
      {parts.map((part, index) => (
        <Hotline key={index} part={part} />
      ))}
    </ul>
  );
}

function BodyPart({ part, anchor, past: next }: { part: Part; anchor: string; past: string }) {
  const words = useWords();
  const { locale } = words;
  const site = useSite();
  switch (part.type) {
    case "heading":
      return (
        <h2 id={anchor} tabIndex={-1}>
          {text(part["text"])}
        </h2>
      );
    case "terms":
      return (
        <dl class="terms">
          {(part["items"] as { term: string; text: string }[]).map((item) => (
            <div key={item.term}>
              <dt>{item.term}</dt>
              <dd>{item.text}</dd>
            </div>
          ))}
        </dl>
      );
    case "note":
      return (
        <p class="content-note">
          {text(part["text"])} <a href={`${location.pathname}#${next}`}>{words.say("note.skip")}</a>
        </p>
      );
    case "paragraph":
      return <p>{text(part["text"])}</p>;
    case "list": {
      const items = (part["items"] as string[]).map((item) => <li key={item}>{item}</li>);
      return part["ordered"] ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "figure":
      return (
        <figure class="number">
          <p class="number-value">{text(part["value"])}</p>
          <p>{text(part["what"])}</p>
          <figcaption>
            {part["url"] ? <a href={text(part["url"])} rel="external noreferrer">{text(part["source"])}</a> : text(part["source"])},{" "}
            {text(part["source_date"])}
          </figcaption>
        </figure>
      );
    case "quote":
      return (
        <blockquote>
          <p>{text(part["text"])}</p>
          {part["attribution"] ? <footer>{text(part["attribution"])}</footer> : null}
        </blockquote>
      );
    case "link": {
      const outside = text(part["url"]);
      const slug = text(part["slug"]);
      const href = slug === "home" ? path(BASE, locale) : path(BASE, site.page(slug)?.locale ?? locale, slug);
      if (!outside && !slug) return null;
      return (
        <p class="onward">
          {outside ? <a href={outside} rel="external noreferrer">{text(part["text"])}</a> : <a href={href}>{text(part["text"])}</a>}
        </p>
      );
    }
    default:
      return null;
  }
}

/** A number to call, never shown without the day it was last checked. */
function Hotline({ part }: { part: Part }) {
  const words = useWords();
  const country = part["country"] as { name: string };
  const number = text(part["number"]);
  const dial = dialled(number);
  const name = text(part["name"]);
  return (
    <li class="hotline">
      <h3>{country.name}</h3>
      <p class="hotline-name">{part["url"] ? <a href={text(part["url"])} rel="external noreferrer">{name}</a> : name}</p>
      <p class="hotline-number">
        {dial ? (
          <a href={`tel:${dial}`}>
            <bdi>{number}</bdi>
          </a>
        ) : (
          <bdi>{number}</bdi>
        )}
      </p>
      <dl>
        <div>
          <dt>{words.say("hours")}</dt>
          <dd>{text(part["hours"])}</dd>
        </div>
        <div>
          <dt>{words.say("spoken")}</dt>
          <dd>{text(part["languages"])}</dd>
        </div>
      </dl>
      {text(part["note"]) && <p>{text(part["note"])}</p>}
      {text(part["checked_on"]) && (
        <p class="quiet">{words.say("checked", { date: day(text(part["checked_on"]), words.locale) })}</p>
      )}
    </li>
  );
}
