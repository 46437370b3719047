/** A site of the public API on the loopback: recorded answers, and a case that can be told anew or withdrawn meanwhile. */

import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { CaseAnswer } from "@sixdegree/client";

import { recorded, type Answers, type ByLocale } from "./answers.ts";
import { planted } from "./planting.ts";

export const VERSION = "/api/v1/";

export interface Asked {
  method: string;
  path: string;
  status: number;
}

interface Said {
  status: number;
  body: unknown;
  store?: boolean;
  type?: string;
}

export class Sandbox {
  /** Every request to the API, in order. */
  readonly asked: Asked[] = [];
  private readonly answers: Answers = recorded();
  private readonly gone = new Set<string>();

  get ids(): string[] {
    return Object.keys(this.answers.cases);
  }

  /** As a survivor does: from the next request on. */
  withdraw(id: string): void {
    this.gone.add(id);
  }

  /** As a new release does: the same id, other words, another ETag. */
  retell(id: string, locale: string, summary: string): void {
    for (const told of [this.answers.cases[id]?.[locale]?.case, this.answers.cards[id]?.[locale]]) {
      if (told) told.summary = summary;
    }
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? "/", "http://sandbox");
    const method = request.method ?? "GET";
    const said = method === "OPTIONS" ? { status: 204, body: null } : this.said(method, url);
    const status = send(request, response, said);
    this.asked.push({ method, path: url.pathname, status });
  }

  private said(method: string, url: URL): Said {
    if (method !== "GET" && method !== "HEAD") return problem(503, "provider-unavailable", "The sandbox takes nothing.");
    const [route = "", key = "", below = ""] = url.pathname.slice(VERSION.length).split("/");
    const locale = url.searchParams.get("locale");
    switch (route) {
      case "cases":
        return key ? this.ofCase(key, below, locale) : shown(this.list(url.searchParams));
      case "campaigns":
        return this.ofCampaign(key, url.searchParams);
      case "pages":
        return this.inLocale(key ? this.answers.page[key] : this.answers.pages, locale);
      case "site":
        return this.site(url.searchParams.get("site"), locale);
      case "statistics":
        return shown(this.answers.statistics);
      case "search":
        return { ...shown(key ? { results: [], engine: "sandbox" } : this.found(url.searchParams)), store: false };
      case "media":
        return this.picture(key);
      default:
        return problem(404, "not-found", "There is nothing at this address.");
    }
  }

  private ofCase(id: string, below: string, locale: string | null): Said {
    if (this.gone.has(id)) return problem(410, "gone", "This is no longer public.");
    if (below === "updates") return this.inLocale(this.answers.updates[id], locale);
    const told = this.inLocale(this.answers.cases[id], locale);
    return below === "storymap" && told.status === 200 ? { ...told, body: (told.body as CaseAnswer).case.storymap } : told;
  }

  private ofCampaign(campaign: string, asked: URLSearchParams): Said {
    const [card] = this.list(new URLSearchParams([...asked, ["campaign", campaign]])).results;
    if (card) return shown(card);
    const was = Object.values(this.answers.cards).some((told) => Object.values(told).some(({ funding }) => funding?.campaign === campaign));
    return was ? problem(410, "gone", "This is no longer public.") : problem(404, "not-found", "There is nothing at this address.");
  }

  private inLocale(told: ByLocale<unknown> | undefined, locale: string | null): Said {
    const locales = Object.keys(told ?? {});
    const chosen = told?.[locale || locales[0] || ""];
    return chosen ? shown(chosen) : problem(404, "not-found", "This is not public in that language.", { locales });
  }

  /** In its own language where it is not told in the one asked for. */
  private site(id: string | null, locale: string | null): Said {
    const told = this.answers.sites.find((one) => !id || Object.values(one).some(({ site }) => site.id === id));
    return this.inLocale(told, locale && told?.[locale] ? locale : null);
  }

  private list(asked: URLSearchParams): { results: object[]; next: null } {
    const wanted = (asked.get("locale") ?? "").split(",").filter(Boolean);
    const cards = Object.entries(this.answers.cards)
      .filter(([id]) => !this.gone.has(id))
      .flatMap(([, told]) => told[wanted.find((locale) => told[locale]) ?? Object.keys(told)[0] ?? ""] ?? []);
    const any = (filter: string, values: string[]): boolean => {
      const choices = asked.getAll(filter);
      return !choices.length || choices.some((choice) => values.includes(choice));
    };
    const results = cards.filter(
      (card) =>
        any("status", [card.funding?.status ?? ""]) &&
        any("need", card.needs.map((need) => need.category)) &&
        any("exploitation", card.exploitation) &&
        any("campaign", [card.funding?.campaign ?? ""]),
    );
    return { results: results.slice(0, Number(asked.get("limit")) || 20), next: null };
  }

  private found(asked: URLSearchParams): object {
    const words = (asked.get("q") ?? "").toLowerCase();
    const results = (this.list(asked).results as { alias: string; summary: string }[])
      .filter(({ alias, summary }) => `${alias} ${summary}`.toLowerCase().includes(words))
      .map((card) => ({ ...card, highlight: null }));
    return {
      results,
      total: results.length,
      facets: { need: {}, exploitation: {}, region: {}, status: {} },
      areas: [],
      near: false,
      engine: "embedded",
      lacks: ["typo tolerance"],
    };
  }

  private picture(sha256: string): Said {
    const stillPublic = JSON.stringify(Object.entries(this.answers.cases).filter(([id]) => !this.gone.has(id)));
    const bytes = this.answers.media[sha256];
    if (!bytes) return problem(404, "not-found", "There is no such picture.");
    if (!stillPublic.includes(sha256)) return problem(410, "gone", "This is no longer public.");
    return { status: 200, body: Buffer.from(bytes, "base64"), type: "image/webp" };
  }
}

function shown(body: unknown): Said {
  return { status: 200, body: planted(body) };
}

function problem(status: number, type: string, detail: string, more: object = {}): Said {
  return { status, body: { type, title: type, status, detail, ...more }, type: "application/problem+json" };
}

/** Says it as the real site does: revalidated before every use, readable from any origin. */
function send(request: IncomingMessage, response: ServerResponse, { status, body, store = true, type = "application/json" }: Said): number {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body === null ? "" : JSON.stringify(body));
  const etag = `"${createHash("sha256").update(bytes).digest("hex")}"`;
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Allow-Headers", "content-type, if-none-match, idempotency-key, x-proof-of-work");
  response.setHeader("Access-Control-Expose-Headers", "ETag, Link");
  response.setHeader("Cache-Control", store && status < 300 ? "no-cache" : "no-store");
  const held = status === 200 && store && request.headers["if-none-match"] === etag;
  if (status === 200 && store) response.setHeader("ETag", etag);
  if (held) response.writeHead(304).end();
  else response.writeHead(status, { "Content-Type": type }).end(request.method === "HEAD" ? undefined : bytes);
  return held ? 304 : status;
}
