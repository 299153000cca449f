import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readSettings, type Settings } from "../settings/settings.js";
import { safeReturnTo } from "./return-to.js";

const logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const settingsFor = (baseUrl: string, path = "/auth"): Settings =>
  readSettings(
    {
      clientId: "id",
      clientSecret: "s",
      sessionSecret: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks",
      baseUrl,
      path,
      logger,
    },
    {},
  );
const settings = settingsFor("https://app.test");

/** One of the cases that the browser's rule is tested with too. `pad` and `expectedPad` are characters added at the end. */
interface Case {
  readonly what: string;
  readonly base?: string;
  readonly path?: string;
  readonly value: string;
  readonly pad?: number;
  readonly expected: string;
  readonly expectedPad?: number;
}

const cases = JSON.parse(
  readFileSync(new URL("../../test/return-to.json", import.meta.url), "utf8"),
) as Case[];

test.each(cases)(
  "$what: $value",
  ({ base = "", path = "/auth", value, pad = 0, expected, expectedPad = 0 }) => {
    const given = value + "a".repeat(pad);
    const kept = safeReturnTo(given, settingsFor(`https://app.test${base}`, path));
    expect(kept).toBe(expected + "a".repeat(expectedPad));
  },
);

test.each([
  ["a list", ["/a", "/b"]],
  ["nothing", undefined],
  ["null", null],
  ["a number", 1],
])("%s becomes the home page", (_what, value) => expect(safeReturnTo(value, settings)).toBe("/"));

test("whatever is given, the browser stays on the application", () => {
  const pieces = fc.constantFrom(
    "/",
    "\\",
    "//",
    "..",
    ".",
    "%2f",
    "%5c",
    "@",
    ":",
    "?",
    "#",
    "evil.test",
    "https:",
    "\t",
    "[::1]",
    " ",
  );
  const hostile = fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 }))).map((parts) => parts.join(""));
  fc.assert(
    fc.property(hostile, (value) => {
      const path = safeReturnTo(value, settings);
      expect(new URL(path, "https://app.test").origin).toBe("https://app.test");
      expect(path).toMatch(/^\/(?![/\\])/);
      expect(Buffer.byteLength(path)).toBeLessThanOrEqual(1024);
    }),
    { numRuns: 5_000 },
  );
});
