/** What came of asking. Every kind has to be shown as something: there is no exception to forget. */

import type { Problem } from "./types.ts";

export type Outcome<T> =
  | { kind: "shown"; data: T }
  /** 410: it was public and is no longer. Whatever is held of it goes. `locales` still tell it, if any. */
  | { kind: "withdrawn"; locales: string[] }
  /** 404: never public, or not in this language; `locales` name those it is public in. */
  | { kind: "missing"; locales: string[] }
  /** The network gave no answer. Nothing stored stands in for one. */
  | { kind: "offline" }
  /** The site answered with a refusal or a failure, or with what is no answer. */
  | { kind: "problem"; problem: Problem };

export type Kind = Outcome<unknown>["kind"];

/** What `openapi-fetch` gives. */
interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function outcome<T>(asking: Promise<Answer<unknown>>): Promise<Outcome<T>> {
  let answer: Answer<unknown>;
  try {
    answer = await asking;
  } catch (error) {
    // fetch throws a TypeError where no answer came; what is none of these is the caller's (an abort) or a fault.
    if (error instanceof TypeError) return { kind: "offline" };
    // Something between here and the site answered in its place: a page where the answer should be.
    if (error instanceof SyntaxError) return { kind: "problem", problem: unreadable(200) };
    throw error;
  }
  const { response, data } = answer;
  // Every answer with a body is an object.
  if (response.ok && response.status !== 204 && (typeof data !== "object" || data === null)) {
    return { kind: "problem", problem: unreadable(response.status) };
  }
  if (response.ok) return { kind: "shown", data: data as T };
  const problem = readable(answer.error, answer.response.status);
  const locales = problem.locales ?? [];
  if (problem.status === 410) return { kind: "withdrawn", locales };
  if (problem.status === 404) return { kind: "missing", locales };
  return { kind: "problem", problem };
}

function readable(error: unknown, status: number): Problem {
  if (typeof error === "object" && error !== null && "type" in error && "detail" in error) {
    return { ...(error as Problem), status };
  }
  return unreadable(status);
}

function unreadable(status: number): Problem {
  return { type: "no-answer", title: "", status, detail: "" };
}
