/** What of somebody's typing can be sought already. */

const LETTERS = 3;
/** Signs of a script that leaves no space between words: two can be one. */
const SIGNS = 2;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** The words without the one just begun: nobody is told that no story has "se" on the way to "sewing". */
export function finished(typed: string): string {
  const last = /\S+$/.exec(typed)?.[0] ?? "";
  const length = last.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const least = UNSPACED.test(last) ? SIGNS : LETTERS;
  return (length < least ? typed.slice(0, typed.length - last.length) : typed).trim();
}
