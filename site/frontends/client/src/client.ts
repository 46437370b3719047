/** The public API, version 1. Every reader asks at run time and answers with an `Outcome`. */

import createClient, { type Client as Fetcher } from "openapi-fetch";

import type { paths } from "./contract.ts";
import { outcome, type Outcome } from "./outcome.ts";
import { idempotencyKey, solved } from "./proof.ts";
import { Memory } from "./revalidating.ts";
import type {
  CaseAnswer,
  CaseCard,
  CaseList,
  CaseQuery,
  Concern,
  Donation,
  Figures,
  Gift,
  NextDegree,
  PageAnswer,
  PageList,
  Quote,
  Registration,
  Reserved,
  SearchAnswer,
  SearchQuery,
  SiteAnswer,
  Storymap,
  Suggestions,
  UpdateList,
} from "./types.ts";

const VERSION = "/api/v1/";

export interface Options {
  /** Where the API is: its origin, or its whole address ending in `/api/v1/`. */
  api: string;
  /** For tests; the browser's own otherwise. */
  fetch?: typeof globalThis.fetch;
}

export class Sixdegree {
  /** The address of the API, ending in `/api/v1/`. */
  readonly api: string;
  private readonly memory = new Memory();
  private readonly ask: Fetcher<paths>;
  private readonly fetch: typeof globalThis.fetch;

  constructor({ api, fetch = (...given) => globalThis.fetch(...given) }: Options) {
    const site = origin(api);
    this.api = site + VERSION;
    this.fetch = fetch;
    this.ask = createClient<paths>({
      baseUrl: site,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      fetch: this.memory.fetching(fetch),
    });
  }

  cases(query: CaseQuery = {}): Promise<Outcome<CaseList>> {
    return outcome(this.ask.GET("/api/v1/cases/", { params: { query } }));
  }

  /** The list's next page, from the `next` of the one before; `query` as it was asked then. */
  more(next: string, query: CaseQuery = {}): Promise<Outcome<CaseList>> {
    return this.cases({ ...query, cursor: new URL(next, this.api).searchParams.get("cursor") });
  }

  case(id: string, locale?: string): Promise<Outcome<CaseAnswer>> {
    return outcome(this.ask.GET("/api/v1/cases/{public_id}/", told({ public_id: id }, locale)));
  }

  /** Who a campaign helps. The general fund's helps nobody by name: it is missing here. */
  ofCampaign(campaign: string, locale?: string): Promise<Outcome<CaseCard>> {
    return outcome(this.ask.GET("/api/v1/campaigns/{campaign}/", told({ campaign }, locale)));
  }

  storymap(id: string, locale?: string): Promise<Outcome<Storymap>> {
    return outcome(this.ask.GET("/api/v1/cases/{public_id}/storymap/", told({ public_id: id }, locale)));
  }

  updates(id: string, locale?: string): Promise<Outcome<UpdateList>> {
    return outcome(this.ask.GET("/api/v1/cases/{public_id}/updates/", told({ public_id: id }, locale)));
  }

  pages(locale?: string): Promise<Outcome<PageList>> {
    return outcome(this.ask.GET("/api/v1/pages/", { params: { query: { locale: locale ?? null } } }));
  }

  page(slug: string, locale?: string): Promise<Outcome<PageAnswer>> {
    return outcome(this.ask.GET("/api/v1/pages/{slug}/", told({ slug }, locale)));
  }

  site(locale?: string, site?: string): Promise<Outcome<SiteAnswer>> {
    const query = { locale: locale ?? null, site: site ?? null };
    return outcome(this.ask.GET("/api/v1/site/", { params: { query } }));
  }

  statistics(): Promise<Outcome<Figures>> {
    return outcome(this.ask.GET("/api/v1/statistics/"));
  }

  search(query: SearchQuery): Promise<Outcome<SearchAnswer>> {
    return outcome(this.ask.GET("/api/v1/search/", { params: { query } }));
  }

  suggest(q: string, locale?: string): Promise<Outcome<Suggestions>> {
    return outcome(this.ask.GET("/api/v1/search/suggest/", { params: { query: { q, locale: locale ?? null } } }));
  }

