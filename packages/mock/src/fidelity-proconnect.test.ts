import { createHash } from "node:crypto";
import { decodeProtectedHeader } from "jose";
import * as client from "openid-client";
import { describe, expect, it } from "vitest";
import type { Screen } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";
import { outcome } from "../test/outcome.js";
import { REDIRECT_URI, RelyingParty, type LoginResult } from "../test/relying-party.js";
import type { MockClient } from "./index.js";

const CLAIRE = "claire.martin@mairie-sainte-exemple.example";
const KARIM = "karim.benali@ministere-exemple.example";
const EMAIL_PAGE = "page 200 S’inscrire ou se connecter";
const TECHNICAL =
  "error invalid_request: authentication aborted due to a technical error on the authorization server";
const INVALID_IDENTITY = "error access_denied: authentication aborted due to invalid identity";

const secret = "a-secret-of-forty-characters-or-even-more";
const one: MockClient = { clientId: "one", clientSecret: secret, redirectUris: [REDIRECT_URI] };
const party = {
  scope: "openid email",
  metadata: { id_token_signed_response_alg: "ES256", userinfo_signed_response_alg: "ES256" },
};

const { mock, application, browser } = await startFixture(
  {
    provider: "proconnect",
    clients: [one, { ...one, clientId: "two" }, { ...one, clientId: "agents", admits: "public-agents" }],
  },
  party,
);
const two = await RelyingParty.discover(mock, { ...party, clientId: "two" });
const agents = await RelyingParty.discover(mock, { ...party, clientId: "agents" });

type Parameters = Record<string, string>;

const acr = (...values: string[]): Parameters => ({
  claims: JSON.stringify({ id_token: { amr: null, acr: { essential: true, values } } }),
});
const goOn = (page: Screen): Promise<Screen> => browser.follow(page, "Continuer sur le service");
const logIn = async (person = "town-hall-agent"): Promise<LoginResult> =>
  application.finish(await application.logIn(browser, person));
const post = (path: string, fields: Parameters, headers: Parameters = {}): Promise<Response> =>
  fetch(`${mock.issuer}/${path}`, { method: "POST", body: new URLSearchParams(fields), headers });
const refresh = (token = ""): Promise<Response> =>
  post("token", {
    grant_type: "refresh_token",
    refresh_token: token,
    client_id: "one",
    client_secret: secret,
  });
const codeOf = ({ url }: Screen): string => url.searchParams.get("code") ?? "";

describe("the ProConnect federation, people who do not get in", () => {
  it.each<[rule: string, person: string, page: string, code: string, wayBack: string]>([
    ["37", "gives-up", "page 502 Une erreur est survenue", "Y020032", TECHNICAL],
    ["37", "blocked", "page 400 Votre compte est bloqué", "Y500024", INVALID_IDENTITY],
    ["37", "private-employee", "page 400 Une erreur est survenue", "Y500015", INVALID_IDENTITY],
  ])(
    "rule %s: %s meets %s with the code %s, and the way back is %s",
    async (_rule, person, title, code, way) => {
      const page = await agents.logIn(browser, person);
      expect([outcome(page), page.text.includes(code)]).toEqual([title, true]);
      expect(outcome(await goOn(page))).toBe(way);
    },
  );

  it("rule 37: who gives up on the e-mail page comes back in the same way", async () => {
    const page = await browser.follow(await application.start(browser), "Revenir au service");
    expect(outcome(await goOn(page))).toBe(TECHNICAL);
  });

  it("rule 37: a service for public agents admits them, another one everybody, and a silent login may meet the page", async () => {
    expect(outcome(await agents.logIn(browser, "town-hall-agent"))).toBe("code");
    browser.clear();
    expect(outcome(await application.logIn(browser, "private-employee"))).toBe("code");
    expect(outcome(await agents.start(browser, { prompt: "none" }))).toBe("page 400 Une erreur est survenue");
  });
});

