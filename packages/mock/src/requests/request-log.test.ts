import { calculatePKCECodeChallenge, ClientSecretPost, randomPKCECodeVerifier } from "openid-client";
import { expect, it } from "vitest";
import { Browser } from "../../test/browser.js";
import { startFixture } from "../../test/fixture.js";
import { RelyingParty } from "../../test/relying-party.js";

const { mock, application } = await startFixture();

it("tells what the relying party asked for, in order, and none of its secrets", async () => {
  const browser = new Browser(mock.url);
  const pkceCodeVerifier = randomPKCECodeVerifier();
  const parameters = {
    acr_values: "eidas1",
    claims: '{"id_token":{"amr":null}}',
    code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  };
  const party = await RelyingParty.discover(mock, {
    authentication: ClientSecretPost(mock.clientSecret ?? ""),
  });
  await party.finish(await party.logIn(browser, "contractor", { parameters }), { pkceCodeVerifier });

  expect(mock.requests.map(({ endpoint }) => endpoint)).toEqual([
    "discovery",
    "authorization",
    "token",
    "jwks",
    "userinfo",
  ]);
  const [, authorization, token, , userinfo] = mock.requests;
  expect(authorization).toEqual({
    endpoint: "authorization",
    method: "GET",
    parameters: {
      client_id: mock.clientId,
      redirect_uri: "http://localhost:3000/auth/callback",
      response_type: "code",
      scope: "openid email profile phone organization",
      state: "state-1",
      nonce: "nonce-1",
      ...parameters,
    },
    client: mock.clientId,
    clientAuthentication: undefined,
    sub: undefined,
    status: 303,
    error: undefined,
  });
  expect(token).toEqual({
    endpoint: "token",
    method: "POST",
    parameters: {
      client_id: mock.clientId,
      client_secret: "[redacted]",
      code: "[redacted]",
      code_verifier: "[redacted]",
      grant_type: "authorization_code",
      redirect_uri: "http://localhost:3000/auth/callback",
    },
    client: mock.clientId,
    clientAuthentication: "client_secret_post",
    sub: "104",
    status: 200,
    error: undefined,
  });
  expect(userinfo).toMatchObject({ endpoint: "userinfo", client: mock.clientId, sub: "104", status: 200 });
});

it("tells the errors, and the truth whatever a fault answered", async () => {
  await application.token({ code: "nonsense" });
  await application.start(new Browser(mock.url), { prompt: "none" });
  mock.fault("http_error", { endpoint: "jwks" });
  await fetch(`${mock.url}/oauth/jwks`);
  await fetch(`${mock.url}/oauth/token`, { method: "POST", headers: { authorization: "Basic eDp5" } });
  expect(mock.requests).toMatchObject([
    { endpoint: "token", status: 400, error: "invalid_grant", clientAuthentication: "client_secret_post" },
    { endpoint: "authorization", status: 303, error: "login_required" },
    { endpoint: "jwks", status: 200 },
    { endpoint: "token", clientAuthentication: "client_secret_basic", error: expect.any(String) },
  ]);
});

it("keeps a thousand, and a list that a test holds stays as it was", async () => {
  const none = mock.requests;
  for (let request = 0; request < 1_010; request += 1) await fetch(`${mock.url}/oauth/jwks?n=${request}`);
  expect(none).toEqual([]);
  expect(mock.requests).toHaveLength(1_000);
  expect(mock.requests[0]?.parameters).toEqual({ n: "10" });
});
