import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";

const ROOT = new URL("../../../", import.meta.url);
/** The types compile in each framework: see the step `consumers` of scripts/test.mjs. */
const KEPT_BY_A_COMPILER = 67;

const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");

/** Numbers of rules that the titles of tests in a folder begin with. */
function numbersIn(folder: string): number[] {
  const names = readdirSync(new URL(folder, ROOT), { encoding: "utf8", recursive: true });
  const tests = names.filter((name) => name.endsWith(".test.ts")).map((name) => read(folder + name));
  const titles = tests.flatMap((text) => [...text.matchAll(/["'`]((?:D\d+ )+)/g)]);
  return titles.flatMap(([, numbers = ""]) => numbers.trim().split(" ")).map((each) => Number(each.slice(1)));
}

test("every rule of docs/button-checklist.md is shown by a test, and every number is of a rule", () => {
  const rules = [...read("docs/button-checklist.md").matchAll(/^(\d+)\. /gm)].map(([, rule]) => Number(rule));
  expect(rules).toEqual(rules.map((_, index) => index + 1));
  const shown = ["packages/button/src/", "e2e/"].flatMap(numbersIn);
  expect([...new Set([...shown, KEPT_BY_A_COMPILER])].toSorted((a, b) => a - b)).toEqual(rules);
});
