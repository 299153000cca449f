import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { proSanteConnect } from "@moncomptepro/profiles";
import { APPLICATION, Browser, comeBack, createApplication } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { createNextAuth } from "../libraries/next-auth.js";
import { createVerifier } from "../verify.js";

/** A provider whose discovery document and login pages are elsewhere, and which may not tell the level. */
let provider: HostileProvider;
let browser: Browser;
const LOGIN_PAGES = "https://wallet.example/auth";

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.requests.length = 0;
  provider.answers = {
    ...provider.honest(),
    discovery: (document) => ({ ...document, authorization_endpoint: LOGIN_PAGES }),
    userinfo: (claims) => ({ ...claims, SubjectNameID: "810000000017" }),
  };
  browser = new Browser(createApplication(provider, { provider: proSanteConnect }));
});

const location = async (address: string): Promise<URL> => {
  const response = await browser.open(address);
  return new URL(response.headers.get("location") ?? "", APPLICATION);
};

async function answer(claims: object): Promise<Response> {
  const asked = (await location("/auth/login")).searchParams;
  provider.nonce = asked.get("nonce") ?? "";
  provider.answers.idTokenClaims = (usual) => ({ ...usual, ...claims });
  return comeBack(browser, asked, provider);
}

const me = async (): Promise<unknown> =>
  (await browser.open("/auth/me", { headers: { accept: "application/json" } })).json();

describe("the discovery document that the profile names", () => {
  const options = (): object => ({
    provider: proSanteConnect,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    issuer: provider.issuer,
  });
  const place = "/.well-known/wallet-openid-configuration";

  test("is the one that a login reads, and sends the browser to the host that it says", async () => {
    const { host, searchParams } = await location("/auth/login");
    expect(host).toBe("wallet.example");
    expect(Object.fromEntries(searchParams)).toMatchObject({
      scope: "openid scope_all",
      acr_values: "eidas1",
      code_challenge_method: "S256",
    });
    expect(provider.requests).toEqual([place]);
  });

  test("is the one that building blocks read", async () => {
    const { startLogin } = createVerifier(options());
    const { location: address } = await startLogin({ redirectUri: `${APPLICATION}/auth/callback` });
    expect(address).toContain(LOGIN_PAGES);
    expect(provider.requests).toEqual([place]);
    expect(createNextAuth(options()).provider.wellKnown).toBe(provider.issuer + place);
  });

  test("is the one that Auth.js gets, which asks for the standard address", async () => {
    const customFetch = Symbol("customFetch");
    const made = createNextAuth({ ...options(), customFetch }).provider as unknown as {
      options: Record<symbol, typeof fetch>;
    };
    const document = await made.options[customFetch]?.(`${provider.issuer}/.well-known/openid-configuration`);
    expect(await document?.json()).toMatchObject({ authorization_endpoint: LOGIN_PAGES });
    expect(provider.requests).toEqual([place]);
  });

  test("must name the issuer that the settings name", async () => {
    provider.answers.discovery = (document) => ({ ...document, issuer: "https://other.example" });
    const headers = { accept: "application/json" };
    const response = await browser.open("/auth/login", { headers });
    expect(await response.text()).toContain("issuer_mismatch");
  });
});

test.each<object>([{}, { acr: "eidas1" }, { acr: "eidas2" }])("a login %j is one", async (claims) => {
  expect((await answer(claims)).headers.get("location")).toBe("/");
  expect(await me()).toMatchObject({
    user: { rpps: "10000000017", authentication: { ...claims, acrProven: true } },
  });
});

test.each([{ acr: "0" }, { acr: 1 }, { acr: null }, { acr: "" }])("a login %j is none", async (claims) => {
  expect(await (await answer(claims)).text()).toContain("acr_not_reached");
});

test.each([
  ["authentication_expired", "access_denied"],
  ["", "provider_unavailable"],
])("an answer temporarily_unavailable, %j, is %s", async (description, code) => {
  const asked = (await location("/auth/login")).searchParams;
  const parameters = new URLSearchParams({
    error: "temporarily_unavailable",
    ...(description && { error_description: description }),
    state: asked.get("state") ?? "",
    iss: provider.issuer,
  });
  expect(await (await browser.open(`/auth/callback?${parameters}`)).text()).toContain(code);
});

test("a guard for the level that each login reaches opens, and one for another is a mistake", async () => {
  const application = createApplication(provider, { provider: proSanteConnect });
  browser = new Browser(application);
  await answer({});
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const request = { method: "GET", url: "/", headers: { cookie } };
  expect(await application.requireUser(request, { acr: ["eidas1"] })).toHaveProperty("user");
  await expect(application.requireUser(request, { acr: ["eidas2"] })).rejects.toMatchObject({
    code: "parameter_refused",
  });
});

test("an identity provider to go to has the name that the provider gives to it, in a link too", async () => {
  const allowLoginParameters = ["idp_hint"] as const;
  const application = createApplication(provider, { provider: proSanteConnect, allowLoginParameters });
  const response = await application.login({ identityProviderHint: "OKTA_hospital" });
  const asked = new URL(response.headers.get("location") ?? "").searchParams;
  expect([asked.get("kc_idp_hint"), asked.has("idp_hint")]).toEqual(["OKTA_hospital", false]);
  browser = new Browser(application);
  const link = await location("/auth/login?idp_hint=OKTA_hospital");
  expect(link.searchParams.get("kc_idp_hint")).toBe("OKTA_hospital");
});

test.each([
  ["a recent login", { maxAge: 60 }],
  ["an e-mail", { loginHint: "a@b.example" }],
  ["a level that no application may ask for", { acr: ["eidas3"] }],
  ["a wish for one", { acrValues: ["eidas2"] }],
  ["an account to choose", { prompt: "select_account" }],
])("%s is refused before the redirect", async (_what, options) => {
  const application = createApplication(provider, { provider: proSanteConnect });
  const request = { method: "GET", url: "/", headers: { accept: "application/json" } };
  const response = await application.login({ request, ...options });
  expect([response.headers.get("location"), await response.text()]).toEqual([
    null,
    expect.stringContaining("parameter_refused"),
  ]);
});

test("a login without the national identifier names the claim and its scope", async () => {
  provider.answers.userinfo = (claims) => claims;
  const lines: string[] = [];
  const note = (...all: unknown[]): void => void lines.push(JSON.stringify(all));
  const logger = { debug: note, info: note, warn: note, error: note };
  browser = new Browser(createApplication(provider, { provider: proSanteConnect, logger }));
  expect(await (await answer({})).text()).toContain("claim_missing");
  expect(lines.join("\n")).toMatch(/SubjectNameID.*scope_all/);
});
