import { expect, test } from "vitest";
import { acrSatisfies } from "./acr.js";
import { moncomptepro } from "./moncomptepro.js";

const ordered = {
  ...moncomptepro.acr,
  values: ["eidas1", "eidas2", "eidas3"],
  comparison: "ordered",
} as const;

test("exact: only a listed value counts, a stronger one does not", () => {
  expect(acrSatisfies(moncomptepro.acr, "eidas1", ["eidas1"])).toBe(true);
  expect(acrSatisfies(moncomptepro.acr, "eidas1-mfa", ["eidas1"])).toBe(false);
});

test("ordered: a stronger value counts, a weaker or unknown one does not", () => {
  expect(acrSatisfies(ordered, "eidas3", ["eidas2"])).toBe(true);
  expect(acrSatisfies(ordered, "eidas1", ["eidas2"])).toBe(false);
  expect(acrSatisfies(ordered, "eidas9", ["eidas2"])).toBe(false);
  expect(acrSatisfies(ordered, "eidas9", ["eidas8"])).toBe(false);
});

test("no level received satisfies nothing", () => {
  expect(acrSatisfies(moncomptepro.acr, undefined, ["eidas0"])).toBe(false);
});
