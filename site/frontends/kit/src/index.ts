export * from "@sixdegree/client";
export { recorded, type Answers } from "./answers.ts";
export { check, DOCUMENTS, failed, NAMES, type CheckName, type Report } from "./check.ts";
export { PLANTED } from "./planting.ts";
export { Sandbox } from "./sandbox.ts";
export { built, running, type Built, type Running, type Stage } from "./stage.ts";
export { wrongWith } from "./theme.ts";
export type { Where } from "./visit.ts";