describe("the ProConnect federation, tokens", () => {
  const logOut = async (clientId: string): Promise<Screen> =>
    browser.open(`/api/v2/session/end?client_id=${clientId}`);

  it.each<[rule: string, what: string, act: () => Promise<unknown>]>([
    ["38", "the logout page was opened", () => logOut("two")],
    ["38", "a logout at another application", async () => browser.submit(await logOut("two"))],
    ["38", "a login was begun as another person", () => two.start(browser, { login_hint: KARIM })],
  ])("rule %s: after %s, userinfo and refresh are errors 500", async (_rule, _what, act) => {
    const { tokens } = await logIn();
    expect(outcome(await two.start(browser))).toBe("code");
    await act();
    for (const answer of [
      await application.userinfo(tokens.access_token),
      await refresh(tokens.refresh_token),
    ]) {
      expect([answer.status, await answer.json()]).toEqual([
        500,
        expect.objectContaining({ error: "server_error" }),
      ]);
    }
  });

  it("rule 39: after the code by e-mail the methods do not say mfa, the level does", async () => {
    const parameters = acr("eidas0-mfa", "eidas1-mfa");
    const callback = await application.logIn(browser, "town-hall-agent", { parameters });
    expect((await application.finish(callback)).idToken).toMatchObject({
      acr: "eidas0-mfa",
      amr: ["pwd", "mail"],
    });
  });

  it.each<[rule: string, fields: Parameters]>([
    ["40", { redirect_uri: `${REDIRECT_URI}/` }],
    ["40", { code_verifier: "x".repeat(43) }],
    ["40", { client_secret: "wrong" }],
  ])("rule %s: a code outlives a mistake in %o", async (_rule, mistake) => {
    const { verifier, challenge } = await pair();
    const parameters = { code_challenge: challenge, code_challenge_method: "S256" };
    const code = codeOf(await application.logIn(browser, "town-hall-agent", { parameters }));
    const right = { code, code_verifier: verifier };
    expect((await application.token({ ...right, ...mistake })).ok).toBe(false);
    expect((await application.token(right)).status).toBe(200);
  });

  it("rule 40: a replay ends access and refresh token", async () => {
    const code = codeOf(await application.logIn(browser, "town-hall-agent"));
    const tokens = (await (await application.token({ code })).json()) as client.TokenEndpointResponse;
    expect((await application.token({ code })).status).toBe(400);
    expect((await application.userinfo(tokens.access_token)).status).toBe(401);
    expect((await refresh(tokens.refresh_token)).status).toBe(400);
  });

  it("rule 40: a refresh token stays the same, and outlives the access token that is revoked", async () => {
    const { tokens } = await logIn();
    const body = { token: tokens.access_token, client_id: "one", client_secret: secret };
    expect((await post("token/revocation", body)).status).toBe(200);
    expect((await application.userinfo(tokens.access_token)).status).toBe(401);
    const fresh = await refresh(tokens.refresh_token);
    expect([fresh.status, await fresh.json()]).toEqual([
      200,
      expect.objectContaining({ refresh_token: tokens.refresh_token }),
    ]);
  });

  it.each<[rule: string, fields: Parameters, headers: Parameters]>([
    ["41", { token: "x".repeat(43) }, { authorization: `Basic ${btoa(`one:${secret}`)}` }],
    ["41", { token: "x".repeat(42), client_id: "one", client_secret: secret }, {}],
    ["41", { token: "x".repeat(43), client_id: "one" }, {}],
    ["41", { token: "x".repeat(43), client_secret: secret }, {}],
    ["41", { client_id: "one", client_secret: secret }, {}],
  ])(
    "rule %s: a revocation of %o with %o is a page that calls itself JSON",
    async (_rule, fields, headers) => {
      const answer = await post("token/revocation", fields, headers);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([
        400,
        expect.stringMatching(/^application\/json/),
      ]);
      expect(await answer.text()).toContain("Y000400");
    },
  );

  it("rule 48: an ID token has at_hash and its type, and everybody a UUID", async () => {
    const { tokens } = await logIn();
    const hash = createHash("sha256").update(tokens.access_token).digest().subarray(0, 16);
    expect(tokens.claims()).toMatchObject({ at_hash: hash.toString("base64url") });
    expect(decodeProtectedHeader(tokens.id_token ?? "")).toMatchObject({ alg: "ES256", typ: "JWT" });

    browser.clear();
    const page = await application.start(browser);
    const newcomer = { email: "somebody@new.example", siret: "21990001600011" };
    const made = await application.finish(await browser.submit(page, newcomer, "/newcomer"));
    expect(made.idToken.sub).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const fresh = await client.refreshTokenGrant(application.config, made.tokens.refresh_token ?? "");
    expect(fresh.claims()?.sub).toBe(made.idToken.sub);
  });

  it("rule 49: introspection of another client’s token is a JWT for whom accepts one", async () => {
    const { tokens } = await logIn();
    const fields = { token: tokens.access_token, client_id: "two", client_secret: secret };
    expect(await (await post("token/introspection", fields)).json()).toMatchObject({
      active: true,
      client_id: "one",
    });
    const accept = "application/token-introspection+jwt";
    const signed = await post("token/introspection", fields, { accept });
    expect(signed.headers.get("content-type")).toMatch(/^application\/token-introspection\+jwt/);
    expect(decodeProtectedHeader(await signed.text()).alg).toBe("RS256");
  });
});

