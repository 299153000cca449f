import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSettings, type Settings } from "../settings/settings.js";
import { safeReturnTo } from "./return-to.js";

const logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const settingsFor = (baseUrl: string): Settings =>
  readSettings(
    { clientId: "id", clientSecret: "s", sessionSecret: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks", baseUrl, logger },
    {},
  );
const settings = settingsFor("https://app.test");

test.each([
  "/",
  "/dossiers",
  "/dossiers?tri=date&page=2",
  "/a#b",
  "/a%20b/é",
  "/?url=https://other.test",
  "/:x@y",
])("keeps %s", (path) =>
  expect(safeReturnTo(path, settings)).toBe(
    new URL(path, "https://app.test").href.replace("https://app.test", ""),
  ),
);

test.each([
  ["another site", "https://evil.test/"],
  ["our own site in full", "https://app.test/dossiers"],
  ["a protocol-relative address", "//evil.test"],
  ["a backslash", "/\\evil.test"],
  ["two backslashes", "\\\\evil.test"],
  ["a tab", "/\t/evil.test"],
  ["a line break", "/\n/evil.test"],
  ["a null character", "/\u0000/evil.test"],
  ["dots that leave two slashes", "/.//evil.test"],
  ["dots and a backslash", "/..\\evil.test"],
  ["a user before an at sign", "@evil.test"],
  ["a script", "javascript:alert(1)"],
  ["a relative path", "dossiers"],
  ["a list", ["/a", "/b"]],
  ["more than 1,024 bytes", `/${"é".repeat(512)}`],
  ["our login route", "/auth/login"],
  ["our logout route by way of dots", "/x/../auth/logout"],
])("%s becomes the home page", (_what, value) => expect(safeReturnTo(value, settings)).toBe("/"));

describe("an application under a path", () => {
  const under = settingsFor("https://app.test/app");
  test("keeps its own pages", () => expect(safeReturnTo("/app/dossiers", under)).toBe("/app/dossiers"));
  test.each(["/", "/application", "/app/../other", "/other"])("%s becomes its home page", (path) =>
    expect(safeReturnTo(path, under)).toBe("/app/"),
  );
});

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
    }),
    { numRuns: 5_000 },
  );
});
