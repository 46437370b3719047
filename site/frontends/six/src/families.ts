import { TYPES } from "@sixdegree/client";

const UNTIL_IT_COMES = '"Literata as Georgia", "Literata as Noto Serif", "Literata as DejaVu Serif"';

/** The client's, but for the book: its type is served by ourselves. */
export const FAMILIES = { ...TYPES, book: `Literata, ${UNTIL_IT_COMES}, ${TYPES.book}` };
