import { describe, expect, it } from "vitest";
import { startFixture } from "../test/fixture.js";
import { startMockProvider, type MockProvider } from "./index.js";

/** One row: rule of docs/fidelity.md, what is asked, what the real provider answers. */
describe("MonComptePro, discovery and keys", async () => {
  const { mock } = await startFixture();
  const answer = await fetch(`${mock.url}/.well-known/openid-configuration`);
  const document = (await answer.json()) as Record<string, unknown>;

  it.each<[rule: string, member: string, path: string]>([
    ["1", "issuer", ""],
    ["1", "authorization_endpoint", "/oauth/authorize"],
    ["1", "token_endpoint", "/oauth/token"],
    ["1", "userinfo_endpoint", "/oauth/userinfo"],
    ["1", "end_session_endpoint", "/oauth/logout"],
    ["1", "introspection_endpoint", "/oauth/token/introspection"],
    ["1", "jwks_uri", "/oauth/jwks"],
    ["1", "pushed_authorization_request_endpoint", "/oauth/request"],
  ])("rule %s: %s is at %s", (_rule, member, path) => {
    expect(document[member]).toBe(mock.url + path);
  });

  it.each<[rule: string, member: string, value: unknown]>([
    ["2", "response_types_supported", ["code"]],
    ["3", "response_modes_supported", ["form_post", "fragment", "query"]],
    ["3", "grant_types_supported", ["authorization_code"]],
    ["3", "code_challenge_methods_supported", ["S256"]],
    ["3", "token_endpoint_auth_methods_supported", ["client_secret_post", "private_key_jwt"]],
    ["3", "authorization_response_iss_parameter_supported", true],
    ["3", "id_token_signing_alg_values_supported", ["ES256", "Ed25519", "EdDSA", "PS256", "RS256"]],
    ["2", "userinfo_signing_alg_values_supported", ["ES256", "Ed25519", "EdDSA", "PS256", "RS256"]],
    ["2", "dpop_signing_alg_values_supported", ["ES256", "Ed25519", "EdDSA"]],
    ["2", "claims_parameter_supported", true],
    ["2", "request_uri_parameter_supported", false],
    ["2", "subject_types_supported", ["public"]],
    [
      "3",
      "acr_values_supported",
      [
        "eidas0",
        "eidas0-mfa",
        "eidas1",
        "eidas1-mfa",
        "https://proconnect.gouv.fr/assurance/certification-dirigeant",
      ],
    ],
    [
      "4",
      "scopes_supported",
      [
        "email",
        "given_name",
        "is_public_service",
        "is_service_public",
        "openid",
        "organization",
        "organizations",
        "phone",
        "profile",
        "siret",
        "uid",
        "usual_name",
      ],
    ],
    ["2", "revocation_endpoint", undefined],
    ["2", "registration_endpoint", undefined],
    ["2", "device_authorization_endpoint", undefined],
    ["2", "check_session_iframe", undefined],
    ["2", "backchannel_logout_supported", undefined],
    ["2", "frontchannel_logout_supported", undefined],
    ["2", "request_object_signing_alg_values_supported", undefined],
  ])("rule %s: %s is %j", (_rule, member, value) => {
    const told = document[member];
    const order = Array.isArray(told) && member !== "acr_values_supported";
    expect(order ? (told as string[]).toSorted() : told).toEqual(value);
  });

  it.each<[rule: string, claim: string]>(
    [
      ["sub", "email", "email_verified", "family_name", "given_name", "updated_at", "job", "phone_number"],
      ["phone_number_verified", "label", "siret", "is_commune", "is_external", "is_public_service"],
      ["is_service_public", "organizations", "uid", "usual_name", "acr", "amr", "auth_time", "iss", "sid"],
    ]
      .flat()
      .map((claim) => ["4", claim]),
  )("rule %s: the claim %s is announced", (_rule, claim) => {
    expect(document["claims_supported"]).toContain(claim);
  });

  it.each<[rule: string, claim: string]>(
    [
      ["siren", "organizational_unit", "belonging_population", "chorusdt:matricule", "idp_id", "idp_acr"],
      ["custom", "roles", "organization_label", "is_collectivite_territoriale"],
    ]
      .flat()
      .map((claim) => ["4", claim]),
  )("rule %s: the claim %s is not", (_rule, claim) => {
    expect(document["claims_supported"]).not.toContain(claim);
  });

  const ORIGIN = "https://anywhere.example";

  it.each<
    [rule: string, method: string, path: string, status: number, headers: Record<string, RegExp | string>]
  >([
    ["31", "GET", "/.well-known/openid-configuration", 200, { "content-type": /^application\/json/ }],
    ["31", "GET", "/oauth/.well-known/openid-configuration", 200, { "content-type": /^application\/json/ }],
    ["31", "GET", "/.well-known/openid-configuration/", 404, {}],
    ["31", "GET", "/.well-known/oauth-authorization-server", 404, {}],
    ["31", "GET", "/oauth/jwks", 200, { "access-control-allow-origin": "*" }],
    ["31", "GET", "/.well-known/openid-configuration", 200, { "access-control-allow-origin": "*" }],
    ["20", "POST", "/oauth/authorize", 404, { "content-type": /^text\/plain/ }],
    ["20", "POST", "/oauth/logout", 404, { "content-type": /^text\/plain/ }],
    ["2", "POST", "/oauth/token/revocation", 404, {}],
    ["2", "POST", "/oauth/reg", 404, {}],
    ["5", "GET", "/oauth/token", 404, {}],
  ])("rule %s: %s %s is %i", async (_rule, method, path, status, headers) => {
    const response = await fetch(mock.url + path, { method });
    expect(response.status).toBe(status);
    for (const [name, value] of Object.entries(headers)) {
      expect(response.headers.get(name)).toMatch(value);
    }
  });

  it.each<[rule: string, method: string, path: string, status: number, allowed: string | null]>([
    ["31", "GET", "/.well-known/openid-configuration", 200, ORIGIN],
    ["31", "GET", "/oauth/jwks", 200, ORIGIN],
    ["31", "OPTIONS", "/oauth/token", 204, ORIGIN],
    ["2", "POST", "/oauth/token", 400, null],
  ])("rule %s: %s %s from a page elsewhere is %i", async (_rule, method, path, status, allowed) => {
    const headers = { origin: ORIGIN, "access-control-request-method": "POST" };
    const { clientId: client_id, clientSecret: client_secret = "" } = mock;
    const body = method === "POST" ? new URLSearchParams({ client_id, client_secret }) : null;
    const response = await fetch(mock.url + path, { method, headers, body });
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([status, allowed]);
  });

  it("rule 1: the mounted document is the same", async () => {
    const mounted = await fetch(`${mock.url}/oauth/.well-known/openid-configuration`);
    expect(await mounted.json()).toEqual(document);
  });

  it("rule 3: keys have a kid of 43 characters and nothing private, and are new at each start", async () => {
    const keysOf = async ({ url }: MockProvider): Promise<Record<string, string>[]> =>
      ((await (await fetch(`${url}/oauth/jwks`)).json()) as { keys: Record<string, string>[] }).keys;
    const keys = await keysOf(mock);
    for (const key of keys) {
      expect(key.kid).toHaveLength(43);
      for (const secret of ["d", "p", "q", "k"]) expect(key).not.toHaveProperty(secret);
    }
    const other = await startMockProvider();
    const others = await keysOf(other);
    await other.stop();
    expect(others.map(({ kid }) => kid)).not.toEqual(expect.arrayContaining([keys[0]?.kid]));
  });
});
