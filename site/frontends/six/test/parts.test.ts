import { expect, test } from "vitest";

import { dialled, past } from "../src/pages/parts.ts";

test("a help number is dialled as it is written, with its star and its hash", () => {
  expect(dialled("*123#")).toBe("*123#");
  expect(dialled("+66 (0) 555-0102")).toBe("+6605550102");
});

test("of words, nothing is dialled", () => {
  expect(dialled("ask at the temple")).toBe("");
});

const NOTE = { type: "note" };
const PARAGRAPH = { type: "paragraph" };

test("the way past a hard part leads to the next heading", () => {
  expect(past([{ type: "heading" }, NOTE, PARAGRAPH, { type: "heading" }], 1)).toBe("part-3");
});

test("where no heading follows, it leads to the foot of the page", () => {
  expect(past([{ type: "heading" }, NOTE, PARAGRAPH], 1)).toBe("after");
});
