/** Asks for a gift to be reserved, and once more where that is sure to be what the donor wishes. */

import type { Gift, Outcome, Reserved } from "@sixdegree/client";

type Give = (gift: Gift, key: string) => Promise<Outcome<Reserved>>;

/** With the same key each time: what was refused is not kept under it, and what was not answered is the same gift. */
export async function reserve(give: Give, gift: Gift, key: string): Promise<Outcome<Reserved>> {
  const answer = await give(gift, key);
  if (answer.kind !== "problem") return answer;
  const { degree, ...bare } = gift;
  // A link that lost a letter on its way costs nobody a gift: it is counted as nobody's hand.
  if (answer.problem.type === "degree-refused" && degree) return reserve(give, bare, key);
  // The provider was out of reach for a moment.
  return answer.problem.status === 503 ? give(gift, key) : answer;
}
