/** The sandbox answers as the contract says, so that what passes before it passes before a real site. */

import { readFileSync } from "node:fs";

import type { SiteAnswer } from "@sixdegree/client";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { recorded } from "../src/answers.ts";
import { planted, PLANTED } from "../src/planting.ts";
import { built, type Stage } from "../src/stage.ts";
import { Sandbox } from "../src/sandbox.ts";

const contract = JSON.parse(readFileSync(new URL("../../../../tests/contracts/openapi.json", import.meta.url), "utf8")) as {
  components: { schemas: Record<string, object> };
};
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema({ $id: "contract", components: contract.components });

function fits(schema: string, answer: unknown): void {
  const valid = ajv.compile({ $ref: `contract#/components/schemas/${schema}` });
  expect(valid(answer) ? [] : valid.errors).toEqual([]);
}

const answers = recorded();
const id = Object.keys(answers.cases).find((one) => answers.cases[one]!.en?.case.picture)!;
const campaign = answers.cards[id]!.en!.funding!.campaign;
const sandbox = new Sandbox();
let stage: Stage;

beforeAll(async () => {
  stage = await built({ dist: new URL("../dist/minimal", import.meta.url).pathname, sandbox });
});
afterAll(() => stage.closes());

const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${stage.api}/api/v1/${path}`, { headers });

describe("the recorded answers", () => {
  const locales = <T>(told: Record<string, Record<string, T>>): T[] => Object.values(told).flatMap((one) => Object.values(one));
  it.each([
    ["CaseAnswer", locales(answers.cases)],
    ["CaseCard", locales(answers.cards)],
    ["UpdateList", locales(answers.updates)],
    ["SiteAnswer", answers.sites.flatMap((one) => Object.values(one))],
    ["PageList", Object.values(answers.pages)],
    ["PageAnswer", locales(answers.page)],
    ["Figures", [answers.statistics]],
  ])("fit the contract, as recorded and as planted: %s", (schema, said: unknown[]) => {
    expect(said).not.toEqual([]);
    for (const one of said) {
      fits(schema, one);
      fits(schema, planted(one));
    }
  });

  it("have pictures, places, notes and needs to show", () => {
    const { milestones, needs, picture } = answers.cases[id]!.en!.case;
    expect([needs.length > 0, picture !== null, milestones.length > 3, milestones.some((one) => one.place)]).not.toContain(false);
  });
});

describe("the sandbox", () => {
  it("has both sites of the demo, in their own language where they are not told in the reader's", async () => {
    const [first, second] = answers.sites.map((told) => Object.values(told)[0]!.site);
    const site = async (query: string): Promise<string> => ((await (await ask(`site/${query}`)).json()) as SiteAnswer).site.name;
    expect(await site("")).toBe(first!.name);
    expect(await site("?locale=th")).toBe(first!.name);
    expect(await site(`?site=${second!.id}&locale=th`)).toBe(second!.name);
    expect((await ask("site/?site=other")).status).toBe(404);
  });

  it.each([
    [`cases/?locale=en`, "CaseList"],
    [`cases/${id}/`, "CaseAnswer"],
    [`cases/${id}/storymap/`, "FeatureCollection"],
    [`cases/${id}/updates/`, "UpdateList"],
    [`campaigns/${campaign}/?locale=en`, "CaseCard"],
    ["pages/home/?locale=en", "PageAnswer"],
  ])("answers %s as the contract says, with something planted that it does not name", async (path, schema) => {
    const answer = await ask(path);
    const text = await answer.text();
    fits(schema, JSON.parse(text));
    expect(text).toContain(PLANTED);
    expect((await ask(path, { "If-None-Match": answer.headers.get("ETag")! })).status).toBe(304);
  });

  it("names the languages a case is public in", async () => {
    const answer = await ask(`cases/${id}/?locale=th`);
    expect([answer.status, ((await answer.json()) as { locales: string[] }).locales]).toEqual([404, Object.keys(answers.cases[id]!)]);
  });

  it("shows no trace of a withdrawn case, whatever is held of it", async () => {
    const routes = [`cases/${id}/`, `cases/${id}/storymap/`, `cases/${id}/updates/`, `campaigns/${campaign}/`, `media/${answers.cases[id]!.en!.case.picture!.sha256}`];
    const etags = await Promise.all(routes.map(async (path) => (await ask(path)).headers.get("ETag")!));
    sandbox.withdraw(id);
    for (const [index, path] of routes.entries()) expect((await ask(path, { "If-None-Match": etags[index]! })).status, path).toBe(410);
    expect((await ask("campaigns/other/")).status).toBe(404);
    expect(await (await ask("cases/")).text()).not.toContain(id);
  });
});
