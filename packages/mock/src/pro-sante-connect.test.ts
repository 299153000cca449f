import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from "jose";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Screen } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";
import { startMockProvider } from "./index.js";
import { professionals } from "./provider/pro-sante-connect/professionals.js";

const AFTER = "http://localhost:3000/auth/logout/callback";
const VERIFIER = "v".repeat(43);
const { mock, application, browser } = await startFixture(
  { provider: "pro-sante-connect" },
  { scope: "openid scope_all" },
);
const protocol = `${mock.issuer}/protocol/openid-connect`;

const start = (parameters: Record<string, string> = {}): Promise<Screen> =>
  application.start(browser, { acr_values: "eidas1", ...parameters });
const logIn = async (person: string, parameters?: Record<string, string>): Promise<Screen> =>
  browser.submit(await start(parameters), { persona: person }, "/persona");
const claimsOf = async (person: string): Promise<Record<string, unknown>> =>
  (await application.finish(await logIn(person))).userinfo;

async function json(answer: Response | Promise<Response>): Promise<Record<string, unknown>> {
  return (await (await answer).json()) as Record<string, unknown>;
}

describe("Pro Santé Connect", () => {
  afterEach(() => vi.useRealTimers());

  it("has its discovery document at an address of its own, with the login pages elsewhere", async () => {
    expect(mock.issuer).toBe(`${mock.url}/auth/realms/esante-wallet`);
    expect(mock.discovery).toBe(`${mock.issuer}/.well-known/wallet-openid-configuration`);
    expect(await json(fetch(mock.discovery))).toMatchObject({
      issuer: mock.issuer,
      authorization_endpoint: `${mock.url}/auth`,
      token_endpoint: `${protocol}/token`,
      userinfo_endpoint: `${protocol}/userinfo`,
      introspection_endpoint: `${protocol}/token/introspect`,
      revocation_endpoint: `${protocol}/revoke`,
      end_session_endpoint: `${protocol}/logout`,
      jwks_uri: `${protocol}/certs`,
      acr_values_supported: ["0", "0"],
      authorization_response_iss_parameter_supported: true,
    });
    expect(await (await fetch(mock.url)).text()).toContain(mock.discovery);
  });

  it("answers at the standard address too, past the login pages, and says so", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const document = await json(fetch(`${mock.issuer}/.well-known/openid-configuration`));
    expect(document).toMatchObject({ issuer: mock.issuer, authorization_endpoint: `${protocol}/auth` });
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("wallet-openid-configuration"));
    warn.mockRestore();
    const address = application.authorizationUrl({ acr_values: "eidas1" });
    const there = new URL(`${protocol}/auth${address.search}`);
    const { url } = await browser.submit(await browser.open(there), { persona: "doctor" }, "/persona");
    expect(url.searchParams.has("code")).toBe(true);
  });

  it("logs a doctor in: a token answer of Keycloak, userinfo as JSON", async () => {
    const { tokens, idToken, userinfo } = await application.finish(await logIn("doctor"));
    expect(tokens).toMatchObject({
      token_type: "bearer",
      expires_in: 120,
      refresh_expires_in: 1800,
      refresh_token: expect.any(String),
      "not-before-policy": 0,
      session_state: expect.any(String),
    });
    const raw = tokens.id_token ?? "";
    expect(decodeProtectedHeader(raw)).toMatchObject({ alg: "RS256", typ: "JWT", kid: expect.any(String) });
    expect(idToken).toMatchObject({
      typ: "ID",
      azp: mock.clientId,
      sid: tokens["session_state"],
      acr: "eidas1",
      auth_time: expect.any(Number),
      at_hash: expect.any(String),
    });
    expect(idToken.sub).toMatch(/^f:[\da-f-]{36}:810000000017$/);
    expect(userinfo).toMatchObject({
      sub: idToken.sub,
      SubjectNameID: "810000000017",
      preferred_username: "810000000017",
      given_name: "Claire",
      family_name: "Moreau",
      codeCivilite: "MME",
      Acces_Regulation_Medicale: "VRAI",
      SubjectRole: ["10^1.2.250.1.213.1.1.5.5", "SM26^1.2.250.1.213.2.28"],
      otherIds: [{ identifiant: "810000000017", origine: "RPPS", qualite: 1 }],
      SubjectRefPro: {
        codeCivilite: "MME",
        exercices: [
          {
            codeProfession: "10",
            codeSavoirFaire: "SM26",
            activities: [
              { codeModeExercice: "S", numeroFinessSite: "990000019", enseigneCommercialeSite: "" },
              { codeModeExercice: "L", numeroSiretSite: "90000001900019" },
            ],
          },
        ],
      },
    });
    const answer = await application.userinfo(tokens.access_token);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
  });

  it("knows people of each kind", async () => {
    const { idToken } = await application.finish(await logIn("pharmacist"));
    expect(idToken.acr).toBe("eidas2");
    browser.clear();
    expect(await claimsOf("nurse")).toMatchObject({ SubjectNameID: "10000000033" });
    browser.clear();
    expect(await claimsOf("student")).toMatchObject({
      SubjectRefPro: { exercices: [{ codeCategorieProfessionnelle: "E", activities: [] }] },
    });
    browser.clear();
    const staff = await claimsOf("hospital-staff");
    expect(staff).toMatchObject({ SubjectNameID: "3990000019/0042", family_name: "Roux" });
    expect(staff).not.toHaveProperty("SubjectRefPro");
    browser.clear();
    expect(Object.fromEntries((await logIn("gives-up")).url.searchParams)).toEqual({
      error: "access_denied",
      state: "state-1",
      iss: mock.issuer,
    });
    expect(new Set(professionals.map(({ sub }) => sub)).size).toBe(professionals.length);
  });

  it("answers from its session, asks again under prompt=login, and refuses a silent login without one", async () => {
    expect((await start({ prompt: "none" })).url.searchParams.get("error")).toBe("login_required");
    await logIn("doctor");
    for (const parameters of [{}, { prompt: "none" }]) {
      // oxlint-disable-next-line no-await-in-loop -- one login after the other
      expect((await start(parameters)).url.searchParams.has("code")).toBe(true);
    }
    expect((await start({ prompt: "login" })).left).toBe(false);
  });

  it("refuses a scope that the realm does not have, or that the client may not ask for", async () => {
    for (const scope of ["openid scope_all siret", "openid phone"]) {
      // oxlint-disable-next-line no-await-in-loop -- one login after the other
      const { url } = await start({ scope });
      expect(Object.fromEntries(url.searchParams)).toEqual({
        error: "invalid_scope",
        error_description: expect.stringMatching(/^Invalid scopes: openid/),
        state: "state-1",
        iss: mock.issuer,
      });
    }
    expect((await start({ scope: "openid scope_all rpps" })).left).toBe(false);
  });

  it("sends back no state that it did not get", async () => {
    const address = application.authorizationUrl({ scope: "openid scope_all siret" });
    address.searchParams.delete("state");
    const { url } = await browser.open(address);
    expect([url.searchParams.get("error"), url.searchParams.has("state")]).toEqual(["invalid_scope", false]);
  });

  it("answers from its session, and asks again once that is older than max_age", async () => {
    await logIn("doctor");
    expect((await start({ max_age: "60" })).left).toBe(true);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
    expect((await start()).left).toBe(true);
    expect((await start({ max_age: "60" })).left).toBe(false);
  });

  it("redeems a code by either form of the secret, with S256, once", async () => {
    const challenge = {
      code_challenge_method: "S256",
      code_challenge: "7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM",
    };
    const codeOf = async (): Promise<string> =>
      (await logIn("doctor", { ...challenge, prompt: "login" })).url.searchParams.get("code") ?? "";
    const code = await codeOf();
    expect(await json(application.token({ code, code_verifier: "w".repeat(43) }))).toEqual({
      error: "invalid_grant",
      error_description: "Code not valid",
    });
    const next = await codeOf();
    const basic = Buffer.from(`${mock.clientId}:${mock.clientSecret ?? ""}`).toString("base64");
    const body = new URLSearchParams({
      grant_type: "authorization_code",
      code: next,
      code_verifier: VERIFIER,
      redirect_uri: REDIRECT_URI,
    });
    const headers = { authorization: `Basic ${basic}` };
    const ask = (): Promise<Response> => fetch(`${protocol}/token`, { method: "POST", body, headers });
    expect(await json(ask())).toHaveProperty("id_token");
    expect(await json(ask())).toEqual({ error: "invalid_grant", error_description: "Code not valid" });
  });

  it.each([
    [{ client_secret: "another secret" }, "unauthorized_client"],
    [{ client_id: "unknown" }, "invalid_client"],
  ])("refuses the client %j", async (fields, error) => {
    const answer = await application.token({ code: "x", ...(fields as Record<string, string>) });
    expect([answer.status, await json(answer)]).toEqual([
      401,
      { error, error_description: "Invalid client or Invalid client credentials" },
    ]);
  });

  it("refreshes, in the same session, for half an hour", async () => {
    const { tokens } = await application.finish(await logIn("doctor"));
    const refresh = { grant_type: "refresh_token", refresh_token: tokens.refresh_token ?? "" };
    const again = await json(application.token(refresh));
    expect(again).toMatchObject({ session_state: tokens["session_state"] });
    expect(decodeJwt(String(again["id_token"]))).toMatchObject({ sid: tokens["session_state"] });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1_900_000 });
    const late = { ...refresh, refresh_token: String(again["refresh_token"]) };
    expect(await json(application.token(late))).toEqual({
      error: "invalid_grant",
      error_description: "Token is not active",
    });
  });

  it("signs userinfo for a client that is registered so", async () => {
    const signing = await startMockProvider({
      provider: "pro-sante-connect",
      userinfoSignedResponseAlg: "ES256",
      idTokenSignedResponseAlg: "ES256",
    });
    try {
      const metadata = { id_token_signed_response_alg: "ES256", userinfo_signed_response_alg: "ES256" };
      const party = await RelyingParty.discover(signing, { scope: "openid scope_all", metadata });
      const url = await signing.logIn(party.authorizationUrl({ acr_values: "eidas1" }), "doctor");
      const { userinfo } = await party.finish({ url } as Screen);
      expect(userinfo).toMatchObject({ SubjectNameID: "810000000017", iss: signing.issuer });
    } finally {
      await signing.stop();
    }
  });

  it("leaves an ID token as it is that is encrypted to the client", async () => {
    const { publicKey } = await generateKeyPair("RSA-OAEP");
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), use: "enc", alg: "RSA-OAEP" }] };
    const encrypting = await startMockProvider({
      provider: "pro-sante-connect",
      clients: [
        {
          clientId: "encrypted",
          clientSecret: "secret",
          redirectUris: [REDIRECT_URI],
          jwks,
          idTokenEncryptedResponseAlg: "RSA-OAEP",
        },
      ],
    });
    try {
      const party = await RelyingParty.discover(encrypting, { scope: "openid scope_all" });
      const url = await encrypting.logIn(party.authorizationUrl({ acr_values: "eidas1" }), "doctor");
      const answer = await json(party.token({ code: url.searchParams.get("code") ?? "" }));
      expect(String(answer["id_token"]).split(".")).toHaveLength(5);
    } finally {
      await encrypting.stop();
    }
  });

  describe("the logout", () => {
    const logOut = (parameters: Record<string, string>): Promise<Screen> =>
      browser.open(`${protocol}/logout?${new URLSearchParams(parameters)}`);

    it("takes an expired hint, ends the session, and comes back", async () => {
      const { tokens } = await application.finish(await logIn("doctor"));
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 600_000 });
      const hint = { id_token_hint: tokens.id_token ?? "" };
      const page = await logOut({ ...hint, state: "state-2", post_logout_redirect_uri: AFTER });
      const { url } = await browser.submit(page);
      expect(url.href).toBe(`${AFTER}?state=state-2`);
      expect((await start()).left).toBe(false);
    });

    it("may come back without its state", async () => {
      const { tokens } = await application.finish(await logIn("doctor"));
      const fault = mock.fault("logout_without_state");
      const way = { state: "state-2", post_logout_redirect_uri: AFTER };
      const page = await logOut({ id_token_hint: tokens.id_token ?? "", ...way });
      expect((await browser.submit(page)).url.href).toBe(AFTER);
      expect(fault.applied).toBe(1);
    });

    it("takes none without a hint", async () => {
      const page = await logOut({ client_id: mock.clientId, post_logout_redirect_uri: AFTER });
      expect([page.status, page.text.includes("Missing parameters: id_token_hint")]).toEqual([400, true]);
    });
  });

  it("tells its clients of a logout", async () => {
    await expect(mock.backchannelLogout("doctor")).rejects.toThrow("backchannelLogoutUri");
  });

  it("answers 404 beside its paths", async () => {
    for (const path of ["/oauth/token", "/authorize", "/auth/realms/other", "/auth/realms/esante-wallet"]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await fetch(mock.url + path)).status, path).toBe(404);
    }
  });
});
