import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const read = (path: string): string => readFileSync(`${root}/${path}`, "utf8");
const files = execFileSync("git", ["ls-files", "*.test.ts"], { cwd: root, encoding: "utf8" }).split("\n");

/** Each proof of the document: the file of a test and, where it names them, words of a title in it. */
const proofs = [...read("docs/security.md").matchAll(/`([\w./-]+\.test\.ts)`(?:: “([^”]+)”)?/g)].map(
  ([, file = "", title]) => [file, title] as const,
);

test("the document names many proofs", () => {
  expect(proofs.length).toBeGreaterThan(50);
});

test.each(proofs)("%s is a test of this repository, and %s stands in a title", (file, title) => {
  const found = files.filter((path) => path.endsWith(`/${file}`));
  expect(found, "the file, once").toHaveLength(1);
  if (title !== undefined) expect(read(found[0] ?? "")).toContain(title);
});

test("every promise of a table has a proof", () => {
  const [, promised = ""] = read("docs/security.md").split(/^## What is promised$/m);
  const [promises = ""] = promised.split(/^### What an edited request brings$/m);
  const rows = promises.split("\n").filter((line) => line.startsWith("|"));
  expect(rows.filter((row) => !/`[\w./-]+\.test\.ts`|\| -+ \||^\| promise/.test(row))).toEqual([]);
});
