/** Where a front end is watched: before the sandbox, or before a site of yours. The checks are the same. */

import { execFile } from "node:child_process";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";
import { promisify } from "node:util";

import { PLANTED } from "./planting.ts";
import { Sandbox, VERSION } from "./sandbox.ts";
import { Unready } from "./unready.ts";

export interface Stage {
  /** Where the front end is: an address with a slash at its end. */
  site: string;
  /** The origin of the API. */
  api: string;
  /** Words that nobody may ever see there. */
  never: string[];
  withdraw: (id: string) => Promise<void>;
  /** Gives the case a new summary; only the sandbox can. */
  retell: ((id: string, locale: string, summary: string) => void) | null;
  closes: () => Promise<void>;
}

export interface Built {
  /** The folder that would be put on a host. */
  dist: string;
  /** The path it is built to lie below. */
  base?: string;
  /** A fixed port, for a front end that was built for one address of the API; a free one otherwise. */
  port?: number;
  sandbox?: Sandbox;
}

/** The built folder and the sandbox on one origin of the loopback; unknown addresses get index.html. */
export async function built({ dist, base = "/", port = 0, sandbox = new Sandbox() }: Built): Promise<Stage> {
  if (!existsSync(join(dist, "index.html"))) throw new Unready(`There is no index.html in ${dist}. Build the front end, then name its folder.`);
  const server = createServer((request, response) => {
    if (request.url?.startsWith(VERSION)) sandbox.answer(request, response);
    else file(dist, base, request, response);
  });
  const origin = await listening(server, port);
  return {
    site: new URL(base, origin).href,
    api: origin,
    never: [PLANTED],
    withdraw: async (id) => sandbox.withdraw(id),
    retell: (id, locale, summary) => sandbox.retell(id, locale, summary),
    closes: () => closed(server),
  };
}

export interface Running {
  site: string;
  api: string;
  /** A command that withdraws the case in its last argument, without a shell: `["manage.py", "withdraw"]`. */
  withdraw: [string, ...string[]];
  never?: string[];
}

export function running({ site, api, withdraw: [command, ...words], never = [] }: Running): Stage {
  return {
    site: site.endsWith("/") ? site : `${site}/`,
    api: new URL(api).origin,
    never,
    withdraw: async (id) => {
      await promisify(execFile)(command, [...words, id]).catch((error: Error) => {
        throw new Unready(`The command of --withdraw failed. ${error.message}`);
      });
    },
    retell: null,
    closes: async () => undefined,
  };
}

export async function listening(server: Server, port = 0): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", () => reject(new Unready(`Port ${port} of 127.0.0.1 cannot be taken. Name a free one with --port.`)));
    server.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

const TYPES: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

function file(dist: string, base: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? "/", "http://site");
  const within = pathname.startsWith(base) ? pathname.slice(base.length) : "";
  const named = normalize(join(dist, decodeURIComponent(within)));
  const found = named.startsWith(normalize(dist) + sep) && existsSync(named) && statSync(named).isFile();
  if (!found && extname(pathname)) return void response.writeHead(404).end();
  const path = found ? named : join(dist, "index.html");
  response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Cache-Control": "no-cache" });
  createReadStream(path).pipe(response);
}
