import { exportJWK, generateKeyPair } from "jose";
import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import { Browser } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";
import { startMockProvider } from "./index.js";

async function errorOf(answer: Promise<Response>): Promise<[number, unknown]> {
  const response = await answer;
  return [response.status, ((await response.json()) as { error?: unknown }).error];
}

const { mock, application } = await startFixture();

describe("the token endpoint", () => {
  async function callback(parameters: Record<string, string> = {}): Promise<URL> {
    const { url } = await application.logIn(new Browser(mock.url), "town-hall-agent", { parameters });
    return url;
  }
  async function code(parameters: Record<string, string> = {}): Promise<string> {
    return (await callback(parameters)).searchParams.get("code") ?? "";
  }

  it("redeems a code", async () => {
    const response = await application.token({ code: await code() });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      expires_in: 3600,
      id_token: expect.any(String),
      scope: "openid email profile phone organization",
      token_type: "Bearer",
    });
  });

  it("checks PKCE when it was used", async () => {
    const verifier = client.randomPKCECodeVerifier();
    const pkce = {
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    };
    const first = await code(pkce);
    expect(await errorOf(application.token({ code: first }))).toEqual([400, "invalid_grant"]);
    const wrong = client.randomPKCECodeVerifier();
    expect(await errorOf(application.token({ code: first, code_verifier: wrong }))).toEqual([
      400,
      "invalid_grant",
    ]);
    // None of that burnt the code.
    expect((await application.token({ code: first, code_verifier: verifier })).status).toBe(200);

    expect(await errorOf(application.token({ code: await code(), code_verifier: verifier }))).toEqual([
      400,
      "invalid_grant",
    ]);
  });

  it("refuses a wrong secret, and none", async () => {
    const good = await code();
    const wrong = application.token({ code: good, client_secret: "wrong" });
    expect((await wrong).headers.has("www-authenticate")).toBe(false);
    expect(await errorOf(wrong)).toEqual([401, "invalid_client"]);
    expect(await errorOf(application.token({ code: good, client_secret: "" }))).toEqual([
      401,
      "invalid_client",
    ]);
    expect(await errorOf(application.token({ code: good, client_id: "nobody" }))).toEqual([
      401,
      "invalid_client",
    ]);
    expect((await application.token({ code: good })).status).toBe(200);
  });

  it("takes HTTP Basic, though it does not say so", async () => {
    const basic = Buffer.from(`${mock.clientId}:${mock.clientSecret}`).toString("base64");
    const response = await fetch(`${mock.url}/oauth/token`, {
      method: "POST",
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code: await code(),
        redirect_uri: REDIRECT_URI,
      }),
    });
    expect(response.status).toBe(200);
  });

  it.each(["http://localhost:3000", "https://elsewhere.example", "null"])(
    "refuses a page of %s",
    async (origin) => {
      const good = await code();
      const preflight = await fetch(`${mock.url}/oauth/token`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
      expect(preflight.status).toBe(204);
      const response = application.token({ code: good }, { origin });
      expect((await response).headers.has("access-control-allow-origin")).toBe(false);
      expect(await errorOf(response)).toEqual([400, "invalid_request"]);
      expect((await application.token({ code: good })).status).toBe(200);
    },
  );

  it("kills the access token when its code is replayed", async () => {
    const used = await code();
    const answer = await application.token({ code: used });
    const { access_token: accessToken } = (await answer.json()) as { access_token: string };
    expect((await application.userinfo(accessToken)).status).toBe(200);
    expect(await errorOf(application.token({ code: used }))).toEqual([400, "invalid_grant"]);
    expect((await application.userinfo(accessToken)).status).toBe(401);
  });

  it("compares the redirect URI", async () => {
    const redirect_uri = `${REDIRECT_URI}/`;
    expect(await errorOf(application.token({ code: await code(), redirect_uri }))).toEqual([
      400,
      "invalid_grant",
    ]);
  });

  it("gives and takes no refresh token", async () => {
    const refresh = application.token({ grant_type: "refresh_token", refresh_token: "any" });
    expect(await errorOf(refresh)).toEqual([400, "unsupported_grant_type"]);
  });

  it("lets clients ask about a token", async () => {
    const { tokens } = await application.finish(
      await application.logIn(new Browser(mock.url), "town-hall-agent"),
    );
    expect(await client.tokenIntrospection(application.config, tokens.access_token)).toMatchObject({
      active: true,
      sub: "101",
      client_id: mock.clientId,
      iss: mock.issuer,
      token_type: "Bearer",
    });
    expect(await client.tokenIntrospection(application.config, "nonsense")).toEqual({ active: false });
  });

  it("knows clients by their key", async () => {
    const { privateKey, publicKey } = await generateKeyPair("ES256");
    const keyed = await startMockProvider({
      clients: [
        {
          clientId: "keyed",
          redirectUris: [REDIRECT_URI],
          tokenEndpointAuthMethod: "private_key_jwt",
          jwks: { keys: [await exportJWK(publicKey)] },
        },
      ],
    });
    try {
      expect(keyed.environment).not.toHaveProperty("MONCOMPTEPRO_CLIENT_SECRET");
      const party = await RelyingParty.discover(keyed, { authentication: client.PrivateKeyJwt(privateKey) });
      const { userinfo } = await party.finish(await party.logIn(new Browser(keyed.url), "town-hall-agent"));
      expect(userinfo.sub).toBe("101");
    } finally {
      await keyed.stop();
    }
  });
});
