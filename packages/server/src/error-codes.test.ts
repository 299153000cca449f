import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ERRORS } from "./error-codes.js";

test("docs/errors.md tells of every code, with its fault, its status and its sentence", () => {
  const table = readFileSync(new URL("../../../docs/errors.md", import.meta.url), "utf8");
  const cells = table
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const told = cells.map(([, code, fault, status, , sentence]) => [code, fault, status, sentence]);
  const known = Object.entries(ERRORS).map(([code, { fault, status, person }]) => [
    `\`${code}\``,
    fault,
    String(status),
    person.fr,
  ]);
  expect(told).toEqual(known);
});
