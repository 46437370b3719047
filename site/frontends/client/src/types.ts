/** The contract's shapes by their own names. Members may be added within version 1: ignore what you do not know. */

import type { components, operations } from "./contract.ts";

type Schemas = components["schemas"];

export type Area = Schemas["Area"];
export type CaseAnswer = Schemas["CaseAnswer"];
export type CaseCard = Schemas["CaseCard"];
export type CaseList = Schemas["CaseList"];
export type Concern = Schemas["ConcernIn"];
/** `paid_at` is the payment provider's time, `counted_at` the site's own, to be compared with a snapshot's `as_of`. */
export type Donation = Schemas["DonationOut"];
export type Donor = Schemas["DonorOut"];
/** Only what is to change. */
export type DonorChoices = Schemas["ChoicesIn"];
export type Figures = Schemas["Figures"];
export type Funding = Schemas["Funding"];
export type Gift = Omit<Schemas["GiftIn"], "surplus_rule" | "fee_cover" | "every_month"> & {
  surplus_rule?: "fund" | "refund";
  fee_cover?: boolean;
  every_month?: boolean;
};
export type Milestone = Schemas["Milestone"];
export type Money = Schemas["Money"];
export type Need = Schemas["Need"];
export type MonthlyGift = Schemas["MonthlyGiftOut"];
export type MonthlyGifts = Schemas["MonthlyGiftsOut"];
export type OwnGift = Schemas["OwnGiftOut"];
export type OwnGifts = Schemas["OwnGiftsOut"];
export type PageAnswer = Schemas["PageAnswer"];
export type PageCard = Schemas["PageCard"];
export type PageList = Schemas["PageList"];
export type Picture = Schemas["Picture"];
/** What covering the payment fee adds to a gift; null where the currency takes no cover. */
export type Quote = Schemas["QuoteOut"];
/** Where a gift's receipt is; `url` is its PDF, null unless it is `issued`. */
export type ReceiptStatus = Schemas["ReceiptOut"];
export type Registration = Schemas["RegistrationIn"];
export type Reserved = Schemas["ReservedOut"];
export type SignedCase = Schemas["SignedCase"];
export type SignedPage = Schemas["SignedPage"];
export type SignedSite = Schemas["SignedSite"];
export type SiteAnswer = Schemas["SiteAnswer"];
export type Statement = Schemas["StatementOut"];
export type Suggestions = Schemas["Suggestions"];
export type Update = Schemas["SignedUpdate"];
export type UpdateList = Schemas["UpdateList"];
export type NextDegree = Schemas["DegreeOut"];

/** Several values of one filter mean any of them; `locale` may name several, best first, with commas. */
export type CaseQuery = NonNullable<operations["publication_api_cases_cases"]["parameters"]["query"]>;

/** A search asks in words, and may narrow with the filters of the list. Without words it counts the list. */
export type SearchQuery = NonNullable<operations["search_api_search"]["parameters"]["query"]>;

/** Hits, best first; `total`, `facets` and `areas` count all of them. `near`: no story has the very words. */
export type SearchAnswer = Schemas["Results"];

/** An area that found stories come from; `point` is its middle, as exact as the area itself. */
export type FoundArea = Schemas["AreaOut"];

/** A passage of a story; `marks` are `[start, end)` in code points, not in UTF-16 units. */
export type Highlight = Schemas["HighlightOut"];

export type Position = [longitude: number, latitude: number];

export type AreaGeometry =
  | { type: "Polygon"; coordinates: Position[][] }
  | { type: "MultiPolygon"; coordinates: Position[][][] };

/** What the map draws for one milestone; without a place `geometry`, `area` and `anchor` are null. */
export interface MilestoneFeature {
  type: "Feature";
  geometry: AreaGeometry | { type: "Point"; coordinates: Position } | null;
  properties: {
    role: "milestone";
    order: number;
    heading: string;
    icon: string;
    stage: string;
    area?: Area | null;
    anchor?: Position | null;
  };
}

export interface SegmentFeature {
  type: "Feature";
  geometry: { type: "LineString"; coordinates: Position[] } | null;
  /** Ids of the milestones it joins. */
  properties: { role: "segment"; from: string; to: string };
}

/** Milestones in their order, then straight segments between them. */
export interface Storymap {
  type: "FeatureCollection";
  features: (MilestoneFeature | SegmentFeature)[];
  bbox: number[] | null;
  credits?: string[] | string;
}

/** A payment that is open still: where to pay it, and when it lapses. */
export interface Unfinished {
  id: string;
  amount: Money;
  checkout_url: string;
  expires_at: string;
}

/** RFC 9457; `type` is the word to switch on, `detail` a sentence to show. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  locales?: string[] | null;
  min_amount?: Money | number;
  max_amount?: Money | number;
  amounts?: (Money | number)[];
  currencies?: string[];
  /** Of `too-many-open`: those payments that the keys sent along have begun. */
  open?: Unfinished[];
  [member: string]: unknown;
}
