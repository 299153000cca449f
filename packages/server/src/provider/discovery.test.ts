import { expect, test } from "vitest";
import { discover } from "./discovery.js";

/** Whether a document of this issuer, with this token endpoint, is taken. */
async function isTaken(
  issuer: string,
  token_endpoint: string,
  allowInsecureIssuer: boolean,
): Promise<boolean> {
  const at = (path: string): string => `${issuer}/${path}`;
  const document = {
    issuer,
    authorization_endpoint: at("authorize"),
    token_endpoint,
    userinfo_endpoint: at("userinfo"),
    jwks_uri: at("jwks"),
  };
  const answer = { status: 200, headers: {}, text: JSON.stringify(document) };
  const settings = { issuer, discovery: at("discovery"), allowInsecureIssuer };
  try {
    await discover(settings, async () => answer);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "provider_error" });
    return false;
  }
}

test.each<[issuer: string, endpoint: string, allowed: boolean, taken: boolean]>([
  ["https://provider.test", "https://elsewhere.test/token", false, true],
  ["https://provider.test", "http://provider.test/token", true, false],
  ["https://provider.test", "http://localhost:3001/token", false, false],
  ["http://localhost:3001", "http://localhost:3001/token", false, true],
  ["http://app.localhost:3001", "http://127.0.0.2:3001/token", false, true],
  ["http://mock:3001", "http://mock:3001/token", false, false],
  ["http://mock:3001", "http://mock:3001/token", true, true],
  ["http://mock:3001", "http://mock:4001/token", true, true],
  ["http://mock:3001", "http://other:3001/token", true, false],
  ["http://mock:3001", "ftp://mock:3001/token", true, false],
])("the issuer %s may name %s with allowInsecureIssuer %s: %s", async (issuer, endpoint, allowed, taken) => {
  expect(await isTaken(issuer, endpoint, allowed)).toBe(taken);
});
