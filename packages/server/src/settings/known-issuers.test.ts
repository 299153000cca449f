import { expect, test } from "vitest";
import { proconnect, profiles, type Profile } from "@moncomptepro/profiles";
import { decryptionKeyFor } from "@moncomptepro/test-kit/decryption-key";
import { readProviderSettings, type ProviderOptions } from "./read-provider-settings.js";
import { SettingsError } from "./settings-error.js";

const client = { clientId: "client", clientSecret: "a client secret of the provider" };

/** What is wrong, or nothing. */
function wrongWith(options: Partial<ProviderOptions>, variables: Record<string, string> = {}): string {
  try {
    readProviderSettings({ ...client, ...options }, variables);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems.join("\n");
    throw error;
  }
  return "";
}

test.each([
  ["https://fcp.integ01.dev-franceconnect.fr/api/v1", /version 1, which has ended.*environment "sandbox"/],
  ["https://app.franceconnect.gouv.fr", /version 1, which has ended.*environment "production"/],
  ["https://app.moncomptepro.beta.gouv.fr/", /were renamed.*environment "production"/],
  ["https://app-sandbox.moncomptepro.beta.gouv.fr", /were renamed.*environment "sandbox"/],
  ["https://app-test.moncomptepro.beta.gouv.fr", /were renamed.*environment "sandbox"/],
  ["https://proconnect.gouv.fr", /a web site of ProConnect/],
  ["https://wallet.esw.esante.gouv.fr/auth", /the login pages of Pro Santé Connect/],
  ["https://auth.bas.esw.esante.gouv.fr/auth/realms/esante-wallet", /former sandbox.*environment "sandbox"/],
])("%s is answered with what to do instead, whatever the provider", (issuer, message) => {
  for (const provider of Object.values<Profile>(profiles)) {
    expect(wrongWith({ provider, issuer })).toMatch(message);
    expect(wrongWith({ provider: { ...provider, id: "own" }, issuer })).toMatch(message);
  }
});

test("an issuer of another built-in profile names the right one", () => {
  const variables = {
    MONCOMPTEPRO_PROVIDER: "franceconnect",
    MONCOMPTEPRO_ISSUER: "https://fca.integ01.dev-agentconnect.fr/api/v2/",
  };
  expect(wrongWith({}, variables)).toBe(
    'MONCOMPTEPRO_ISSUER (option issuer) is the one of "proconnect", and the provider is "franceconnect": leave it out, and set the provider "proconnect" and the environment "integration".',
  );
});

test("each issuer of a profile is its own, with a final slash or without", () => {
  for (const provider of Object.values<Profile>(profiles))
    for (const { issuer } of Object.values(provider.environments)) {
      const key = decryptionKeyFor(provider);
      expect(wrongWith({ provider, issuer, ...key })).toBe("");
      expect(wrongWith({ provider, issuer: `${issuer}/`, ...key })).toBe("");
    }
});

test.each([
  "https://auth.agentconnect.gouv.fr",
  "https://auth.agentconnect.gouv.fr/api/v2/.well-known/openid-configuration",
])("%s is no issuer, and the one at that host is named", (issuer) => {
  expect(wrongWith({ provider: "proconnect", issuer })).toMatch(
    /is no issuer, which at this host is https:\/\/auth\.agentconnect\.gouv\.fr\/api\/v2: leave it out/,
  );
});

test("the address of a discovery document is no issuer", () => {
  const issuer = "https://keycloak.test/realms/agents/.well-known/openid-configuration";
  expect(wrongWith({ issuer })).toMatch(/what stands before it, https:\/\/keycloak\.test\/realms\/agents\.$/);
});

test("a profile of one's own may have the issuer of a built-in one, or say where none is", () => {
  const own: Profile = { ...proconnect, id: "own", mistakenHosts: { "old.test": "is gone: take new.test" } };
  expect(wrongWith({ provider: own, environment: "integration" })).toBe("");
  expect(wrongWith({ provider: own, issuer: "https://old.test/realm" })).toMatch(/is gone: take new\.test/);
  const environments = { production: { issuer: "https://app.franceconnect.gouv.fr" } };
  expect(wrongWith({ provider: { ...own, environments } })).toMatch(/provider.*version 1/);
});
