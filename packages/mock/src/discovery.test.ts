import { describe, expect, it } from "vitest";
import { startFixture } from "../test/fixture.js";
import { REDIRECT_URI } from "../test/relying-party.js";

describe("discovery", async () => {
  const { mock } = await startFixture();

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(mock.url + path, { headers });

  it("announces what the real provider announces", async () => {
    const document: unknown = await (await get("/.well-known/openid-configuration")).json();
    const endpoint = (path: string): string => `${mock.url}/oauth/${path}`;
    expect(document).toMatchObject({
      issuer: mock.url,
      authorization_endpoint: endpoint("authorize"),
      token_endpoint: endpoint("token"),
      userinfo_endpoint: endpoint("userinfo"),
      jwks_uri: endpoint("jwks"),
      end_session_endpoint: endpoint("logout"),
      introspection_endpoint: endpoint("token/introspection"),
      pushed_authorization_request_endpoint: endpoint("request"),
      response_types_supported: ["code"],
      response_modes_supported: ["form_post", "fragment", "query"],
      grant_types_supported: ["authorization_code"],
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
      authorization_response_iss_parameter_supported: true,
      claims_parameter_supported: true,
      request_uri_parameter_supported: false,
      subject_types_supported: ["public"],
      acr_values_supported: [
        "eidas0",
        "eidas0-mfa",
        "eidas1",
        "eidas1-mfa",
        "https://proconnect.gouv.fr/assurance/certification-dirigeant",
      ],
      dpop_signing_alg_values_supported: ["ES256", "Ed25519", "EdDSA"],
    });
    const { id_token_signing_alg_values_supported: algorithms, scopes_supported: scopes } = document as {
      id_token_signing_alg_values_supported: string[];
      scopes_supported: string[];
    };
    expect(algorithms.toSorted()).toEqual(["ES256", "Ed25519", "EdDSA", "PS256", "RS256"]);
    expect(scopes.toSorted()).toEqual([
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
    ]);
    expect(document).not.toHaveProperty("revocation_endpoint");
    expect(document).not.toHaveProperty("registration_endpoint");
  });

  it("is the same document under the mount path", async () => {
    const atRoot: unknown = await (await get("/.well-known/openid-configuration")).json();
    const mounted: unknown = await (await get("/oauth/.well-known/openid-configuration")).json();
    expect(mounted).toEqual(atRoot);
  });

  it.each([
    "/.well-known/oauth-authorization-server",
    "/.well-known/openid-configuration/",
    "/oauth/token/revocation",
    "/nowhere",
  ])("has nothing at %s", async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it("publishes one public key of each kind", async () => {
    const { keys } = (await (await get("/oauth/jwks")).json()) as { keys: Record<string, string>[] };
    const kinds = keys.map(({ kty, crv, use }) => [kty, crv, use].filter(Boolean).join(" "));
    expect(kinds.toSorted()).toEqual([
      "EC P-256 enc",
      "EC P-256 sig",
      "OKP Ed25519 sig",
      "RSA enc",
      "RSA sig",
    ]);
    for (const key of keys) {
      expect(key.kid).toHaveLength(43);
      expect(key).not.toHaveProperty("d");
    }
  });

  it("may be read from any origin", async () => {
    const origin = "https://anywhere.example";
    for (const path of ["/.well-known/openid-configuration", "/oauth/jwks"]) {
      expect((await get(path, { origin })).headers.get("access-control-allow-origin")).toBe(origin);
      expect((await get(path)).headers.get("access-control-allow-origin")).toBe("*");
    }
  });

  it.each(["authorize", "logout"])("answers no form posted to %s", async (path) => {
    const body = new URLSearchParams({ client_id: mock.clientId, redirect_uri: REDIRECT_URI });
    const response = await fetch(`${mock.url}/oauth/${path}`, { method: "POST", body });
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  });
});
