import { describe, expect, test } from "vitest";
import { MACHINE_NAMES } from "@moncomptepro/test-kit/machine-names";
import { SettingsError } from "./settings-error.js";
import { readSettings } from "./settings.js";

const application = {
  MONCOMPTEPRO_CLIENT_ID: "client",
  MONCOMPTEPRO_CLIENT_SECRET: "a client secret of the provider",
  MONCOMPTEPRO_BASE_URL: "https://app.gouv.test",
  MONCOMPTEPRO_SESSION_SECRET: "qVb3xKx0m8Yh2Jt7Zr5Wc1Ls9Nd4Gf6P",
};

/** The issuer that was read, or what is wrong. */
function issuerOf(environment: Record<string, string>): string {
  try {
    return readSettings({}, { ...application, ...environment }).issuer;
  } catch (error) {
    if (error instanceof SettingsError) return error.problems.join(" ");
    throw error;
  }
}

const ALLOW = { MONCOMPTEPRO_ALLOW_INSECURE_ISSUER: "true" };
const HTTP = /^MONCOMPTEPRO_ISSUER .* must start with https:.*localhost only.*allowInsecureIssuer/;

describe.each(MACHINE_NAMES.filter(([, machine]) => machine !== "none"))("a mock at %s", (name, machine) => {
  const issuer = `http://${name}:3001`;

  test(machine === "this" ? "is this machine, and needs no word" : "needs the word", () => {
    const found = issuerOf({ MONCOMPTEPRO_ISSUER: issuer });
    expect(found).toEqual(machine === "this" ? issuer : expect.stringMatching(HTTP));
    expect(issuerOf({ MONCOMPTEPRO_ISSUER: issuer, ...ALLOW })).toBe(issuer);
  });
});

test.each([
  ["in production", { ...ALLOW, NODE_ENV: "production" }, "is true, which NODE_ENV=production forbids"],
  ["that is no word", { MONCOMPTEPRO_ALLOW_INSECURE_ISSUER: "yes" }, "must be true or false"],
  [
    "towards something else than the web",
    { ...ALLOW, MONCOMPTEPRO_ISSUER: "ftp://mock" },
    "must start with https",
  ],
])("the word %s is refused", (_what, environment, message) => {
  expect(issuerOf({ MONCOMPTEPRO_ISSUER: "http://mock:3001", ...environment })).toContain(message);
});

test("the word false is none", () => {
  const environment = { MONCOMPTEPRO_ALLOW_INSECURE_ISSUER: "false", NODE_ENV: "production" };
  expect(issuerOf({ MONCOMPTEPRO_ISSUER: "https://provider.test", ...environment })).toBe(
    "https://provider.test",
  );
  expect(issuerOf({ MONCOMPTEPRO_ISSUER: "http://mock:3001", ...environment })).toMatch(HTTP);
});

test("the application itself stays on https, or on this machine", () => {
  const baseUrl = { MONCOMPTEPRO_BASE_URL: "http://app:3000" };
  expect(issuerOf({ ...ALLOW, ...baseUrl })).toContain("MONCOMPTEPRO_BASE_URL");
  expect(issuerOf({ MONCOMPTEPRO_BASE_URL: "http://app.localhost:3000" })).toMatch(/^https:/);
});
