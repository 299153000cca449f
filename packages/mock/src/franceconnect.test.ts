import { afterEach, describe, expect, it, vi } from "vitest";
import { Browser, type Screen } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";
import { MockOptionsError, startMockProvider } from "./index.js";

const SCOPE = "openid identite_pivot preferred_username email";
const STATE = "s".repeat(32);
const NONCE = "n".repeat(22);
const ASKED = { acr_values: "eidas1", state: STATE, nonce: NONCE };
const CHECKS = { expectedState: STATE, expectedNonce: NONCE };
const AFTER = "http://localhost:3000/auth/logout/callback";

const { mock, application, browser } = await startFixture(
  { provider: "franceconnect" },
  {
    scope: SCOPE,
    metadata: { id_token_signed_response_alg: "ES256", userinfo_signed_response_alg: "ES256" },
  },
);

const start = (parameters: Record<string, string> = {}): Promise<Screen> =>
  application.start(browser, { ...ASKED, ...parameters });

async function logIn(person: string, parameters: Record<string, string> = {}): Promise<Screen> {
  const next = await browser.submit(await start(parameters), { persona: person }, "/persona");
  return next.left ? next : browser.submit(next, {}, "/confirmation");
}

const claimsOf = async (person: string): Promise<Record<string, unknown>> =>
  (await application.finish(await logIn(person), CHECKS)).userinfo;