  /** Where a released picture is. The address answers 410 once no public record names it. */
  media(sha256: string): string {
    return `${this.api}media/${sha256}`;
  }

  /**
   * Reserves a gift and says where to pay it. `key` makes sending it again the same gift: make one with
   * `idempotencyKey()` for each decision of the donor, and keep it over a 503 or a lost connection. `begun`: keys
   * of payments this browser began within the last half hour; `too-many-open` names those that are open still.
   */
  async give(gift: Gift, key: string, begun: readonly string[] = []): Promise<Outcome<Reserved>> {
    const proof = await this.proof();
    if (proof.kind !== "shown") return proof;
    return outcome(
      this.ask.POST("/api/v1/donations/", {
        body: { surplus_rule: "fund", fee_cover: false, every_month: false, ...gift },
        params: { header: { "Idempotency-Key": key, "X-Proof-Of-Work": proof.data, ...(begun.length && { "X-Begun": begun.join(" ") }) } },
      }),
    );
  }

  /** Lets an open payment go, so that its amount is free. `status` is `paid` where it was paid meanwhile. */
  cancel(id: string): Promise<Outcome<Donation>> {
    return outcome(this.ask.POST("/api/v1/donations/{donation_id}/cancel/", { params: { path: { donation_id: id } } }));
  }

  /** The exact figure that `fee_cover` would add to this gift, to be shown before the donor decides. */
  quote(amount: number, currency: string): Promise<Outcome<Quote>> {
    return outcome(this.ask.GET("/api/v1/donations/quote/", { params: { query: { amount, currency } } }));
  }

  donation(id: string): Promise<Outcome<Donation>> {
    return outcome(this.ask.GET("/api/v1/donations/{donation_id}/", { params: { path: { donation_id: id } } }));
  }

  /** The degree of the next hand a story passes through; null for the first. */
  degree(token: string | null): Promise<Outcome<NextDegree>> {
    return outcome(this.ask.POST("/api/v1/degrees/", { body: { degree: token } }));
  }

  async concern(concern: Omit<Concern, "contact" | "locale"> & Partial<Concern>): Promise<Outcome<{ received: boolean }>> {
    const proof = await this.proof();
    if (proof.kind !== "shown") return proof;
    return outcome(
      this.ask.POST("/api/v1/concerns/", {
        body: { contact: "", locale: "en", ...concern },
        params: { header: { "X-Proof-Of-Work": proof.data } },
      }),
    );
  }

  /** Keep me informed: its owner gets a mail to confirm the address. Not a gift. */
  async register(registration: Registration): Promise<Outcome<{ received: boolean }>> {
    const proof = await this.proof();
    if (proof.kind !== "shown") return proof;
    return outcome(
      this.ask.POST("/api/v1/registrations/", { body: registration, params: { header: { "X-Proof-Of-Work": proof.data } } }),
    );
  }

  /** Whether the API can be reached at all. */
  reachable(): Promise<boolean> {
    return answers(origin(this.api), this.fetch);
  }

  private async proof(): Promise<Outcome<string>> {
    const challenge = await outcome<Parameters<typeof solved>[0]>(this.ask.GET("/api/v1/donations/challenge/"));
    if (challenge.kind !== "shown") return challenge;
    const data = await solved(challenge.data);
    if (data !== null) return { kind: "shown", data };
    return { kind: "problem", problem: { type: "proof-refused", title: "", status: 422, detail: "" } };
  }
}

export { idempotencyKey };

/** The site of an address as `Options` takes it. */
export function origin(api: string): string {
  return api.replace(/\/+$/, "").replace(/\/api\/v1$/, "");
}

/** Whether a site's API answers this origin, as it answers every one. */
export async function answers(site: string, fetch: typeof globalThis.fetch): Promise<boolean> {
  try {
    return (await fetch(`${site}${VERSION}site/`, { method: "HEAD", cache: "no-store", credentials: "omit" })).ok;
  } catch {
    return false;
  }
}

function told<Path>(path: Path, locale: string | undefined): { params: { path: Path; query: { locale: string | null } } } {
  return { params: { path, query: { locale: locale ?? null } } };
}
