/**
 * Fetches through the memory of this page alone. Answers are asked for again before every use, with the ETag of
 * the one held: 304 gives that one back, 404 and 410 forget it. Nothing reaches the browser's own stores, so
 * that nothing of a story stays on a device after the page is closed.
 */

const MOST = 64;

interface Kept {
  etag: string;
  body: string;
  type: string;
}

export class Memory {
  private readonly kept = new Map<string, Kept>();

  get size(): number {
    return this.kept.size;
  }

  has(url: string): boolean {
    return this.kept.has(url);
  }

  /** A `fetch` for readers; other methods pass through unstored. */
  fetching(fetch: typeof globalThis.fetch): (request: Request) => Promise<Response> {
    return async (request) => {
      if (request.method !== "GET") return fetch(request);
      const held = this.kept.get(request.url);
      const headers = new Headers(request.headers);
      if (held) headers.set("If-None-Match", held.etag);
      const response = await fetch(new Request(request, { headers, cache: "no-store" }));
      if (response.status === 304 && held) return again(held);
      return this.remembered(request.url, response);
    };
  }

  private async remembered(url: string, response: Response): Promise<Response> {
    this.kept.delete(url);
    const etag = response.headers.get("ETag");
    const storable = !response.headers.get("Cache-Control")?.includes("no-store");
    if (response.status !== 200 || !etag || !storable) return response;
    const body = await response.text();
    const kept = { etag, body, type: response.headers.get("Content-Type") ?? "application/json" };
    this.kept.set(url, kept);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST) break;
      this.kept.delete(oldest);
    }
    return again(kept);
  }
}

function again({ body, type, etag }: Kept): Response {
  return new Response(body, { status: 200, headers: { "Content-Type": type, ETag: etag } });
}
