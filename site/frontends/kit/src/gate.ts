/** A proxy that leads nowhere: whatever a front end asks of another host arrives here, from workers too, and is noted. */

import { createServer, type Server } from "node:http";

import { closed, listening } from "./stage.ts";

export class Gate {
  readonly asked = new Set<string>();
  address = "";
  private readonly server: Server = createServer((request, response) => {
    this.asked.add(new URL(request.url ?? "/", `http://${request.headers.host ?? "unknown"}`).host);
    response.writeHead(502).end();
  });

  async opens(): Promise<this> {
    this.server.on("connect", (request, socket) => {
      this.asked.add(request.url ?? "");
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    this.address = await listening(this.server);
    return this;
  }

  closes(): Promise<void> {
    return closed(this.server);
  }
}
