import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { quiet } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { ProviderOptions } from "../verify.js";
import { moncomptepro, type BetterAuthPlugin } from "./better-auth.js";
import { createNextAuth } from "./next-auth.js";

/** What the libraries themselves do with these is tested with them: see e2e/next/libraries.test.ts. */
let hostile: HostileProvider;

beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(() => hostile.stop());
beforeEach(() => {
  hostile.answers = hostile.honest();
  hostile.nonce = "the-nonce";
  hostile.tokenRequests.length = 0;
});

const at = (): ProviderOptions<"moncomptepro", true> => {
  const { clientId, clientSecret, issuer } = hostile;
  return { clientId, clientSecret, issuer, logger: quiet };
};
const withKey = (): ProviderOptions => {
  const { clientId, issuer } = hostile;
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    clientId,
    issuer,
    logger: quiet,
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  };
};
const code = (step: Promise<unknown>): Promise<unknown> =>
  step.then(
    () => "done",
    (error: { code?: string }) => error.code ?? error,
  );

describe("next-auth 4", () => {
  const answer = (change: object = {}) => ({
    provider: { callbackUrl: "https://app.example/callback" },
    params: { code: "code", state: "the-state", iss: hostile.issuer, ...change },
    checks: { state: "the-state", nonce: "the-nonce", code_verifier: "v".repeat(43) },
  });

  test("redeems the code with the private key, where there is one", async () => {
    const { token } = createNextAuth(withKey()).provider;
    expect(await token.request(answer())).toMatchObject({ tokens: { access_token: hostile.accessToken } });
    expect(hostile.tokenRequests[0]?.get("client_assertion")).toMatch(/^ey/);
    expect(hostile.tokenRequests[0]?.get("client_secret")).toBeNull();
  });

  test("refuses an answer of another issuer, another nonce, and a foreign signature", async () => {
    const { provider } = createNextAuth(at());
    expect(await code(provider.token.request(answer({ iss: "https://other.example" })))).toBe(
      "issuer_mismatch",
    );
    const { params, provider: where } = answer();
    const lost = { params, provider: where, checks: { state: "the-state" } };
    hostile.answers.idTokenClaims = ({ nonce: _, ...claims }) => claims;
    expect(await code(provider.token.request(lost))).toBe("token_response_invalid");
    const tokens = { access_token: hostile.accessToken, id_token: "eyJhbGciOiJSUzI1NiJ9.e30.AAAA" };
    expect(await code(provider.userinfo.request({ tokens }))).toBe("id_token_invalid");
  });

  test("asks for a second factor, and compares", async () => {
    const { provider } = createNextAuth({ ...at(), secondFactor: true });
    expect(provider.authorization.params["claims"]).toMatchObject({
      id_token: { acr: { essential: true, values: ["eidas0-mfa", "eidas1-mfa"] } },
    });
    hostile.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas1" });
    expect(await code(provider.token.request(answer()))).toBe("acr_not_reached");
    hostile.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas1-mfa" });
    const { tokens } = await provider.token.request(answer());
    expect(await provider.userinfo.request({ tokens })).toMatchObject({
      authentication: { acrProven: true },
    });
  });

  test("logs out for a form of the application alone, and shows the ID token to ProConnect only", async () => {
    const { logout } = createNextAuth({ ...(at() as ProviderOptions), provider: "proconnect" });
    const way = { postLogoutRedirectUri: "https://app.example/", idToken: "the-id-token" };
    const cookie =
      "a=1; __Secure-next-auth.session-token.0=x; next-auth.session-token=y; next-auth.csrf-token=z";
    const own = { headers: { cookie, "sec-fetch-site": "same-origin" } };
    const { location, setCookie } = await logout(own, way);
    expect(new URL(location).searchParams.get("id_token_hint")).toBe("the-id-token");
    expect(setCookie).toEqual([
      "__Secure-next-auth.session-token.0=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
      "next-auth.session-token=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
    ]);
    expect(await code(logout({ headers: { cookie, "sec-fetch-site": "cross-site" } }, way))).toBe(
      "cross_origin_request",
    );
  });
});

test("Auth.js 5 redeems the code through us, with the private key, and calls nothing else", async () => {
  const customFetch: unique symbol = Symbol("custom-fetch");
  const { provider } = createNextAuth({ ...withKey(), customFetch });
  const { options } = provider as unknown as { options: { [customFetch]: typeof fetch } };
  const call = options[customFetch];
  const known = await call(`${hostile.issuer}/.well-known/openid-configuration`);
  expect(await known.json()).toMatchObject({
    issuer: hostile.issuer,
    token_endpoint: `${hostile.issuer}/token`,
  });
  const body = new URLSearchParams({
    code: "code",
    redirect_uri: "https://app.example/callback",
    client_secret: "x",
  });
  const tokens = await call(`${hostile.issuer}/token`, { method: "POST", body });
  expect(await tokens.json()).toMatchObject({ access_token: hostile.accessToken });
  expect(hostile.tokenRequests[0]?.get("client_assertion")).toMatch(/^ey/);
  expect(hostile.tokenRequests[0]?.get("client_secret")).toBeNull();
  await expect(call("https://other.example/")).rejects.toThrow("which no login needs");
});

describe("better-auth", () => {
  const callback = (
    plugin: BetterAuthPlugin,
    change: Record<string, string>,
  ): Promise<string | null | undefined> => {
    const answer = new URLSearchParams({ code: "code", state: "the-state", ...change });
    const request = new Request(`https://app.example/api/auth/callback/moncomptepro?${answer}`);
    return plugin
      .onRequest(request, { baseURL: "https://app.example/api/auth" })
      .then((found) => found?.response.headers.get("location"));
  };

  test("misses an issuer that did not come, which better-auth does not", async () => {
    const plugin = moncomptepro(at());
    expect(await callback(plugin, { iss: hostile.issuer })).toBeUndefined();
    expect(await callback(plugin, {})).toBe("https://app.example/api/auth/error?error=issuer_mismatch");
  });

  test("asks the application before the session begins", async () => {
    const seen: unknown[] = [];
    const plugin = moncomptepro({
      ...at(),
      onLogin: ({ user }) => {
        seen.push(user.organization.siret);
        return { refuse: "the account is closed" };
      },
    });
    const [social] = plugin.init({ socialProviders: [] }).context.socialProviders as unknown as [
      { getUserInfo: (tokens: object) => Promise<unknown> },
    ];
    const now = Math.floor(Date.now() / 1000);
    const { issuer: iss, clientId: aud, accessToken } = hostile;
    const idToken = await hostile.sign({ iss, aud, sub: "154", iat: now, exp: now + 60, nonce: "the-nonce" });
    const tokens = { accessToken, idToken, expectedIdTokenNonce: "the-nonce" };
    expect(await social.getUserInfo(tokens)).toBeNull();
    expect(seen).toEqual(["21920023500014"]);
  });
});

test("a build of Next that has none of the settings goes on", () => {
  const encrypting = () => createNextAuth({ provider: "franceconnect-plus" });
  expect(() => createNextAuth()).toThrow("MONCOMPTEPRO_CLIENT_ID");
  expect(encrypting).toThrow("MONCOMPTEPRO_DECRYPTION_KEY");
  process.env["NEXT_PHASE"] = "phase-production-build";
  expect(() => createNextAuth()).not.toThrow();
  expect(() => moncomptepro()).not.toThrow();
  expect(encrypting).not.toThrow();
  delete process.env["NEXT_PHASE"];
});
