/** What a reader meets while a case is public. */

import { heard, held, stored, visible } from "../looking.ts";
import type { Visit } from "../visit.ts";
import { journey, outOfOrder, within } from "../words.ts";

/** The case and the list show the words the API has for it. */
export async function shows(visit: Visit): Promise<string[]> {
  const { alias, summary } = visit.told.case;
  const wrong: string[] = [];
  if (visit.listAddress && !(await visit.opens(visit.listAddress, summary))) {
    wrong.push(`The list at ${visit.listAddress} does not show the summary of ${alias}. If it has another address, name it with --list.`);
  }
  if (!(await visit.opens(visit.caseAddress, summary))) {
    wrong.push(`${visit.caseAddress} does not show the summary of ${alias}. If a case has another address, name it with --case.`);
  }
  if (!(await visit.shows(alias))) wrong.push(`${visit.caseAddress} does not show the name the case goes by, ${alias}.`);
  return wrong;
}

/** Every heading and paragraph of the journey in its order, to the eye and to the ear. */
export async function milestones(visit: Visit): Promise<string[]> {
  const words = journey(visit.told);
  const wrong: string[] = [];
  for (const [look, whom] of [[visible, "seen"], [heard, "heard"]] as const) {
    let missed: string | null = null;
    const kept = await visit.until(async () => (missed = outOfOrder(words, await look(visit.page))) === null);
    if (!kept) {
      wrong.push(
        `The journey is not ${whom} as it is told: "${missed}" is missing, changed, or not after what comes before it. ` +
          "Show every milestone of `case.milestones` as a list in the order of the API, word for word, at the address of the case.",
      );
    }
  }
  return wrong;
}

/** Nothing but what the contract names, in what is seen, held, asked for and stored. */
export async function releasedOnly(visit: Visit): Promise<string[]> {
  const places = {
    ...(await pages(visit)),
    "what it sends": visit.sent.join("\n"),
    ...(await stored(visit.page, visit.context)),
  };
  return Object.entries(places).flatMap(([place, text]) =>
    within(visit.stage.never, text).map(
      (word) =>
        `"${word}" is in ${place}${around(text, word)}. Read the members that the contract names one by one; never show, ` +
        "keep or embed an object as a whole: members may be added to it that are not meant for your readers.",
    ),
  );
}

/** The list and then the case, with all that they hold. */
async function pages(visit: Visit): Promise<Record<string, string>> {
  const { summary } = visit.told.case;
  const found: Record<string, string> = {};
  for (const [name, address] of [["the list", visit.listAddress], ["the page of the case", visit.caseAddress]] as const) {
    if (!address) continue;
    await visit.opens(address, summary);
    found[name] = `${await visible(visit.page)}\n${await held(visit.page)}`;
  }
  return found;
}

function around(text: string, word: string): string {
  const at = text.indexOf(word);
  return at < 0 ? "" : `: "… ${text.slice(Math.max(0, at - 30), at + word.length + 30).replace(/\s+/g, " ")} …"`;
}