describe("FranceConnect", () => {
  afterEach(() => vi.useRealTimers());

  it("logs a citizen in: five members, the level, and a signed identity", async () => {
    const { tokens, idToken, userinfo } = await application.finish(await logIn("citizen"), CHECKS);
    expect(Object.keys(tokens).toSorted()).toEqual([
      "access_token",
      "expires_in",
      "id_token",
      "scope",
      "token_type",
    ]);
    expect(tokens.expires_in).toBe(60);
    expect(idToken).toMatchObject({ acr: "eidas1", auth_time: expect.any(Number), nonce: NONCE });
    expect(idToken.sub).toMatch(/^[\da-f]{64}v1$/);
    expect(userinfo).toEqual({
      sub: idToken.sub,
      iss: mock.issuer,
      aud: mock.clientId,
      iat: expect.any(Number),
      exp: expect.any(Number),
      given_name: "Julien Marc Antoine Louis",
      given_name_array: ["Julien", "Marc Antoine", "Louis"],
      family_name: "MERCIER",
      preferred_username: "",
      gender: "male",
      birthdate: "1979-02-14",
      birthplace: "75107",
      birthcountry: "99100",
      email: "julien.mercier@courriel-exemple.example",
    });
    const signed = await application.userinfo(tokens.access_token);
    expect(signed.headers.get("content-type")).toMatch(/^application\/jwt/);
  });

  it("knows people of each kind", async () => {
    expect(await claimsOf("usage-name")).toMatchObject({
      preferred_username: "COLONNA",
      birthplace: "2A004",
    });
    browser.clear();
    expect(await claimsOf("born-abroad")).toMatchObject({ birthplace: "", birthcountry: "99341" });
    browser.clear();
    expect(await claimsOf("presumed-birth-date")).toMatchObject({ birthdate: "1958-00-00" });
    browser.clear();
    expect(await claimsOf("without-email")).not.toHaveProperty("email");
    browser.clear();
    const { searchParams } = (await browser.submit(await start(), { persona: "gives-up" }, "/persona")).url;
    expect(searchParams.get("error")).toBe("access_denied");
  });

  it("tells another client another sub", async () => {
    const redirectUris = [REDIRECT_URI];
    const clients = [
      { clientId: "one", clientSecret: "secret-of-the-first-client-of-all", redirectUris, scope: SCOPE },
      { clientId: "two", clientSecret: "secret-of-the-second-client-of-all", redirectUris, scope: SCOPE },
    ] as const;
    const other = await startMockProvider({ provider: "franceconnect", clients });
    try {
      const parties = clients.map(async ({ clientId }) => {
        const party = await RelyingParty.discover(other, { clientId, scope: SCOPE });
        const url = await other.logIn(party.authorizationUrl({ ...ASKED, prompt: "login" }), "citizen");
        const code = url.searchParams.get("code") ?? "";
        const secret = clients.find((one) => one.clientId === clientId)?.clientSecret ?? "";
        const answer = await party.token({ code, client_id: clientId, client_secret: secret });
        const { id_token } = (await answer.json()) as { id_token: string };
        return (JSON.parse(atob(id_token.split(".")[1] ?? "")) as { sub: string }).sub;
      });
      const [one, two] = await Promise.all(parties);
      expect(one).not.toBe(two);
    } finally {
      await other.stop();
    }
  });

  describe("a request that it refuses on a page", () => {
    it.each([
      ["code_challenge", { code_challenge: "x".repeat(43), code_challenge_method: "S256" }],
      ["an empty code_challenge", { code_challenge: "" }],
      ["login_hint", { login_hint: "a@b.example" }],
      ["max_age", { max_age: "60" }],
      ["any other", { anything: "1" }],
      ["prompt=none", { prompt: "none" }],
      ["an empty prompt", { prompt: "" }],
      ["prompt=select_account", { prompt: "select_account" }],
      ["a nonce of 21 characters", { nonce: "n".repeat(21) }],
    ])("%s: Y030007", async (_name, parameters) => {
      const page = await start(parameters);
      expect([page.status, page.text.includes("Y030007"), page.left]).toEqual([400, true, false]);
    });

    it.each(["acr_values", "state", "nonce"])("one without %s: Y030007", async (name) => {
      const address = application.authorizationUrl(ASKED);
      address.searchParams.delete(name);
      expect((await browser.open(address)).text).toContain("Y030007");
    });

    it.each([
      ["an empty state", { state: "" }, 409, "Y190004"],
      ["claims that are no JSON", { claims: "{" }, 400, "Y030028"],
      ["an unknown client", { client_id: "unknown" }, 400, "Y04EA6EF"],
      ["another redirect URI", { redirect_uri: "https://other.example/" }, 400, "Y04C013C"],
    ] as const)("%s", async (_name, parameters, status, code) => {
      const page = await start(parameters);
      expect([page.status, page.text.includes(code)]).toEqual([status, true]);
    });

    it("a form, and routes that it does not have", async () => {
      const ask = async (path: string, method: string): Promise<number> =>
        (await fetch(`${mock.issuer}${path}`, { method })).status;
      expect(await ask("/authorize", "POST")).toBe(500);
      expect(await ask("/userinfo", "POST")).toBe(404);
      expect(await ask("/token/introspection", "POST")).toBe(404);
    });
  });

  it.each([
    ["invalid_acr", { acr_values: "eidas2" }],
    ["invalid_idp_hint", { idp_hint: "somewhere" }],
    ["invalid_scope", { scope: "openid chorusdt idp_id" }],
  ])("sends %s back, with state and iss", async (error, parameters) => {
    const { url } = await start(parameters);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ error, state: STATE, iss: mock.issuer });
  });

  it.each(["unknown", ""])("lets the level %j pass, and tells the one that there is", async (level) => {
    const callback = await logIn("citizen", { acr_values: level });
    expect(callback.url.searchParams.has("code")).toBe(true);
  });

  it("reuses its session under prompt=login without a page, and shows one without", async () => {
    await logIn("citizen");
    const silent = await start({ prompt: "login" });
    expect(silent.url.searchParams.has("code")).toBe(true);
    for (const parameters of [{}, { prompt: "consent" }]) {
      // oxlint-disable-next-line no-await-in-loop -- one login after the other
      const page = await start(parameters);
      expect([page.left, page.url.pathname.endsWith("/confirmation")]).toEqual([false, true]);
    }
  });

  it("gives userinfo for 30 seconds, though it says 60", async () => {
    const callback = await logIn("citizen");
    const { tokens } = await application.finish(callback, CHECKS);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 33_000 });
    expect((await application.userinfo(tokens.access_token)).status).toBe(401);
  });

  describe("the logout", () => {
    const logOut = (parameters: Record<string, string>): Promise<Screen> =>
      browser.open(`${mock.issuer}/session/end?${new URLSearchParams(parameters)}`);

    it("takes an expired hint, and ends the session", async () => {
      const { tokens } = await application.finish(await logIn("citizen"), CHECKS);
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 120_000 });
      const page = await logOut({
        id_token_hint: tokens.id_token ?? "",
        state: STATE,
        post_logout_redirect_uri: AFTER,
      });
      const { url } = await browser.submit(page);
      expect(url.href).toBe(`${AFTER}?state=${STATE}`);
      expect((await start({ prompt: "login" })).left).toBe(false);
    });

    it.each([
      ["no hint", { client_id: "moncomptepro-demo" }, "Y000400"],
      ["an empty one", { id_token_hint: "" }, "Y000400"],
      ["garbage", { id_token_hint: "garbage" }, "Y04FEDB9"],
    ] as const)("refuses %s on a page", async (_name, parameters, code) => {
      expect((await logOut(parameters as Record<string, string>)).text).toContain(code);
    });

    it("refuses an unlisted parameter, and an address that is not registered", async () => {
      const { tokens } = await application.finish(await logIn("citizen"), CHECKS);
      const id_token_hint = tokens.id_token ?? "";
      expect((await logOut({ id_token_hint, anything: "1" })).text).toContain("Y000400");
      const post_logout_redirect_uri = "https://other.example/";
      expect((await logOut({ id_token_hint, post_logout_redirect_uri })).text).toContain("Y04CFAEF");
    });
  });

  it("registers no client whose userinfo is JSON", async () => {
    const options = { provider: "franceconnect", userinfoSignedResponseAlg: "none" } as const;
    await expect(startMockProvider(options)).rejects.toThrow(MockOptionsError);
  });

  it("lets a browser without a session log in anew", async () => {
    await logIn("citizen");
    const other = new Browser(mock.url);
    expect((await other.open(application.authorizationUrl(ASKED))).url.pathname).toMatch(/\/email$/);
  });
});
