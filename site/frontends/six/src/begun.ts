/** Which payments this browser began: their random keys, for half an hour, in cookies of the giving pages alone. */

const NAME = "begun";
const MOST = 8;
/** As long as a payment page is open. */
export const LIFE = 31 * 60;

/** Oldest first, from what `document.cookie` says. */
export function keysIn(cookies: string): string[] {
  const own = cookies.split("; ").find((one) => one.startsWith(`${NAME}=`));
  return (own?.slice(NAME.length + 1) ?? "").split(".").filter(Boolean).slice(-MOST);
}

/** The cookie that says them, no story and no amount; it lapses by itself. */
export function cookie(keys: readonly string[], below: string, secure: boolean): string {
  const value = [...new Set(keys)].slice(-MOST).join(".");
  return `${NAME}=${value}; Path=${below}; Max-Age=${LIFE}; SameSite=Strict${secure ? "; Secure" : ""}`;
}

export const begun = (): string[] => keysIn(document.cookie);

/** `below`: the path of the giving pages in each language. A cookie for each, since all read and none is sent further. */
export function remember(key: string, below: readonly string[]): void {
  const known = [...begun(), key];
  for (const path of below) document.cookie = cookie(known, path, location.protocol === "https:");
}
