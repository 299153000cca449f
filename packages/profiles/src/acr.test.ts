import { expect, test } from "vitest";
import { acrSatisfies } from "./acr.js";
import { moncomptepro } from "./moncomptepro.js";
import { proconnect } from "./proconnect.js";

const ordered = {
  ...moncomptepro.acr,
  forgeable: [] as string[],
  values: ["eidas1", "eidas2", "eidas3"],
  comparison: "ordered",
} as const;

test("exact: only a listed value counts, a stronger one does not", () => {
  expect(acrSatisfies(moncomptepro.acr, "eidas0-mfa", ["eidas0-mfa", "eidas1-mfa"])).toBe(true);
  expect(acrSatisfies(moncomptepro.acr, "eidas1-mfa", ["eidas0-mfa", "eidas1-mfa"])).toBe(true);
  expect(acrSatisfies(moncomptepro.acr, "eidas1-mfa", ["eidas0-mfa"])).toBe(false);
  expect(acrSatisfies(moncomptepro.acr, "EIDAS1-MFA", ["eidas1-mfa"])).toBe(false);
  expect(acrSatisfies(moncomptepro.acr, "eidas1-mfa", [])).toBe(false);
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

test("no level received is the one that the rules say, where they say one", () => {
  const told = { ...ordered, absent: "eidas1" };
  expect(acrSatisfies(told, undefined, ["eidas1"])).toBe(true);
  expect(acrSatisfies(told, undefined, ["eidas2"])).toBe(false);
  expect(acrSatisfies(told, "", ["eidas1"])).toBe(false);
  expect(acrSatisfies({ ...told, forgeable: ["eidas1"] }, undefined, ["eidas1"])).toBe(false);
});

test.each([moncomptepro, proconnect])("$id: a value that the browser can forge never counts", ({ acr }) => {
  expect(acr.forgeable).toEqual(["eidas1"]);
  expect(acrSatisfies(acr, "eidas1", ["eidas1"])).toBe(false);
  expect(acrSatisfies(acr, "eidas1", ["eidas0", "eidas1", "eidas1-mfa"])).toBe(false);
  expect(acrSatisfies(acr, "eidas1-mfa", ["eidas1", "eidas1-mfa"])).toBe(true);
});

test("ordered: a forgeable value above the one accepted does not count either", () => {
  const forgeable = { ...ordered, forgeable: ["eidas2"] };
  expect(acrSatisfies(forgeable, "eidas2", ["eidas1"])).toBe(false);
  expect(acrSatisfies(forgeable, "eidas3", ["eidas1"])).toBe(true);
});
