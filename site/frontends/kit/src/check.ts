/** The whole visit: each check by its name, in the order a reader would meet them, the withdrawal near its end. */

import { notModified, offline, outside, storage, withdrawn } from "./checks/freshness.ts";
import { milestones, releasedOnly, shows } from "./checks/reading.ts";
import type { Stage } from "./stage.ts";
import { Visit, type Where } from "./visit.ts";

const CHECKS = {
  shows,
  milestones,
  "released-only": releasedOnly,
  "not-modified": notModified,
  offline,
  withdrawn,
  storage,
  outside,
} as const;

export type CheckName = keyof typeof CHECKS;
export const NAMES = Object.keys(CHECKS) as CheckName[];

export interface Report {
  /** The case that was opened, and withdrawn. */
  id: string;
  /** What is wrong and how to mend it; empty where the check holds. */
  findings: Record<CheckName, string[]>;
}

export const DOCUMENTS: Where = { case: "{locale}/cases/{id}/", list: "{locale}/cases/", locale: "en", patience: 15_000 };

/** Opens a front end as a reader does. A page that does not open at all is told once, not by every check. */
export async function check(stage: Stage, where: Partial<Where> = {}): Promise<Report> {
  const visit = await Visit.begins(stage, { ...DOCUMENTS, ...where });
  try {
    const findings = Object.fromEntries(NAMES.map((name) => [name, [] as string[]])) as Report["findings"];
    for (const name of NAMES) {
      findings[name] = await CHECKS[name](visit);
      if (name === "shows" && findings.shows.length) break;
    }
    return { id: visit.told.id, findings };
  } finally {
    await visit.ends();
  }
}

export function failed({ findings }: Report): CheckName[] {
  return NAMES.filter((name) => findings[name].length);
}
