import { exportJWK, generateKeyPair, jwtVerify } from "jose";
import * as client from "openid-client";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Browser, type Screen } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";
import { startMockProvider } from "./index.js";

const SCOPE = "openid given_name usual_name email uid siret idp_id roles organization_label phone";
const AFTER = "http://localhost:3000/auth/logout/callback";
const MINISTRY = "c2d91a46-5e0b-4f87-b3a8-61f74e9d2c05";
const CLAIRE = "claire.martin@mairie-sainte-exemple.example";
const KARIM = "karim.benali@ministere-exemple.example";

/** A request for the level and the methods to be told, and for one of these levels to be reached. */
function claims(...values: readonly string[]): { claims: string } {
  const acr = values.length > 0 ? { essential: true, values } : null;
  return { claims: JSON.stringify({ id_token: { amr: { essential: true }, acr } }) };
}

const { mock, application, browser } = await startFixture(
  { provider: "proconnect" },
  {
    scope: SCOPE,
    metadata: { id_token_signed_response_alg: "ES256", userinfo_signed_response_alg: "ES256" },
  },
);

describe("the ProConnect federation", () => {
  afterEach(() => vi.useRealTimers());

  const parametersOf = (screen: Screen): Record<string, string> =>
    Object.fromEntries(screen.url.searchParams);

  it("names itself and its issuer in the settings", () => {
    expect(mock.environment.MONCOMPTEPRO_PROVIDER).toBe("proconnect");
    expect(mock.issuer).toBe(`${mock.url}/api/v2`);
  });

  describe("a login", () => {
    it("answers with six members, and userinfo as a signed JWT", async () => {
      const callback = await application.logIn(browser, "town-hall-agent");
      expect(callback.url.searchParams.get("iss")).toBe(mock.issuer);
      const answer = await application.token({ code: callback.url.searchParams.get("code") ?? "" });
      expect(answer.headers.has("set-cookie")).toBe(false);
      const tokens = (await answer.json()) as { access_token: string };
      expect(tokens).toEqual({
        access_token: expect.any(String),
        expires_in: 3600,
        id_token: expect.any(String),
        refresh_token: expect.any(String),
        scope: SCOPE,
        token_type: "Bearer",
      });
      const userinfo = await application.userinfo(tokens.access_token);
      expect(userinfo.headers.get("content-type")).toMatch(/^application\/jwt/);
    });

    it("tells a UUID as sub, and names, organisation and roles", async () => {
      const callback = await application.logIn(browser, "town-hall-agent");
      const { idToken, userinfo } = await application.finish(callback);
      expect(Object.keys(idToken).toSorted()).toEqual([
        "at_hash",
        "aud",
        "auth_time",
        "exp",
        "iat",
        "iss",
        "nonce",
        "sub",
      ]);
      expect(idToken.sub).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      const { iat: _iat, exp: _exp, ...told } = userinfo;
      expect(told).toEqual({
        sub: idToken.sub,
        iss: mock.issuer,
        aud: mock.clientId,
        uid: "101",
        email: CLAIRE,
        given_name: "Claire",
        usual_name: "Martin",
        phone_number: "0123456701",
        siret: "21990001600011",
        organization_label: "Commune de Sainte-Exemple - Mairie",
        roles: ["agent_public", "agent_public_territorial"],
        idp_id: expect.stringMatching(/^[\da-f-]{36}$/),
      });
    });

    it.each([
      ["ministry-agent", ["agent_public", "agent_public_etat"]],
      ["without-telephone", ["agent_public", "agent_public_hospitalier"]],
      ["company-officer", ["dirigeant"]],
      ["private-employee", []],
    ])("gives %s the roles %o", async (persona, roles) => {
      const { userinfo } = await application.finish(await application.logIn(browser, persona));
      expect(userinfo.roles).toEqual(roles);
    });

    it("takes the authorization request as a form", async () => {
      const start = application.authorizationUrl();
      const response = await fetch(`${mock.issuer}/authorize`, {
        method: "POST",
        body: start.searchParams,
        redirect: "manual",
      });
      expect(response.status).toBe(303);
      expect(response.headers.get("location")).toMatch(/^\/interaction\//);
      const other = await fetch(`${mock.issuer}/authorize`, { method: "POST", body: "{}" });
      expect(other.status).toBe(415);
    });

    it("knows clients by their key, signs with the secret, and answers JSON if registered so", async () => {
      const { privateKey, publicKey } = await generateKeyPair("ES256");
      const clients = [
        {
          clientId: "keyed",
          redirectUris: [REDIRECT_URI],
          tokenEndpointAuthMethod: "private_key_jwt",
          jwks: { keys: [await exportJWK(publicKey)] },
          userinfoSignedResponseAlg: "none",
        },
        {
          clientId: "hs256",
          clientSecret: "a-secret-that-is-long-enough-to-sign-with",
          redirectUris: [REDIRECT_URI],
          idTokenSignedResponseAlg: "HS256",
          userinfoSignedResponseAlg: "HS256",
        },
      ] as const;
      const other = await startMockProvider({ provider: "proconnect", clients });
      try {
        const keyed = await RelyingParty.discover(other, {
          scope: SCOPE,
          metadata: { id_token_signed_response_alg: "ES256" },
          authentication: client.PrivateKeyJwt(privateKey),
        });
        const first = await keyed.finish(await keyed.logIn(new Browser(other.url), "town-hall-agent"));
        expect((await keyed.userinfo(first.tokens.access_token)).headers.get("content-type")).toMatch(/json/);

        const [, { clientId: client_id, clientSecret: client_secret }] = clients;
        const symmetric = await RelyingParty.discover(other, {
          scope: SCOPE,
          clientId: client_id,
          authentication: client.ClientSecretPost(client_secret),
        });
        const callback = await symmetric.logIn(new Browser(other.url), "town-hall-agent");
        const code = callback.url.searchParams.get("code") ?? "";
        const answer = await symmetric.token({ code, client_id, client_secret });
        const tokens = (await answer.json()) as { access_token: string; id_token: string };
        const userinfo = await (await symmetric.userinfo(tokens.access_token)).text();
        for (const token of [tokens.id_token, userinfo]) {
          const { payload } = await jwtVerify(token, new TextEncoder().encode(client_secret), {
            algorithms: ["HS256"],
          });
          expect(payload.aud).toBe(client_id);
        }
      } finally {
        await other.stop();
      }
    });
  });

  describe("a refresh token", () => {
    it("gives new tokens of the same person, and stays usable", async () => {
      const { tokens, idToken } = await application.finish(
        await application.logIn(browser, "town-hall-agent"),
      );
      for (const round of [1, 2]) {
        const fresh = await client.refreshTokenGrant(application.config, tokens.refresh_token ?? "");
        expect(fresh.claims(), `round ${round}`).toMatchObject({ sub: idToken.sub, nonce: "nonce-1" });
        expect(fresh.refresh_token).toBeTypeOf("string");
        expect(fresh.expires_in).toBe(3600);
        const userinfo = await client.fetchUserInfo(application.config, fresh.access_token, idToken.sub);
        expect(userinfo.email).toBe(CLAIRE);
      }
    });

    it("ends by revocation, and another login gives another one", async () => {
      const { tokens } = await application.finish(await application.logIn(browser, "town-hall-agent"));
      const refresh = (): Promise<unknown> =>
        client.refreshTokenGrant(application.config, tokens.refresh_token ?? "");
      await client.tokenRevocation(application.config, tokens.refresh_token ?? "");
      await expect(refresh()).rejects.toMatchObject({ error: "invalid_grant" });

      const again = await application.finish(
        await application.logIn(new Browser(mock.url), "town-hall-agent"),
      );
      expect(again.tokens.refresh_token).not.toBe(tokens.refresh_token);
    });
  });

  describe("the session", () => {
    it.each<Record<string, string>>([
      {},
      { prompt: "login" },
      { prompt: "consent" },
      { prompt: "login consent" },
    ])("is reused with %o, and auth_time is now", async (parameters) => {
      const first = await application.finish(await application.logIn(browser, "town-hall-agent"));
      const again = await application.finish(
        await application.start(browser, { ...parameters, max_age: "0" }),
      );
      expect(again.idToken.sub).toBe(first.idToken.sub);
      expect(again.idToken.auth_time).toBeGreaterThanOrEqual(again.idToken.iat - 1);
    });

    it("lends its time of login to no answer: auth_time is that of the answer", async () => {
      const { idToken } = await application.finish(await application.logIn(browser, "town-hall-agent"));
      vi.useFakeTimers({ toFake: ["Date"] });
      vi.setSystemTime(Date.now() + 60_000);
      const again = await application.finish(await application.start(browser));
      expect((again.idToken.auth_time ?? 0) - (idToken.auth_time ?? 0)).toBeGreaterThanOrEqual(60);
    });

    it("is gone once another person was hinted at, though the login was never finished", async () => {
      await application.logIn(browser, "town-hall-agent");
      await application.start(browser, { login_hint: KARIM });
      const { url } = await application.start(browser, { prompt: "none" });
      expect(url.searchParams.get("error")).toBe("login_required");
    });

    it("of another person, or of a level too low, takes a page even for a silent login", async () => {
      for (const asked of [{ login_hint: KARIM }, claims("eidas0-mfa")]) {
        browser.clear();
        await application.logIn(browser, "town-hall-agent");
        expect((await application.start(browser, { ...asked, prompt: "none" })).left).toBe(false);
      }
    });

    it("answers a silent login", async () => {
      const { url } = await application.start(browser, { prompt: "none" });
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        error: "login_required",
        error_description: "End-User authentication is required",
      });
      await application.logIn(browser, "town-hall-agent");
      const silent = await application.finish(await application.start(browser, { prompt: "none" }));
      expect(silent.userinfo.email).toBe(CLAIRE);
    });

    it("ends when another person is hinted at, whose password is asked for", async () => {
      await application.logIn(browser, "town-hall-agent");
      const same = await application.start(browser, { login_hint: CLAIRE });
      expect(same.url.searchParams.has("code")).toBe(true);
      const page = await application.start(browser, { login_hint: KARIM });
      expect(page.text).toContain("<h1>Accéder au compte</h1>");
      expect(page.text).toContain(KARIM);
      // No page of the library about another person being logged in.
      const { userinfo } = await application.finish(await browser.submit(page, { password: "password123" }));
      expect(userinfo.email).toBe(KARIM);
    });
  });

  it.each([
    [{ prompt: "select_organization" }, "invalid_request", "unsupported prompt value requested"],
    [{ prompt: "update_userinfo" }, "invalid_request", "unsupported prompt value requested"],
    [{ prompt: "select_account" }, "invalid_request", "unsupported prompt value requested"],
    [{ prompt: "none login" }, "invalid_request", "prompt none must only be used alone"],
    [{ prompt: "none consent" }, "invalid_request", "prompt none must only be used alone"],
    [{ idp_hint: "nobody" }, "idp_hint_not_found", "provided idp_hint could not be found"],
    [{ scope: "openid custom" }, "invalid_scope", "requested scope is not allowed"],
    [{ claims: "{" }, "invalid_request", "could not parse the claims parameter JSON"],
    [{ response_type: "" }, "invalid_request", "missing required parameter 'response_type'"],
    [{ response_type: "unknown" }, "unsupported_response_type", "unsupported response_type requested"],
    [
      { code_challenge: "x".repeat(43) },
      "invalid_request",
      "plain code_challenge_method fallback disabled, code_challenge_method must be provided",
    ],
    [
      { code_challenge: "x".repeat(43), code_challenge_method: "plain" },
      "invalid_request",
      "not supported value of code_challenge_method",
    ],
    [
      { code_challenge_method: "S256" },
      "invalid_request",
      "code_challenge must be provided with code_challenge_method",
    ],
  ])("answers %o with %s", async (parameters, error, description) => {
    const screen = await application.start(browser, parameters);
    expect(parametersOf(screen)).toMatchObject({
      error,
      error_description: description,
      state: "state-1",
      iss: mock.issuer,
    });
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ["no state", { state: undefined }, "Y000400"],
    ["no scope", { scope: undefined }, "Y000400"],
    ["a login_hint that is no address", { login_hint: "claire" }, "Y000400"],
    ["a siret_hint of 13 characters", { siret_hint: "2199000160001" }, "Y000400"],
    ["an empty nonce", { nonce: "" }, "Y000400"],
    ["a nonce with an accent", { nonce: "é" }, "Y000400"],
    [
      "an unknown client",
      { client_id: "nobody" },
      "oidc-provider-rendered-error:invalid_client: client is invalid",
    ],
    [
      "another redirect URI",
      { redirect_uri: `${REDIRECT_URI}/` },
      "oidc-provider-rendered-error:invalid_redirect_uri",
    ],
  ])("refuses %s with a page", async (_name, changes, error) => {
    const start = application.authorizationUrl();
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) start.searchParams.delete(name);
      else start.searchParams.set(name, value);
    }
    const page = await browser.open(start);
    expect([page.left, page.status]).toEqual([false, 400]);
    expect(page.text).toContain(error);
    expect(page.text).not.toContain("Continuer sur le service");
  });

  it("refuses a parameter that is repeated", async () => {
    const start = application.authorizationUrl();
    start.searchParams.append("state", "again");
    expect((await browser.open(start)).text).toContain("Y000400");
  });

  it("takes siret_hint as a suggestion", async () => {
    const one = await application.logIn(browser, "three-organizations", {
      parameters: { siret_hint: "20990028100012" },
    });
    expect((await application.finish(one)).userinfo.siret).toBe("20990028100012");
    const chooser = await application.logIn(new Browser(mock.url), "three-organizations", {
      parameters: { siret_hint: "11990007400012" },
    });
    expect(chooser.text).toContain("Choisir une organisation");
  });

  it("takes idp_hint for a session of that provider only", async () => {
    await application.logIn(browser, "town-hall-agent");
    const page = await application.start(browser, { idp_hint: MINISTRY });
    expect(page.text).toContain("S’inscrire ou se connecter");
    const callback = await browser.submit(page, { persona: "ministry-agent" }, "/persona");
    expect((await application.finish(callback)).userinfo.idp_id).toBe(MINISTRY);
    const again = await application.start(browser, { idp_hint: MINISTRY });
    expect(again.url.searchParams.has("code")).toBe(true);
  });

  describe("the authentication level", () => {
    it.each([
      ["town-hall-agent", [], "eidas0", ["pwd"]],
      ["two-factor-agent", [], "eidas1-mfa", ["pwd", "otp", "mfa"]],
      ["ministry-agent", ["eidas0-mfa"], "eidas0-mfa", ["pwd", "otp", "mfa"]],
      ["town-hall-agent", ["eidas1-mfa", "eidas0-mfa"], "eidas0-mfa", ["pwd", "mail"]],
      ["company-officer", ["eidas1-mfa"], "eidas1-mfa", ["pwd", "mail"]],
    ])("of %s, asked for %o, is %s", async (persona, levels, acr, amr) => {
      const callback = await application.logIn(browser, persona, { parameters: claims(...levels) });
      expect((await application.finish(callback)).idToken).toMatchObject({ acr, amr });
    });

    it.each([
      ["town-hall-agent", ["eidas1"]],
      ["two-factor-agent", ["eidas1"]],
      ["company-officer", ["eidas0"]],
      ["two-factor-agent", ["eidas2", "eidas3"]],
    ])("is exact: %s, asked for %o, is denied at once", async (persona, levels) => {
      const screen = await application.logIn(browser, persona, { parameters: claims(...levels) });
      expect(parametersOf(screen)).toMatchObject({
        error: "access_denied",
        error_description: "requested ACRs could not be satisfied",
      });
    });

    it("is what it is whatever acr_values asks", async () => {
      const callback = await application.logIn(browser, "town-hall-agent", {
        parameters: { acr_values: "eidas1" },
      });
      expect((await application.finish(callback)).idToken.acr).toBe("eidas0");
    });

    it("not met by the session takes a new login, after which the session has it", async () => {
      await application.logIn(browser, "town-hall-agent");
      const page = await application.start(browser, claims("eidas0-mfa"));
      expect(page.text).toContain("S’inscrire ou se connecter");
      await browser.submit(page, { persona: "town-hall-agent" }, "/persona");
      for (const parameters of [claims("eidas0-mfa"), claims()]) {
        const { idToken } = await application.finish(await application.start(browser, parameters));
        expect(idToken.acr).toBe("eidas0-mfa");
      }
    });
  });

  it.each(["http://localhost:3000", "https://elsewhere.example"])("answers no page of %s", async (origin) => {
    const { tokens } = await application.finish(await application.logIn(browser, "town-hall-agent"));
    const headers = { authorization: `Bearer ${tokens.access_token}`, origin };
    expect((await fetch(`${mock.issuer}/userinfo`, { headers })).status).toBe(400);
    expect((await application.token({ code: "any" }, { origin })).status).toBe(400);
  });

  it("tells what a token is, and takes one in the address of userinfo", async () => {
    const { tokens } = await application.finish(await application.logIn(browser, "town-hall-agent"));
    expect(await client.tokenIntrospection(application.config, tokens.access_token)).toMatchObject({
      active: true,
      token_type: "Bearer",
    });
    const userinfo = await fetch(`${mock.issuer}/userinfo?access_token=${tokens.access_token}`);
    expect(userinfo.status).toBe(200);
  });

  describe("logout", () => {
    const logOut = (parameters: Record<string, string>): Promise<Screen> =>
      browser.open(`/api/v2/session/end?${new URLSearchParams(parameters)}`);

    it("goes back to the application with its state, and ends the tokens", async () => {
      const { tokens } = await application.finish(await application.logIn(browser, "town-hall-agent"));
      const page = await logOut({
        id_token_hint: tokens.id_token ?? "",
        post_logout_redirect_uri: AFTER,
        state: "bye",
      });
      expect(page.text).toContain("/api/v2/session/end/confirm");
      expect((await browser.submit(page)).url.href).toBe(`${AFTER}?state=bye`);
      expect((await application.userinfo(tokens.access_token)).status).toBe(401);
      const refresh = client.refreshTokenGrant(application.config, tokens.refresh_token ?? "");
      await expect(refresh).rejects.toMatchObject({ error: "invalid_grant" });
      expect((await application.start(browser, { prompt: "none" })).url.searchParams.get("error")).toBe(
        "login_required",
      );
    });

    it("without an address ends on a page of its own", async () => {
      await application.logIn(browser, "town-hall-agent");
      const page = await browser.submit(await logOut({}));
      expect([page.left, page.status, page.url.pathname]).toEqual([
        false,
        200,
        "/api/v2/session/end/success",
      ]);
      expect(page.text).toContain("Vous êtes bien déconnecté");
    });

    it("refused for its address has ended the session all the same", async () => {
      await application.logIn(browser, "town-hall-agent");
      const page = await logOut({
        client_id: mock.clientId,
        post_logout_redirect_uri: "http://localhost:3000/other",
      });
      expect(page.status).toBe(400);
      expect(page.text).toContain("post_logout_redirect_uri not registered");
      expect((await application.start(browser)).text).toContain("S’inscrire ou se connecter");
    });
  });

  it("lets ten tabs finish at the same moment", async () => {
    const tabs = await Promise.all(
      Array.from({ length: 10 }, (_, tab) => application.start(browser, { state: `tab-${tab}` })),
    );
    const callbacks = await Promise.all(
      tabs.map((page) => browser.submit(page, { persona: "town-hall-agent" }, "/persona")),
    );
    expect(callbacks.map(({ url }) => url.searchParams.get("state"))).toEqual(
      tabs.map((_page, tab) => `tab-${tab}`),
    );
    expect(callbacks.every(({ url }) => url.searchParams.has("code"))).toBe(true);
  });
});
