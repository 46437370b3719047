/** Where this front end stands and whom it asks: `<base>` and three `<meta>` of index.html, changed without a build. */

import { MyGiving, Sixdegree } from "@sixdegree/client";

function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="sixdegree-${name}"]`)?.content.trim() ?? "";
}

/** The path everything of ours lies below, with a slash at its end. */
export const BASE = new URL(".", document.baseURI).pathname;

const API = meta("api") || location.origin;

export const api = new Sixdegree({ api: API });

/** One's own giving; whoever signed in has left with the page. */
export const mine = new MyGiving({ api: API });

/** Our own site's plain documents stand at the origin of the API. */
export const DOCUMENTS = new URL("/", API).href;

/** The name by which donors are sent back here; null: they come back to the documents. */
export const FRONT_END = ["", "none"].includes(meta("front-end")) ? null : meta("front-end");

export const SITE = meta("site") || undefined;
