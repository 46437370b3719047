/**
 * Front ends that are wrong in one thing: the minimal one with one line of it changed, so that a check can fail for
 * this reason alone.
 */

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { build, type Plugin } from "vite";

import type { CheckName } from "../src/check.ts";

export interface Fault {
  line: string;
  instead: string;
  /** Files beside it, by name. */
  beside?: Record<string, string>;
  /** The checks that have to notice it, and no others may. */
  noticed: CheckName[];
}

const MEMBERS = 'make("p", {}, JSON.stringify(one.place))';
const ANSWERED = "async function show(): Promise<void> {";
const CLIENT = "const api = new Sixdegree({ api: origin });";

export const FAULTS: Record<string, Fault> = {
  "leaks a field": {
    line: 'one.place && make("p", { lang: tag(one.place.lang) }, one.place.name)',
    instead: `one.place && ${MEMBERS}`,
    noticed: ["released-only"],
  },
  "leaks a field in the list": {
    line: "`: ${card.summary}`",
    instead: "`: ${card.summary} ${Object.values(card.needs[0] ?? {}).join()}`",
    noticed: ["released-only"],
  },
  "keeps the answer in an attribute": {
    line: 'make("h3", {}, one.heading)',
    instead: 'make("h3", { "data-milestone": JSON.stringify(one) }, one.heading)',
    noticed: ["released-only"],
  },
  "ignores 410": {
    line: ANSWERED,
    instead: `${ANSWERED} if (id && main.hasChildNodes() && (await api.case(id, locale)).kind === "withdrawn") return;`,
    noticed: ["withdrawn"],
  },
  "asks nothing when somebody comes back": {
    line: "() => void show()",
    instead: "() => { if (!main.hasChildNodes()) void show(); }",
    noticed: ["withdrawn"],
  },
  "says nothing at 410": {
    line: "main.replaceChildren(",
    instead: 'if (id && (await api.case(id, locale)).kind === "withdrawn") return main.replaceChildren(); main.replaceChildren(',
    noticed: ["withdrawn"],
  },
  "reorders milestones": {
    line: "told.milestones.map(",
    instead: "told.milestones.toReversed().map(",
    noticed: ["milestones"],
  },
  "hides the journey from who listens": {
    line: 'make("ol", {}, ...milestones)',
    instead: 'make("ol", { "aria-hidden": "true" }, ...milestones)',
    noticed: ["milestones"],
  },
  "takes 304 for a failure": {
    line: CLIENT,
    instead:
      "const api = new Sixdegree({ api: origin, fetch: async (...asked) => { const answer = await fetch(...asked); " +
      "return answer.status === 304 ? new Response(null, { status: 500 }) : answer; } });",
    noticed: ["not-modified"],
  },
  "keeps what was read": {
    line: ANSWERED,
    instead: `if (id) localStorage.setItem("read", id); ${ANSWERED}`,
    noticed: ["storage"],
  },
  "keeps the story in a database": {
    line: ANSWERED,
    instead:
      'const opening = indexedDB.open("stories", 1); opening.onupgradeneeded = () => opening.result.createObjectStore("told");' +
      "if (id) void api.case(id, locale).then((told) => { if (told.kind === \"shown\") opening.result.transaction(\"told\", \"readwrite\")" +
      `.objectStore("told").put(new Blob([told.data.case.summary]), "last"); }); ${ANSWERED}`,
    noticed: ["storage"],
  },
  "has a worker that keeps every answer": {
    line: CLIENT,
    instead: `${CLIENT} void navigator.serviceWorker.register("/worker.js");`,
    beside: {
      "worker.js": `
        self.addEventListener("install", () => self.skipWaiting());
        self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
        self.addEventListener("fetch", (event) => event.respondWith(answered(event.request)));
        async function answered(request) {
          try {
            const answer = await fetch(request);
            if (answer.status === 200) await (await caches.open("all")).put(request.url, answer.clone());
            return answer;
          } catch {
            return (await caches.match(request.url)) ?? Response.error();
          }
        }`,
    },
    noticed: ["released-only", "offline", "storage"],
  },
  "calls another host": {
    line: CLIENT,
    instead: `${CLIENT} document.body.append(Object.assign(new Image(), { src: ["http:", "", "count.example", "reader"].join("/") }));`,
    noticed: ["outside"],
  },
};

/** Builds it into a folder of its own. */
export async function broken({ line, instead, beside = {} }: Fault): Promise<string> {
  const dist = mkdtempSync(join(tmpdir(), "sixdegree-broken-"));
  const change: Plugin = {
    name: "fault",
    transform(code, module) {
      if (!module.endsWith("minimal/main.ts")) return null;
      if (code.split(line).length !== 2) throw new Error(`The minimal front end does not have exactly once: ${line}`);
      return code.replace(line, () => instead);
    },
    enforce: "pre",
  };
  const root = new URL("../examples/minimal/", import.meta.url).pathname;
  await build({ root, configFile: false, logLevel: "error", plugins: [change], build: { outDir: dist, target: "es2022", minify: false } });
  for (const [name, text] of Object.entries(beside)) writeFileSync(join(dist, name), text);
  return dist;
}
