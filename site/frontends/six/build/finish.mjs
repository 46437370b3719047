/**
 * After Vite: the worker's list of files, a page for every address there is and a 404 page for all others, headers, and
 * every text compressed. `SIX_BASE`, `SIX_API`, `SIX_FRONT_END` and `SIX_SITE` set what index.html holds.
 */

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const read = (name) => readFileSync(new URL(name, dist), "utf8");
const write = (name, text) => writeFileSync(new URL(name, dist), text);

const api = process.env.SIX_API ?? "";
const apiOrigin = api && new URL(api).origin;
let page = read("index.html");
if (process.env.SIX_BASE) page = page.replace(/(<base href=")[^"]*/, `$1${process.env.SIX_BASE}`);
for (const [name, value] of Object.entries({ api, "front-end": process.env.SIX_FRONT_END, site: process.env.SIX_SITE })) {
  if (value) page = page.replace(new RegExp(`(<meta name="sixdegree-${name}" content=")[^"]*`), `$1${value}`);
}
const assets = readdirSync(new URL("assets/", dist));
// Scripts, styles and catalogues; fonts and the map are kept when they were used.
const shell = assets.filter((name) => /\.(js|css)$/.test(name) && !/journey|areas|sketch|maplibre/.test(name));
const worker = readFileSync(new URL("sw.js", import.meta.url), "utf8");
const version = shell.toSorted().join().split("").reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 7);
write("sw.js", worker.replace("__SHELL__", JSON.stringify(shell.map((name) => `assets/${name}`))).replace("__VERSION__", String(version)));

const FRAMED = "frame-ancestors 'none'";
const policy = (from) => [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  `img-src ${from} blob:`,
  `connect-src ${from}`,
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'self'",
];
const from = ["'self'", apiOrigin].filter(Boolean).join(" ");
// In the page as well, for hosts that do not read _headers. Whoever names the API there later is not stopped by it.
const inPage = policy(apiOrigin ? from : "'self' https: http:").join("; ");
page = page.replace(
  /<meta charset[^>]*>/,
  `$&\n<meta http-equiv="Content-Security-Policy" content="${inPage}">\n<meta name="referrer" content="no-referrer">`,
);
write("index.html", page);
write("404.html", page);
write(
  "_headers",
  `/*
  Content-Security-Policy: ${[...policy(from), FRAMED].join("; ")}
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  X-Robots-Tag: noindex, noarchive
  Cross-Origin-Opener-Policy: same-origin
  Cache-Control: no-cache
/assets/*
  Cache-Control: public, max-age=31536000, immutable
`,
);
// The pages there are, as `src/routes.ts` knows them. Any other address is answered by 404.html, with that status.
const ADDRESSES = [
  "",
  ":locale/",
  ":locale/cases/",
  ":locale/keep-informed/",
  ":locale/my-giving/",
  ":locale/open-data/",
  ":locale/:page/",
  ":locale/cases/:id/",
  ":locale/cases/:id/concern/",
  ":locale/cases/:id/share/",
  ":locale/give/:campaign/",
  ":locale/thanks/:donation/",
  ":locale/cancelled/:donation/",
];
const base = /<base href="([^"]*)/.exec(page)[1];
write("_redirects", ADDRESSES.map((address) => `${base}${address} ${base}index.html 200\n`).join(""));

for (const name of [...assets.map((one) => `assets/${one}`), "index.html", "404.html", "sw.js", "stitch.svg"]) {
  if (name.endsWith(".woff2")) continue;
  const bytes = readFileSync(new URL(name, dist));
  writeFileSync(new URL(`${name}.gz`, dist), gzipSync(bytes, { level: 9 }));
  writeFileSync(new URL(`${name}.br`, dist), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
