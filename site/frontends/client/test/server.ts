/** A site on the loopback that says what a test wants. */

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Said {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** In place of a body: what is no JSON. */
  text?: string;
}

export class Site {
  readonly asked: IncomingMessage[] = [];
  readonly bodies: string[] = [];
  url = "";
  private readonly server = createServer((request, response) => void this.answer(request, response));

  constructor(private readonly say: (request: IncomingMessage, body: string) => Said) {}

  async opens(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async closes(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const part of request) body += String(part);
    this.asked.push(request);
    this.bodies.push(body);
    const said = this.say(request, body);
    response.writeHead(said.status ?? 200, { "Content-Type": "application/json", ...said.headers });
    response.end(said.body === undefined ? said.text : JSON.stringify(said.body));
  }
}
