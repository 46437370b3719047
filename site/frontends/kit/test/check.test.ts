import { readdirSync, readFileSync, rmSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { recorded } from "../src/answers.ts";
import { check, failed, NAMES } from "../src/check.ts";
import { Sandbox } from "../src/sandbox.ts";
import { built } from "../src/stage.ts";
import { broken, FAULTS } from "./broken.ts";

const MINIMAL = new URL("../dist/minimal", import.meta.url).pathname;
const SOURCE = new URL("../examples/minimal/", import.meta.url);

/** What is wrong stays wrong; what is right comes within this. */
const WAITING = { patience: 4_000 };

async function checked(dist: string, { sandbox = new Sandbox(), patience = 15_000 } = {}) {
  const stage = await built({ dist, sandbox });
  try {
    return await check(stage, { patience });
  } finally {
    await stage.closes();
  }
}

describe("the minimal front end", () => {
  it("keeps everything, and was answered 304 and 410 on the way", async () => {
    const sandbox = new Sandbox();
    const { findings, id } = await checked(MINIMAL, { sandbox });
    expect(findings).toEqual(Object.fromEntries(NAMES.map((name) => [name, []])));
    const answered = sandbox.asked.filter(({ path }) => path.endsWith(`/cases/${id}/`)).map(({ status }) => status);
    expect(new Set(answered)).toEqual(new Set([200, 304, 410]));
  });

  it("has fewer than a hundred lines", () => {
    const files = readdirSync(SOURCE).filter((name) => name !== "vite.config.ts");
    expect(files.toSorted()).toEqual(["index.html", "main.ts", "minimal.css"]);
    const lines = files.map((name) => readFileSync(new URL(name, SOURCE), "utf8").trimEnd().split("\n").length);
    expect(lines.reduce((sum, count) => sum + count)).toBeLessThan(100);
  });
});

describe("a site of somebody's own", () => {
  it("is held to the words that its operator wants nobody to see, and to a withdrawal that withdraws", async () => {
    const stage = await built({ dist: MINIMAL });
    const [label = ""] = Object.values(recorded().cases).map((told) => told.en!.case.needs[0]!.label);
    try {
      expect(failed(await check({ ...stage, never: [label], retell: null }))).toEqual(["released-only"]);
      const withdraw = async (): Promise<void> => undefined;
      await expect(check({ ...stage, withdraw })).rejects.toThrow("did not withdraw it");
    } finally {
      await stage.closes();
    }
  });
});

// Each has a browser and a sandbox of its own, and waits for most of its time.
describe.concurrent("a front end that", () => {
  it.each(Object.entries(FAULTS))("%s is told so, and nothing else", async (_name, fault) => {
    const dist = await broken(fault);
    try {
      const report = await checked(dist, WAITING);
      expect(failed(report), JSON.stringify(report.findings)).toEqual(fault.noticed);
    } finally {
      rmSync(dist, { recursive: true });
    }
  });

  it("shows nothing at all is told once", async () => {
    const dist = await broken({ line: '["visibilitychange", "online", "pageshow"]', instead: "[]", noticed: ["shows"] });
    const report = await checked(dist, WAITING);
    rmSync(dist, { recursive: true });
    expect(failed(report)).toEqual(["shows"]);
  });
});
