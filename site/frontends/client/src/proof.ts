/** ALTCHA version 1: the number for which SHA-256 of salt and number is the challenge. */
export interface Challenge {
  algorithm: string;
  challenge: string;
  maxnumber: number;
  salt: string;
  signature: string;
}

const AT_ONCE = 256;

/** The base64 of the solved challenge; null where no number fits or the algorithm is unknown. */
export async function solved(challenge: Challenge): Promise<string | null> {
  if (challenge.algorithm !== "SHA-256") return null;
  for (let start = 0; start <= challenge.maxnumber; start += AT_ONCE) {
    const numbers = Array.from({ length: AT_ONCE }, (_unused, index) => start + index);
    const hashes = await Promise.all(numbers.map((number) => sha256(challenge.salt + String(number))));
    const found = hashes.indexOf(challenge.challenge);
    if (found >= 0) return payload(challenge, start + found);
  }
  return null;
}

function payload({ algorithm, challenge, salt, signature }: Challenge, number: number): string {
  return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** 192 random bits: one for each gift somebody decides to make. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
