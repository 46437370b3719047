#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { check, DOCUMENTS, failed, NAMES } from "./check.ts";
import { built, running, type Stage } from "./stage.ts";
import { wrongWith } from "./theme.ts";
import { Unready } from "./unready.ts";

const USAGE = `usage:
  sixdegree-kit check --dist FOLDER [--base /] [--port N]        a built front end, before the sandbox
  sixdegree-kit check --site URL --api URL --withdraw COMMAND    a running one; COMMAND is given the case's id
                      [--never FILE]                             with a file of words that nobody may see, one a line
      [--case {locale}/cases/{id}/] [--list {locale}/cases/ | --no-list] [--locale en] [--id ID]
                      [--patience 15]                          seconds to wait for what has to be shown
  sixdegree-kit sandbox --dist FOLDER [--base /] [--port N]      serves both, to look at; Ctrl-C ends it
  sixdegree-kit theme FILE                                       a theme as JSON: {"light": {…}, "dark": {…}}
`;

const OPTIONS = {
  api: { type: "string" },
  base: { type: "string" },
  case: { type: "string", default: DOCUMENTS.case },
  dist: { type: "string" },
  id: { type: "string" },
  list: { type: "string", default: DOCUMENTS.list! },
  locale: { type: "string", default: DOCUMENTS.locale },
  never: { type: "string" },
  "no-list": { type: "boolean", default: false },
  patience: { type: "string", default: String(DOCUMENTS.patience / 1000) },
  port: { type: "string" },
  site: { type: "string" },
  withdraw: { type: "string" },
} as const;

const { values, positionals } = parsed();

function parsed() {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}

function lines(path: string | undefined): string[] {
  return path ? readFileSync(path, "utf8").split("\n").map((line) => line.trim()).filter(Boolean) : [];
}

async function stage(): Promise<Stage | null> {
  const { api, base, dist, port, site, withdraw } = values;
  if (dist) return built({ dist, ...(base && { base }), ...(port && { port: Number(port) }) });
  const [command, ...words] = withdraw?.split(" ").filter(Boolean) ?? [];
  if (!site || !api || !command) return null;
  return running({ site, api, withdraw: [command, ...words], never: lines(values.never) });
}

async function checked(): Promise<number> {
  const before = await stage();
  if (!before) return misused();
  try {
    const { case: ofCase, locale, id } = values;
    const list = values["no-list"] ? null : values.list;
    const where = { case: ofCase, list, locale, id, patience: Number(values.patience) * 1000 };
    const report = await check(before, where);
    const wrong = failed(report);
    for (const name of NAMES) {
      if (wrong[0] === "shows" && name !== "shows") console.log(`      ${name}: not tried`);
      else console.log(`${wrong.includes(name) ? "WRONG" : "kept "} ${name}`);
      for (const said of report.findings[name]) console.log(`      ${said}`);
    }
    console.log(wrong.length ? `${wrong.length} of ${NAMES.length} not kept: ${wrong.join(", ")}` : `all ${NAMES.length} kept`);
    return wrong.length ? 1 : 0;
  } finally {
    await before.closes();
  }
}

async function sandbox(): Promise<number> {
  if (!values.dist) return misused();
  const before = await stage();
  console.log(`The front end   ${before!.site}\nThe API         ${before!.api}/api/v1/\nStop with Ctrl-C.`);
  await new Promise((resolve) => process.once("SIGINT", resolve));
  await before!.closes();
  return 0;
}

function theme(): number {
  if (!positionals[1]) return misused();
  const wrong = wrongWith(JSON.parse(readFileSync(positionals[1], "utf8")));
  console.log(wrong.length ? wrong.join("\n") : "A theme that can be read.");
  return wrong.length ? 1 : 0;
}

function misused(): number {
  console.error(USAGE);
  return 2;
}

const commands: Record<string, () => number | Promise<number>> = { check: checked, sandbox, theme };
try {
  process.exitCode = await (commands[positionals[0] ?? ""] ?? misused)();
} catch (error) {
  if (!(error instanceof Unready)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
