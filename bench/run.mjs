/**
 * Measures each front end in budgets.json on a running site, and fails where one is over its budget.
 *
 * usage: node run.mjs SITE CHROMIUM OUT [FRONTEND…]    OUT gets the figures as JSON; the last line is the verdict
 */
import { readFile, writeFile } from "node:fs/promises";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const [site, chromePath, out, ...asked] = process.argv.slice(2);
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
const PHONE = { width: 412, height: 823, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };
// Lighthouse is noisy on a machine that does other things: the median of so many runs counts.
const RUNS = 3;
const SLOWER = 4; // times, as Lighthouse's own mobile profile slows the processor
const FRAME = 17; // ms

const budgets = JSON.parse(await readFile(new URL("budgets.json", import.meta.url)));
const { results } = await (await fetch(`${site}/api/v1/cases/?locale=en`)).json();
const figures = [];
const browser = await puppeteer.launch({ executablePath: chromePath, args: FLAGS });
try {
  for (const [name, budget] of Object.entries(budgets)) {
    if (asked.length && !asked.includes(name)) continue;
    figures.push(await measured(browser, name, budget));
  }
} finally {
  await browser.close();
}
await writeFile(out, JSON.stringify(figures, null, 1));
const over = figures.flatMap(({ name, rows }) => rows.filter(({ kept }) => !kept).map(({ what }) => `${name}: ${what}`));
console.log(over.length ? `Over budget: ${over.join("; ")}` : `${figures.length} front end(s) within budget`);
process.exitCode = over.length ? 1 : 0;

async function measured(browser, name, budget) {
  const addresses = results.map(({ alias, id }) => [alias, site + budget.path.replace("{case}", id)]);
  const rows = [];
  const sizes = [];
  for (const [alias, address] of addresses) sizes.push([await transferred(browser, address), alias, address]);
  // The heaviest of the demo's stories stands for all.
  const [bytes, alias, address] = sizes.toSorted(([one], [other]) => other - one)[0];
  rows.push(row("bytes transferred at the first view", bytes, "at most", budget.transferred));
  const scores = await scored(address, Object.keys(budget.lighthouse));
  for (const [category, least] of Object.entries(budget.lighthouse)) {
    rows.push(row(`Lighthouse ${category}`, scores[category], "at least", least));
  }
  rows.push(row("ms from a press to the next step shown", await interaction(browser, address, budget), "under", budget.interaction));
  for (const { what, figure, how, limit, kept } of rows) console.log(`${kept ? " " : "!"} ${name}  ${what}: ${figure} (${how} ${limit})`);
  return { name, about: budget.about, story: alias, rows };
}

function row(what, figure, how, limit) {
  const kept = { "at most": figure <= limit, under: figure < limit, "at least": figure >= limit }[how];
  return { what, figure, how, limit, kept };
}

/** Bytes on the wire, headers included, of a first visit by phone. */
async function transferred(browser, address) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(PHONE);
  const cdp = await page.createCDPSession();
  await cdp.send("Network.enable");
  let bytes = 0;
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(address, { waitUntil: "networkidle0" });
  await context.close();
  return Math.round(bytes);
}

/** The median score, 0 to 100, of each category. */
async function scored(address, onlyCategories) {
  const runs = [];
  for (let tries = 0; runs.length < RUNS; tries++) {
    if (tries === 3 * RUNS) throw new Error("Lighthouse could not record the page. Try again when the machine is less busy.");
    // A browser of its own for each: nothing cached, nobody else connected.
    const chrome = await launch({ chromePath, chromeFlags: FLAGS, logLevel: "error" });
    try {
      const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories, logLevel: "error" });
      for (const lost of losses(lhr)) console.error(`  ${lost}`);
      // On a busy machine a recording may fail: such a run has no score, and is made again.
      if (Object.values(lhr.categories).every(({ score }) => score !== null)) runs.push(lhr.categories);
    } finally {
      chrome.kill();
    }
  }
  const median = (values) => values.toSorted((one, other) => one - other)[RUNS >> 1];
  return Object.fromEntries(onlyCategories.map((id) => [id, Math.round(median(runs.map((run) => run[id].score)) * 100)]));
}

/** What kept a category from 100, in a line each. */
function losses({ categories, audits }) {
  const reason = ({ id, weight }) => weight && audits[id].score !== 1 && `${id} ${audits[id].errorMessage ?? audits[id].displayValue ?? ""}`;
  return Object.entries(categories)
    .filter(([, { score }]) => score !== 1)
    .map(([id, { auditRefs, score }]) => `${id} ${score}: ${auditRefs.map(reason).filter(Boolean).join(", ")}`);
}

/**
 * The longest of all steps, from the press to the frame that shows the next one: the main thread's own time, so that what
 * else the machine does is not counted, as long as a slowed processor would take, and one frame to show it.
 */
async function interaction(browser, address, { ready, next, current }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(PHONE);
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await page.goto(address, { waitUntil: "networkidle0" });
  await page.waitForSelector(next);
  // Whoever presses has come to the button: what the page draws only for a reader has been drawn by then.
  await page.$eval(next, (button) => button.scrollIntoView({ behavior: "instant" }));
  await page.waitForSelector(ready, { timeout: 120_000 });
  const cdp = await page.createCDPSession();
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async () => (await cdp.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  let longest = 0;
  for (let [before, shown] = [null, undefined]; before !== shown; ) {
    before = shown;
    const start = await spent();
    shown = await page.evaluate(pressed, next, current);
    if (shown !== before) longest = Math.max(longest, (await spent()) - start);
  }
  await context.close();
  return Math.round(longest * SLOWER + FRAME);
}

/** Runs in the page: presses, and answers with the id of the step shown once a frame was drawn. */
async function pressed(next, current) {
  document.querySelector(next).click();
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  return document.querySelector(current)?.id;
}
