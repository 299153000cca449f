import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";

const here = new URL(".", import.meta.url);
const document = await readFile(new URL("../../../docs/fidelity.md", here), "utf8");
const names = (await readdir(here)).filter((name) => /^fidelity-.*\.test\.ts$/.test(name));
const tests = (await Promise.all(names.map((name) => readFile(new URL(name, here), "utf8")))).join("\n");

const rules = [...document.matchAll(/^(\d+)\. \*\*/gm)].map(([, rule]) => Number(rule));
/** As the first word of a row, or in a title. */
const shown = [...tests.matchAll(/\[\s*"(\d+)",|\brules? (\d+)(?: and (\d+))?/g)].flatMap(([, ...all]) =>
  all.filter((rule) => rule !== undefined).map(Number),
);

it("every rule of docs/fidelity.md is shown by a test, and every number is of a rule", () => {
  expect(rules).toEqual(rules.map((_rule, index) => index + 1));
  expect([...new Set(shown)].toSorted((one, other) => one - other)).toEqual(rules);
});