describe("the ProConnect federation, requests", () => {
  it.each<[rule: string, parameters: Parameters, expected: string]>([
    ["44", { nonce: "" }, "page 400 Une erreur est survenue"],
    ["44", { login_hint: "" }, "page 400 Une erreur est survenue"],
    ["44", { siret_hint: "" }, "page 400 Une erreur est survenue"],
    ["44", { state: "" }, EMAIL_PAGE],
    ["44", { idp_hint: "" }, EMAIL_PAGE],
    ["44", { max_age: "0" }, EMAIL_PAGE],
    ["44", { max_age: "-1" }, "error invalid_request"],
    ["44", { max_age: "soon" }, "error invalid_request"],
    ["44", { request: "x" }, "error request_not_supported"],
    ["44", { request_uri: "https://app.example/request" }, "error invalid_request_uri"],
    ["44", { anything: "x", ui_locales: "en" }, EMAIL_PAGE],
  ])("rule %s: %o ends at %s", async (_rule, parameters, expected) => {
    // openid-client would leave the others out beside `request` and `request_uri`.
    const start = application.authorizationUrl();
    for (const [name, value] of Object.entries(parameters)) start.searchParams.set(name, value);
    expect(outcome(await browser.open(start))).toMatch(new RegExp(`^${expected}`));
  });

  it.each<[rule: string, parameters: (idToken: string) => Parameters, expected: string]>([
    ["42", (id_token_hint) => ({ id_token_hint }), "code"],
    ["42", (id_token_hint) => ({ id_token_hint, prompt: "none" }), "code"],
    ["43", () => acr("eidas0"), "code"],
    ["44", () => ({ max_age: "0" }), "code"],
    ["44", () => ({ login_hint: CLAIRE }), "code"],
    ["44", () => ({ login_hint: KARIM }), "page 200 Accéder au compte"],
  ])("rule %s: to a person logged in, %o leads to %s", async (_rule, parameters, expected) => {
    const { tokens } = await logIn();
    const screen = await application.start(browser, parameters(tokens.id_token ?? ""));
    expect(outcome(screen)).toBe(expected);
  });

  it("rule 42: an id_token_hint of another person does not lend the session", async () => {
    const { tokens } = await logIn("ministry-agent");
    browser.clear();
    await logIn();
    expect(outcome(await application.start(browser, { id_token_hint: tokens.id_token ?? "" }))).toBe(
      EMAIL_PAGE,
    );
  });

  it("rule 43: a level out of reach ends the session", async () => {
    await logIn();
    const page = await application.start(browser, acr("eidas2"));
    const refused = await browser.submit(page, { persona: "town-hall-agent" }, "/persona");
    expect(outcome(refused)).toBe("error access_denied: requested ACRs could not be satisfied");
    expect(outcome(await application.start(browser))).toBe(EMAIL_PAGE);
  });

  it.each<[rule: string, parameters: Parameters, told: boolean]>([
    ["45", {}, true],
    ["45", { prompt: "login" }, true],
    ["45", { prompt: "consent" }, false],
  ])("rule %s: with %o, auth_time is told: %s", async (_rule, parameters, told) => {
    await logIn();
    const { idToken } = await application.finish(await application.start(browser, parameters));
    expect("auth_time" in idToken).toBe(told);
  });

  it.each<[rule: string, query: string]>([
    ["47", "state=a&state=b"],
    ["47", "post_logout_redirect_uri=nowhere"],
  ])("rule %s: a logout with %s is refused and ends nothing", async (_rule, query) => {
    await logIn();
    const page = await browser.open(`/api/v2/session/end?${query}`);
    expect([page.status, page.text.includes("Y000400")]).toEqual([400, true]);
    expect(outcome(await application.start(browser, { prompt: "none" }))).toBe("code");
  });
});

