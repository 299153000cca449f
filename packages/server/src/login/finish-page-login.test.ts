import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { moncomptepro } from "@moncomptepro/profiles";
import { APPLICATION, Browser, createApplication, logIn } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { LOGIN_LIES, named } from "@moncomptepro/test-kit/lies/every-lie";
import { SettingsError } from "../index.js";

const PAGE = `${APPLICATION}/spa`;
const VERIFIER = "v".repeat(43);

let provider: HostileProvider;
let browser: Browser;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  provider.nonce = "n".repeat(32);
  browser = new Browser(createApplication(provider, { browserRedirectUris: [PAGE] }));
});

const answer = (): Record<string, unknown> => ({
  code: "code",
  state: "s".repeat(32),
  iss: provider.issuer,
  redirect_uri: PAGE,
  code_verifier: VERIFIER,
  nonce: provider.nonce,
});

function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return browser.open("/auth/callback", {
    method: "POST",
    headers: {
      accept: "application/json",
      "sec-fetch-dest": "empty",
      "content-type": "application/json",
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const code = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { code: string }).code;
const isLoggedIn = (): boolean => [...browser.cookies.keys()].some((name) => name.includes("session"));

test("a page learns what it needs to start a login, and no secret", async () => {
  const response = await browser.open("/auth/provider", { headers: { accept: "application/json" } });
  expect(await response.json()).toEqual({
    issuer: provider.issuer,
    authorizationEndpoint: `${provider.issuer}/authorize`,
    home: "/",
    clientId: "application",
    scope: "openid email profile organization",
  });
  expect(response.headers.get("cache-control")).toBe("no-store");
  const below = createApplication(provider, {
    baseUrl: `${APPLICATION}/app`,
    browserRedirectUris: [`${APPLICATION}/app/spa`],
  });
  const { home } = (await (await new Browser(below).open("/app/auth/provider")).json()) as { home: string };
  expect(home).toBe("/app/");
});

test("what the page posts is redeemed with its own redirect URI and verifier; the answer is as of /auth/me", async () => {
  const response = await post(answer());
  expect([response.status, await response.json()]).toEqual([
    200,
    { user: expect.objectContaining({ sub: "154" }), expiresAt: expect.any(String) },
  ]);
  const redeemed = provider.tokenRequests.at(-1);
  expect(redeemed?.get("redirect_uri")).toBe(PAGE);
  expect(redeemed?.get("code_verifier")).toBe(VERIFIER);
  expect(redeemed?.get("client_secret")).toBe(provider.clientSecret);
  expect(createHash("sha256").update(VERIFIER).digest("base64url")).toHaveLength(43);
  expect(isLoggedIn()).toBe(true);
});

test("no level counts as proven", async () => {
  provider.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas1" });
  const { user } = (await (await post(answer())).json()) as { user: unknown };
  expect(user).toMatchObject({ authentication: { acr: "eidas1", acrProven: false } });
});

test("the usual callback still works beside it", async () => {
  expect((await logIn(browser, provider)).status).toBe(303);
});

test("without the setting there is neither route", async () => {
  browser = new Browser(createApplication(provider));
  await expect(browser.open("/auth/provider")).rejects.toThrow("no route");
  expect((await post(answer())).status).toBe(405);
});

describe("refused", () => {
  test.each([
    ["a form", "application/x-www-form-urlencoded"],
    ["text, which needs no permission across origins", "text/plain"],
  ])("%s: 415", async (_name, type) => {
    const response = await post(answer(), { "content-type": type });
    expect([response.status, await code(response)]).toEqual([415, "media_type_unknown"]);
  });

  test.each([{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "", origin: "https://evil.test" }])(
    "from another site: %j",
    async (headers) => {
      const response = await post(answer(), headers as Record<string, string>);
      expect([response.status, await code(response)]).toEqual([403, "cross_origin_request"]);
    },
  );

  test.each<[string, Record<string, unknown>]>([
    ["no code", { code: undefined }],
    ["a code that is a list", { code: ["code"] }],
    ["a short verifier", { code_verifier: "v" }],
    ["no verifier", { code_verifier: undefined }],
    ["a short nonce", { nonce: "n" }],
    ["no state", { state: "" }],
    ["a redirect URI that was not allowed", { redirect_uri: `${APPLICATION}/other` }],
    ["a redirect URI that begins like the one allowed", { redirect_uri: `${PAGE}/other` }],
    ["a redirect URI of another site", { redirect_uri: "https://evil.test/" }],
  ])("%s", async (_name, change) => {
    provider.tokenRequests.length = 0;
    const response = await post({ ...answer(), ...change });
    expect([response.status, await code(response)]).toEqual([400, "authorization_response_invalid"]);
    expect(provider.tokenRequests).toEqual([]);
    expect(isLoggedIn()).toBe(false);
  });

  test.each([
    ["another issuer", { iss: "https://evil.test" }],
    ["no issuer, where one was announced", { iss: undefined }],
  ])("%s", async (_name, change) => {
    expect(await code(await post({ ...answer(), ...change }))).toBe("issuer_mismatch");
  });

  test("an ID token with another nonce than the page's", async () => {
    expect(await code(await post({ ...answer(), nonce: "m".repeat(32) }))).toBe("id_token_invalid");
  });

  test.each(["", "null", "[]", "{", '"text"', '{"__proto__":{"code":"code"}}'])(
    "the body %s",
    async (body) => {
      expect((await post(body)).status).toBe(400);
    },
  );

  describe.each(LOGIN_LIES)("%s", (_specification, lies) => {
    test.each(named(lies))("%s", async (_name, { answers, code: expected }) => {
      Object.assign(provider.answers, await answers(provider));
      expect(await code(await post(answer()))).toBe(expected);
      expect(isLoggedIn()).toBe(false);
    });
  });
});

describe("settings", () => {
  test("a page of another origin is a mistake", () => {
    const create = () => createApplication(provider, { browserRedirectUris: ["https://evil.test/"] });
    expect(create).toThrow(SettingsError);
    expect(create).toThrow("must start with https://application.example");
  });

  test("so is a provider that refuses PKCE", () => {
    const withoutPkce = { ...moncomptepro, id: "without-pkce", pkce: "forbidden" };
    const options = { provider: withoutPkce, issuer: provider.issuer, browserRedirectUris: [PAGE] };
    expect(() => createApplication(provider, options as never)).toThrow("needs PKCE");
  });
});
