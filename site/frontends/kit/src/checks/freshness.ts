/** What 304 and 410 mean, and what stays on the device. */

import { Sixdegree } from "@sixdegree/client";

import { held, stored, visible } from "../looking.ts";
import { Unready } from "../unready.ts";
import type { Visit } from "../visit.ts";
import { plain, telling, within } from "../words.ts";

/** 304 is "still public": the story stays, and comes again when the page is opened again. New words show at once. */
export async function notModified(visit: Visit): Promise<string[]> {
  const { summary } = visit.told.case;
  const wrong: string[] = [];
  await visit.opens(visit.caseAddress, summary);
  await visit.comesBack();
  if (!(await visit.shows(summary))) {
    wrong.push("A reader who comes back to the page finds the story gone. 304 means that what you hold is still public: go on showing it.");
  }
  const begin = visit.answers.length;
  if (!(await visit.reloads(summary))) wrong.push("Opened again while nothing has changed, the page does not show the story. Take 304 as the answer you hold.");
  await visit.rests();
  if (!visit.ofTheCase(begin).length) {
    wrong.push("Opened again, the page shows the story without asking for it. Ask before every use, with `If-None-Match`; never answer from a store.");
  }
  if (visit.stage.retell) {
    const retold = `${summary} And so it goes on.`;
    visit.stage.retell(visit.told.id, visit.told.locale, retold);
    const shown = await visit.reloads(retold);
    visit.stage.retell(visit.told.id, visit.told.locale, summary);
    if (!shown) wrong.push("A new release is not shown when the page is opened again. Ask for the case at run time and show what is answered.");
  }
  return wrong;
}

/** Without a network, a page that is opened again tells no story from a store. */
export async function offline(visit: Visit): Promise<string[]> {
  await visit.opens(visit.caseAddress, visit.told.case.summary);
  await visit.context.setOffline(true);
  try {
    await visit.reloads("");
    await visit.rests();
    const told = await sayable(visit);
    return told.length
      ? [`Opened again without a network, the page still has "${told[0]}". A worker may keep scripts and styles; no answer of the API and no page with a story in it.`]
      : [];
  } finally {
    await visit.context.setOffline(false);
  }
}

/** 410 is the end: the story leaves the open page, the address, the list. */
export async function withdrawn(visit: Visit): Promise<string[]> {
  const { told, stage } = visit;
  await visit.opens(visit.caseAddress, told.case.summary);
  await stage.withdraw(told.id);
  if ((await new Sixdegree({ api: stage.api }).case(told.id, told.locale)).kind !== "withdrawn") {
    throw new Unready(`The API still tells the case ${told.id}: the command of --withdraw did not withdraw it.`);
  }
  const wrong: string[] = [];
  const begin = visit.answers.length;
  await visit.comesBack();
  if (!(await goes(visit))) {
    const asked = visit.ofTheCase(begin).some(({ status }) => status === 410);
    wrong.push(
      asked
        ? "The API answered 410 to the open page, which goes on telling the story. Take it off the page at once."
        : "A reader who comes back to the open page still reads the withdrawn story. Ask again on `visibilitychange`, and on `pageshow`: a browser sets pages aside whole and shows them so at *Back*.",
    );
  }
  await visit.reloads("");
  wrong.push(...(await gone(visit, "The address of the case")));
  if (visit.listAddress) {
    await visit.opens(visit.listAddress, "");
    wrong.push(...(await gone(visit, "The list")));
  }
  await visit.opens(visit.caseAddress, "");
  wrong.push(...(await gone(visit, "The address of the case, opened anew,")));
  return [...new Set(wrong)];
}

async function gone(visit: Visit, where: string): Promise<string[]> {
  await visit.rests();
  if (!(await goes(visit))) return [`${where} still tells "${(await sayable(visit))[0]}" after the withdrawal. On 410 delete all you hold and say that it is no longer shared.`];
  const said = await visit.until(async () => plain(await visible(visit.page)) !== "");
  return said ? [] : [`${where} is blank after the withdrawal. Say in a sentence that the story is no longer shared, and where to go.`];
}

function goes(visit: Visit): Promise<boolean> {
  return visit.until(async () => (await sayable(visit)).length === 0);
}

/** Words of the case in the page. Its id may stand in the address that the reader opened. */
async function sayable(visit: Visit): Promise<string[]> {
  const text = `${await visible(visit.page)}\n${await held(visit.page)}`;
  return within(telling(visit.told).filter((word) => word !== visit.told.id), text);
}

/** After the withdrawal no store of the browser holds a word of the case, nor that it was read. */
export async function storage(visit: Visit): Promise<string[]> {
  return Object.entries(await stored(visit.page, visit.context)).flatMap(([place, text]) =>
    within(telling(visit.told), text)
      .slice(0, 1)
      .map((word) => `After the withdrawal "${word}" is still in ${place}. Keep answers in the memory of the page alone.`),
  );
}

/** Nobody else hears of a reader: no font, script, picture, map or count from another host. */
export async function outside(visit: Visit): Promise<string[]> {
  return visit.outside.map((host) => `${host} was asked for something. Serve it yourself: a request tells that host who reads which story.`);
}