describe("the ProConnect federation, addresses", () => {
  const ORIGIN = "http://localhost:3000";

  it.each<[rule: string, method: string, path: string]>([
    ["46", "OPTIONS", "token"],
    ["46", "OPTIONS", "userinfo"],
    ["46", "OPTIONS", ".well-known/openid-configuration"],
    ["46", "POST", "session/end"],
    ["46", "GET", "nowhere"],
    ["46", "GET", "token"],
    ["46", "POST", "request"],
  ])("rule %s: %s /%s is a page with status 404", async (_rule, method, path) => {
    const headers = { origin: ORIGIN, "access-control-request-method": "POST" };
    const answer = await fetch(`${mock.issuer}/${path}`, { method, headers });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([404, null]);
    expect(await answer.text()).toContain("Y000404");
  });

  it.each<[rule: string, path: string]>([
    ["46", "token"],
    ["46", "userinfo"],
    ["46", "token/introspection"],
  ])("rule %s: a POST of a page to /%s is 400", async (_rule, path) => {
    const { tokens } = await logIn();
    const fields = { token: tokens.access_token, client_id: "one", client_secret: secret, grant_type: "x" };
    const bearer = path === "userinfo" ? { authorization: `Bearer ${tokens.access_token}` } : undefined;
    const answer = await post(path, bearer ? {} : fields, { origin: ORIGIN, ...bearer });
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
      400,
      "invalid_request",
    ]);
  });

  it("rule 46: userinfo without a token is invalid_request", async () => {
    const answer = await fetch(`${mock.issuer}/userinfo`);
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
      400,
      "invalid_request",
    ]);
  });

  it("rule 48: discovery and keys are those of the older library", async () => {
    const ask = async (path: string): Promise<Record<string, unknown>> => {
      const answer = await fetch(`${mock.issuer}/${path}`, { headers: { origin: ORIGIN } });
      expect(answer.headers.get("access-control-allow-origin")).toBe(ORIGIN);
      return (await answer.json()) as Record<string, unknown>;
    };
    const methods = ["client_secret_post", "private_key_jwt"];
    expect(await ask(".well-known/openid-configuration")).toMatchObject({
      introspection_endpoint_auth_methods_supported: methods,
      revocation_endpoint_auth_methods_supported: methods,
      request_parameter_supported: false,
      request_uri_parameter_supported: true,
      require_request_uri_registration: true,
      scopes_supported: expect.arrayContaining(["lasuite_visio", "lasuite_visio:rooms:create"]) as unknown,
      claims_supported: expect.arrayContaining(["lasuite_visio:rooms:delete"]) as unknown,
    });
    const { keys } = await ask("jwks");
    expect((keys as Parameters[]).map(({ kty, alg }) => [kty, alg])).toEqual([
      ["EC", "ES256"],
      ["RSA", "RS256"],
    ]);
  });
});

/** What PKCE takes. */
async function pair(): Promise<{ verifier: string; challenge: string }> {
  const verifier = client.randomPKCECodeVerifier();
  return { verifier, challenge: await client.calculatePKCECodeChallenge(verifier) };
}
