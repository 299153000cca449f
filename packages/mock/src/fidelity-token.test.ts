import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from "jose";
import * as client from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "../test/browser.js";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";
import { startMockProvider, type MockClient, type MockProvider } from "./index.js";

const scope = "openid email profile phone organization";
const clients = [
  { clientId: "one", clientSecret: "one-secret", redirectUris: [REDIRECT_URI] },
  { clientId: "two", clientSecret: "two-secret", redirectUris: [REDIRECT_URI], scope: "openid email" },
] as const satisfies readonly MockClient[];

const VERIFIER = "v".repeat(43);

interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
}

describe("MonComptePro, tokens", () => {
  let mock: MockProvider;
  let one: RelyingParty;
  let two: RelyingParty;
  let browser: Browser;

  beforeAll(async () => {
    mock = await startMockProvider({ clients });
    one = await RelyingParty.discover(mock);
    two = await RelyingParty.discover(mock, {
      clientId: "two",
      scope: "openid email",
      authentication: client.ClientSecretPost("two-secret"),
    });
  });
  beforeEach(async () => {
    await mock.reset();
    browser = new Browser(mock.url);
  });
  afterAll(() => mock.stop());

  async function code(parameters: Record<string, string> = {}): Promise<string> {
    const screen = await one.logIn(browser, "town-hall-agent", { parameters });
    return screen.url.searchParams.get("code") ?? "";
  }
  async function tokens(): Promise<Tokens> {
    return (await (await one.token({ code: await code() })).json()) as Tokens;
  }
  async function answer(response: Response): Promise<string> {
    if (response.ok) return String(response.status);
    const { error, error_description: description } = (await response.json()) as Record<string, string>;
    return `${response.status} ${error}: ${description}`;
  }
  const basic = (id: string, secret: string): Record<string, string> => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
  });
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${mock.url}/oauth/${path}`, { method: "POST", headers, body: new URLSearchParams(fields) });

  const INVALID_GRANT = "400 invalid_grant: grant request is invalid";
  const INVALID_CLIENT = "401 invalid_client: client authentication failed";

  /** What is changed in a good request: the answer, and whether the code can be redeemed afterwards. */
  it.each<
    [
      rule: string,
      fields: Record<string, string>,
      headers: Record<string, string>,
      expected: string,
      alive: boolean,
    ]
  >([
    ["5", {}, {}, "200", false],
    ["5", { client_secret: "wrong" }, {}, INVALID_CLIENT, true],
    ["5", { client_secret: "" }, {}, INVALID_CLIENT, true],
    ["29", { client_id: "nobody" }, {}, INVALID_CLIENT, true],
    ["28", { code_verifier: VERIFIER }, {}, INVALID_GRANT, true],
    ["28", { redirect_uri: `${REDIRECT_URI}/` }, {}, INVALID_GRANT, true],
    ["28", { redirect_uri: "https://elsewhere.example" }, {}, INVALID_GRANT, true],
    ["5", { code: "wrong" }, {}, INVALID_GRANT, true],
    ["5", { client_id: "two", client_secret: "two-secret" }, {}, INVALID_GRANT, true],
    [
      "31",
      {},
      { origin: "http://localhost:3000" },
      `400 invalid_request: origin http://localhost:3000 not allowed for client: one`,
      true,
    ],
    [
      "2",
      {},
      { origin: "https://elsewhere.example" },
      `400 invalid_request: origin https://elsewhere.example not allowed for client: one`,
      true,
    ],
    ["31", {}, { origin: "null" }, `400 invalid_request: origin null not allowed for client: one`, true],
    [
      "29",
      {},
      { authorization: `Basic ${Buffer.from("one:one-secret").toString("base64")}` },
      "400 invalid_request: client authentication must only be provided using one mechanism",
      true,
    ],
    [
      "2",
      { grant_type: "refresh_token", refresh_token: "any" },
      {},
      "400 unsupported_grant_type: unsupported grant_type requested",
      true,
    ],
    [
      "2",
      { grant_type: "client_credentials" },
      {},
      "400 unsupported_grant_type: unsupported grant_type requested",
      true,
    ],
    [
      "2",
      { grant_type: "password" },
      {},
      "400 unsupported_grant_type: unsupported grant_type requested",
      true,
    ],
    ["2", { grant_type: "" }, {}, "400 invalid_request: missing required parameter 'grant_type'", true],
    ["5", { code: "" }, {}, "400 invalid_request: missing required parameter 'code'", true],
    ["27", { redirect_uri: "" }, {}, "200", false],
  ])("rule %s: with %o %o the answer is %s", async (_rule, fields, headers, expected, alive) => {
    const good = await code();
    expect(await answer(await one.token({ code: good, ...fields }, headers))).toBe(expected);
    expect((await one.token({ code: good })).status).toBe(alive ? 200 : 400);
  });

  it.each<[rule: string, fields: Record<string, string>, expected: string]>([
    ["5", {}, INVALID_GRANT],
    ["5", { code_verifier: "w".repeat(43) }, INVALID_GRANT],
    ["5", { code_verifier: VERIFIER }, "200"],
  ])("rule %s: after PKCE, with %o the answer is %s, and the code lives", async (_rule, fields, expected) => {
    const code_challenge = await client.calculatePKCECodeChallenge(VERIFIER);
    const good = await code({ code_challenge, code_challenge_method: "S256" });
    expect(await answer(await one.token({ code: good, ...fields }))).toBe(expected);
    const later = await one.token({ code: good, code_verifier: VERIFIER });
    expect(later.status).toBe(expected === "200" ? 400 : 200);
  });

  it.each<
    [rule: string, fields: Record<string, string>, headers: () => Record<string, string>, expected: string]
  >([
    ["29", {}, () => basic("one", "one-secret"), "200"],
    ["29", { client_id: "one", client_secret: "one-secret" }, () => ({}), "200"],
    ["29", {}, () => ({}), "400 invalid_request: no client authentication mechanism provided"],
    ["29", { client_id: "one" }, () => ({}), INVALID_CLIENT],
    ["29", { client_id: "one", client_secret: "wrong" }, () => ({}), INVALID_CLIENT],
    ["29", {}, () => basic("one", "wrong"), INVALID_CLIENT],
    ["29", {}, () => basic("nobody", "one-secret"), INVALID_CLIENT],
  ])("rule %s: authentication by %o: %o is %s", async (_rule, fields, headers, expected) => {
    const request = {
      grant_type: "authorization_code",
      redirect_uri: REDIRECT_URI,
      code: await code(),
      ...fields,
    };
    expect(await answer(await post("token", request, headers()))).toBe(expected);
  });

  it("rule 29: a wrong secret in the body brings no WWW-Authenticate", async () => {
    const response = await post("token", {
      grant_type: "authorization_code",
      code: "x",
      client_id: "one",
      client_secret: "x",
    });
    expect(response.headers.has("www-authenticate")).toBe(false);
  });

  it("rule 5: the answer has five members and is not stored", async () => {
    const response = await one.token({ code: await code() });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      expires_in: 3600,
      id_token: expect.any(String),
      scope,
      token_type: "Bearer",
    });
  });

  it("rules 3 and 32: the ID token is RS256 with a kid of 43 characters, and holds six claims for an hour", async () => {
    const { id_token: idToken } = await tokens();
    expect(decodeProtectedHeader(idToken)).toEqual({
      alg: "RS256",
      kid: expect.stringMatching(/^[\w-]{43}$/),
    });
    const payload = decodeJwt(idToken);
    expect(Object.keys(payload).toSorted()).toEqual(["aud", "exp", "iat", "iss", "nonce", "sub"]);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
    expect(payload).toMatchObject({ sub: "101", aud: "one", iss: mock.url, nonce: "nonce-1" });
  });

  it("rules 5 and 28: a code replayed kills the access token and leaves the session", async () => {
    const used = await code();
    const { access_token } = (await (await one.token({ code: used })).json()) as Tokens;
    expect(await answer(await one.token({ code: used }))).toBe(INVALID_GRANT);
    expect((await one.userinfo(access_token)).status).toBe(401);
    expect((await one.start(browser, { prompt: "none" })).url.searchParams.has("code")).toBe(true);
  });

  it("rule 28: a replay with a wrong secret kills nothing", async () => {
    const used = await code();
    const { access_token } = (await (await one.token({ code: used })).json()) as Tokens;
    expect((await one.token({ code: used, client_secret: "wrong" })).status).toBe(401);
    expect((await one.userinfo(access_token)).status).toBe(200);
  });

  it("rule 17: without an organisation, the token endpoint and userinfo are 500 server_error", async () => {
    const login = await one.logIn(browser, "three-organizations", { siret: "21990001600011" });
    const { access_token } = (await (
      await one.token({ code: login.url.searchParams.get("code") ?? "" })
    ).json()) as Tokens;
    const later = await one.start(browser);
    await one.logIn(new Browser(mock.url), "three-organizations");
    const responses = [
      await one.token({ code: later.url.searchParams.get("code") ?? "" }),
      await one.userinfo(access_token),
    ];
    for (const response of responses) {
      expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([
        500,
        "server_error",
      ]);
    }
  });

  it.each<[rule: string, scope: string, granted: string]>([
    ["22", "openid email siren", "openid email"],
    ["22", "openid email nonsense", "openid email"],
    ["22", "openid email offline_access", "openid email"],
    ["22", "openid", "openid"],
    ["22", scope, scope],
  ])("rule %s: %s is granted as %s", async (_rule, asked, granted) => {
    const response = await one.token({ code: await code({ scope: asked }) });
    const body = (await response.json()) as Record<string, unknown>;
    expect(body.scope).toBe(granted);
    expect(body).not.toHaveProperty("refresh_token");
  });

  it("rule 22: offline_access is dropped with consent, too", async () => {
    const response = await one.token({
      code: await code({ scope: "openid offline_access", prompt: "consent" }),
    });
    const body = (await response.json()) as Record<string, unknown>;
    expect([body.scope, body.refresh_token]).toEqual(["openid", undefined]);
  });

  it("rule 21: DPoP works, and its token is none for Bearer", async () => {
    const handle = client.getDPoPHandle(one.config, await client.randomDPoPKeyPair("ES256"));
    const { url } = await one.logIn(browser, "town-hall-agent");
    const bound = await client.authorizationCodeGrant(
      one.config,
      url,
      { expectedState: "state-1", expectedNonce: "nonce-1" },
      undefined,
      { DPoP: handle },
    );
    expect(bound.token_type.toLowerCase()).toBe("dpop");
    expect((await one.userinfo(bound.access_token)).status).toBe(401);
    const userinfo = await client.fetchUserInfo(one.config, bound.access_token, "101", { DPoP: handle });
    expect(userinfo.sub).toBe("101");
  });

  describe("introspection", () => {
    const TWO = { client_id: "two", client_secret: "two-secret" };
    const inspect = (fields: Record<string, string>): Promise<Response> =>
      post("token/introspection", { ...TWO, ...fields });

    it("rules 5 and 23: another client sees whose token it is", async () => {
      const { access_token: token } = await tokens();
      expect(await (await inspect({ token })).json()).toEqual({
        active: true,
        sub: "101",
        client_id: "one",
        exp: expect.any(Number),
        iat: expect.any(Number),
        iss: mock.url,
        scope,
        token_type: "Bearer",
      });
    });

    it.each<[rule: string, fields: Record<string, string>, expected: string]>([
      ["5", { token: "nonsense" }, "200"],
      ["23", { token: "" }, "400 invalid_request: missing required parameter 'token'"],
      ["29", { token: "x", client_secret: "wrong" }, INVALID_CLIENT],
    ])("rule %s: of %o is %s", async (_rule, fields, expected) => {
      expect(await answer(await inspect(fields))).toBe(expected);
    });

    it("rule 23: an ID token is unsupported_token_type", async () => {
      const { id_token: token } = await tokens();
      expect(await (await inspect({ token })).json()).toMatchObject({ error: "unsupported_token_type" });
    });
  });

  it("rule 16: an organisation chosen at another client, in another browser, changes what an earlier token tells", async () => {
    const first = await one.logIn(browser, "three-organizations", { siret: "21990001600011" });
    const { tokens: early } = await one.finish(first);
    await two.logIn(new Browser(mock.url), "three-organizations", { siret: "20990013300015" });
    expect(await (await one.userinfo(early.access_token)).json()).toMatchObject({ siret: "20990013300015" });
  });

  it("rule 2: an application with a key logs in without a secret", async () => {
    const { privateKey, publicKey } = await generateKeyPair("RS256");
    const jwks = { keys: [await exportJWK(publicKey)] };
    const keyed = await startMockProvider({
      clients: [
        { clientId: "keyed", redirectUris: [REDIRECT_URI], tokenEndpointAuthMethod: "private_key_jwt", jwks },
      ],
    });
    try {
      const party = await RelyingParty.discover(keyed, { authentication: client.PrivateKeyJwt(privateKey) });
      const { idToken } = await party.finish(await party.logIn(new Browser(keyed.url), "town-hall-agent"));
      expect(idToken.sub).toBe("101");
    } finally {
      await keyed.stop();
    }
  });
});
