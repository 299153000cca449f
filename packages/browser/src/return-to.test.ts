import { readFileSync } from "node:fs";
import { expect, test } from "../test/site.js";
import type * as rule from "./return-to.js";

/** One of the cases that the server's rule is tested with too. `pad` and `expectedPad` are characters added at the end. */
interface Case {
  readonly what: string;
  readonly base?: string;
  readonly path?: string;
  readonly value: string;
  readonly pad?: number;
  readonly expected: string;
  readonly expectedPad?: number;
}

const TABLE = new URL("../../server/test/return-to.json", import.meta.url);
const cases = JSON.parse(readFileSync(TABLE, "utf8")) as Case[];

test("a page keeps and drops the same returnTo as the server", async ({ page }) => {
  const kept = await page.evaluate(async (given) => {
    const file: string = "/dist/return-to.js";
    const { safeReturnTo } = (await import(file)) as typeof rule;
    return given.map(({ what, base = "", path = "/auth", value, pad = 0 }) => [
      what,
      safeReturnTo(value + "a".repeat(pad), { home: `${base}/`, path: `${base}${path}` }),
    ]);
  }, cases);
  expect(cases.length).toBeGreaterThan(40);
  expect(kept).toEqual(
    cases.map(({ what, expected, expectedPad = 0 }) => [what, expected + "a".repeat(expectedPad)]),
  );
});
