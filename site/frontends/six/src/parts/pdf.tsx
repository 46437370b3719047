/** The way to a receipt as a file. */

import type { ReceiptStatus } from "@sixdegree/client";

import { useWords } from "../words.ts";

/** Nothing where none is valid. */
export function Pdf({ receipt }: { receipt: ReceiptStatus }) {
  const words = useWords();
  if (!receipt.url) return null;
  return (
    <a href={receipt.url} type="application/pdf" download>
      {words.say("receipt.pdf")}
      <span class="unseen"> {receipt.number}</span>
    </a>
  );
}
