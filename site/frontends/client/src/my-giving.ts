/**
 * A donor's own giving, opened by a code that comes by mail. The token is held by this object alone: in no store, no
 * cookie and no address, so that it ends with the page.
 */

import createClient, { type Client as Fetcher } from "openapi-fetch";

import type { paths } from "./contract.ts";
import { answers, origin, type Options } from "./client.ts";
import { outcome, type Outcome } from "./outcome.ts";
import type { Donor, DonorChoices, MonthlyGift, MonthlyGifts, OwnGifts, Problem, Statement } from "./types.ts";

/** Allauth's own addresses: https://docs.allauth.org/en/dev/headless/openapi-specification/ */
const SIGN_IN = "/_allauth/app/v1/auth/";

interface SignIn {
  meta?: { session_token?: string };
}

export class MyGiving {
  private readonly site: string;
  private readonly fetch: typeof globalThis.fetch;
  private readonly ask: Fetcher<paths>;
  private token: string | null = null;
  private proved = false;

  constructor({ api, fetch = (...given) => globalThis.fetch(...given) }: Options) {
    this.site = origin(api);
    this.fetch = fetch;
    this.ask = createClient<paths>({ baseUrl: this.site, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", fetch });
    this.ask.use({
      onRequest: ({ request }) => {
        if (this.token) request.headers.set("X-Session-Token", this.token);
        return request;
      },
      onResponse: ({ response }) => {
        if (response.status === 401) this.forget();
      },
    });
  }

  get signedIn(): boolean {
    return this.proved;
  }

  /**
   * Has a code mailed. The answer is the same for every address; a problem of 429 where there were too many, of the type
   * `origin-refused` where donors may not sign in from this origin.
   */
  async requestCode(email: string, locale: string): Promise<Outcome<null>> {
    this.forget();
    return this.step("POST", "code/request", 401, { email, locale });
  }

  /** A problem of 400 for another code, of 409 where there is none to be typed any more. */
  async confirmCode(code: string): Promise<Outcome<null>> {
    const answer = await this.step("POST", "code/confirm", 200, { code });
    this.proved = answer.kind === "shown";
    return answer;
  }

  /** Ends this sign-in, also where the network does not learn of it. */
  async signOut(): Promise<void> {
    await this.step("DELETE", "session", 401);
    this.forget();
  }

  async signOutEverywhere(): Promise<Outcome<unknown>> {
    const answer = await outcome(this.ask.POST("/api/v1/donors/me/sign-out-everywhere/"));
    if (answer.kind === "shown") this.forget();
    return answer;
  }

  me(): Promise<Outcome<Donor>> {
    return outcome(this.ask.GET("/api/v1/donors/me/"));
  }

  choose(choices: DonorChoices): Promise<Outcome<Donor>> {
    return outcome(this.ask.PATCH("/api/v1/donors/me/", { body: choices }));
  }

  gifts(): Promise<Outcome<OwnGifts>> {
    return outcome(this.ask.GET("/api/v1/donors/me/gifts/"));
  }

  /** The page after one whose `next` this is. */
  moreGifts(next: string): Promise<Outcome<OwnGifts>> {
    const cursor = new URL(next, this.site).searchParams.get("cursor");
    return outcome(this.ask.GET("/api/v1/donors/me/gifts/", { params: { query: { cursor } } }));
  }

  monthlyGifts(): Promise<Outcome<MonthlyGifts>> {
    return outcome(this.ask.GET("/api/v1/donors/me/monthly-gifts/"));
  }

  /** At once: no further month is charged. */
  endMonthlyGift(id: string): Promise<Outcome<MonthlyGift>> {
    return outcome(this.ask.POST("/api/v1/donors/me/monthly-gifts/{monthly_gift}/end/", { params: { path: { monthly_gift: id } } }));
  }

  statement(year: number): Promise<Outcome<Statement>> {
    return outcome(this.ask.GET("/api/v1/donors/me/statements/{year}/", { params: { path: { year } } }));
  }

  follow(campaign: string): Promise<Outcome<unknown>> {
    return outcome(this.ask.POST("/api/v1/donors/me/follows/{campaign}/", { params: { path: { campaign } } }));
  }

  unfollow(campaign: string): Promise<Outcome<unknown>> {
    return outcome(this.ask.DELETE("/api/v1/donors/me/follows/{campaign}/", { params: { path: { campaign } } }));
  }

  /** All that is held about the donor, as it is to be given to them. */
  export(): Promise<Outcome<unknown>> {
    return outcome(this.ask.GET("/api/v1/donors/me/export/"));
  }

  /** `email`: the account's own, typed once more. */
  async erase(email: string): Promise<Outcome<unknown>> {
    const answer = await outcome(this.ask.POST("/api/v1/donors/me/erase/", { body: { email } }));
    if (answer.kind === "shown") this.forget();
    return answer;
  }

  private forget(): void {
    this.token = null;
    this.proved = false;
  }

  private async step(method: string, address: string, wanted: number, body?: object): Promise<Outcome<null>> {
    const headers = new Headers({ "Content-Type": "application/json" });
    if (this.token) headers.set("X-Session-Token", this.token);
    const asked: RequestInit = { method, headers, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };
    try {
      const response = await this.fetch(this.site + SIGN_IN + address, body ? { ...asked, body: JSON.stringify(body) } : asked);
      const answer = (await response.json().catch(() => ({}))) as SignIn;
      this.token = answer.meta?.session_token ?? this.token;
      return response.status === wanted ? { kind: "shown", data: null } : { kind: "problem", problem: refusal(response.status) };
    } catch (error) {
      if (error instanceof TypeError) return this.unanswered();
      throw error;
    }
  }

  /** A browser tells neither apart: there is no network, or the site answers this origin everything but a donor's own. */
  private async unanswered(): Promise<Outcome<null>> {
    if (!(await answers(this.site, this.fetch))) return { kind: "offline" };
    const detail = `${this.site} lets donors sign in from the origins of its setting FRONT_ENDS alone, and ${here()} is none of them.`;
    console.warn(`${detail} Its operator adds it: FRONT_ENDS=name=${here()}/path/`);
    return { kind: "problem", problem: { type: "origin-refused", title: "", status: 0, detail } };
  }
}

function here(): string {
  return typeof location === "undefined" ? "this origin" : location.origin;
}

function refusal(status: number): Problem {
  return { type: "sign-in-refused", title: "", status, detail: "" };
}
