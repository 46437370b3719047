import { expect, test } from "vitest";

import { finished } from "../src/index.ts";

test.each([
  ["", ""],
  ["s", ""],
  ["se", ""],
  ["sew", "sew"],
  ["se ", "se"],
  ["sewing", "sewing"],
  ["sewing la", "sewing"],
  ["sewing la paz", "sewing la paz"],
  ["“lu", ""],
  ["ñu", ""],
  ["工", ""],
  ["工厂", "工厂"],
  ["ป้", ""],
  ["ปลา", "ปลา"],
])("of %j, %j is sought while one types", (typed, sought) => {
  expect(finished(typed)).toBe(sought);
});
