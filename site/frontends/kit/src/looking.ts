/** What a page shows, says to who listens, holds out of sight, and has stored. Read from outside, past its policy. */

import type { BrowserContext, Frame, Page } from "playwright-core";

/** The visible text of the page and its frames; that of shadow trees comes after the rest of its document. */
export async function visible(page: Page): Promise<string> {
  const texts = await Promise.all(
    page.frames().map((frame) =>
      inside(frame, () => {
        const below = (root: ParentNode): string =>
          [...root.querySelectorAll("*")]
            .map(({ shadowRoot }) =>
              shadowRoot ? [...shadowRoot.children].map((one) => (one as HTMLElement).innerText ?? "").join("\n") + below(shadowRoot) : "",
            )
            .join("\n");
        return `${document.body?.innerText ?? ""}\n${below(document)}`;
      }),
    ),
  );
  return texts.join("\n");
}

/** What `look` sees in the frame; seen again where another document came between, nothing where the frame went. */
async function inside(frame: Frame, look: () => string): Promise<string> {
  for (;;) {
    try {
      return await frame.evaluate(look);
    } catch (error) {
      if (frame.isDetached()) return "";
      if (!(error instanceof Error && error.message.includes("Execution context was destroyed"))) throw error;
    }
  }
}

/** What assistive technology is told, in reading order. */
export async function heard(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const said: string[] = [];
  const walk = (id: string): void => {
    const node = byId.get(id);
    if (node && !node.ignored && node.role?.value === "StaticText") said.push(String(node.name?.value ?? ""));
    else for (const child of node?.childIds ?? []) walk(child);
  };
  if (nodes[0]) walk(nodes[0].nodeId);
  return said.join(" ");
}

/** Everything of the documents: text, attributes, hidden parts, what fields hold, and the address. */
export async function held(page: Page): Promise<string> {
  const texts = await Promise.all(
    page.frames().map((frame) =>
      inside(frame, () => {
        const markup = (root: Document | ShadowRoot): string => {
          const own = root instanceof Document ? root.documentElement?.outerHTML : root.innerHTML;
          const fields = [...root.querySelectorAll("input, textarea, select")].map((one) => (one as HTMLInputElement).value);
          const shadows = [...root.querySelectorAll("*")].flatMap(({ shadowRoot }) => (shadowRoot ? [markup(shadowRoot)] : []));
          return [own, ...fields, ...shadows].join("\n");
        };
        return `${markup(document)}\n${location.href}`;
      }),
    ),
  );
  return texts.join("\n").replace(/&(amp|lt|gt|quot|nbsp);/g, (entity) => ENTITIES[entity] ?? entity);
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": " " };

/** Where something is stored → all that is stored there. */
export async function stored(page: Page, context: BrowserContext): Promise<Record<string, string>> {
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${decoded(value)}`).join("\n");
  return { ...(await page.evaluate(stores)), cookies };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Runs in the page: everything in it has to be inside. */
async function stores(): Promise<Record<string, string>> {
  const words = async (value: unknown): Promise<string> => {
    if (value instanceof Blob) return value.text();
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
    if (value instanceof Map || value instanceof Set) return words([...value]);
    if (typeof value !== "object" || value === null) return String(value);
    return (await Promise.all(Object.entries(value).map(async ([name, one]) => `${name} ${await words(one)}`))).join("\n");
  };
  const of = (store: Storage): string => JSON.stringify({ ...store });
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB did not answer."));
    });
  const databases = async (): Promise<string> => {
    let all = "";
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name!));
      for (const store of database.objectStoreNames) {
        const open = (): IDBObjectStore => database.transaction(store).objectStore(store);
        all += `${name} ${store} ${await words(await settled(open().getAllKeys()))} ${await words(await settled(open().getAll()))}\n`;
      }
      database.close();
    }
    return all;
  };
  const kept = async (): Promise<string> => {
    let all = "";
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const text = await (await cache.match(request, { ignoreVary: true }))?.text();
        all += `${name} ${request.url} ${text ?? ""}\n`;
      }
    }
    return all;
  };
  const files = async (folder: FileSystemDirectoryHandle): Promise<string> => {
    let all = "";
    for await (const [name, one] of (folder as unknown as { entries: () => AsyncIterable<[string, FileSystemHandle]> }).entries()) {
      const inside = one.kind === "file" ? await (await (one as FileSystemFileHandle).getFile()).text() : await files(one as FileSystemDirectoryHandle);
      all += `${name} ${inside}\n`;
    }
    return all;
  };
  return {
    localStorage: of(localStorage),
    sessionStorage: of(sessionStorage),
    IndexedDB: await databases(),
    "Cache Storage": await kept(),
    "the file system of the origin": await files(await navigator.storage.getDirectory()),
    "window.name": window.name,
    "history.state": JSON.stringify(history.state) ?? "",
  };
}
