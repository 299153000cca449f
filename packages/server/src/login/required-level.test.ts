import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { franceconnect } from "@moncomptepro/profiles";
import { APPLICATION, Browser, comeBack, createApplication } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { createVerifier } from "../verify.js";
import { authorizationUrl } from "./authorization-url.js";

/** A provider that takes no request without a level, refuses PKCE, and signs all that it says. */
let provider: HostileProvider;
let browser: Browser;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = { ...provider.honest(), userinfo: (claims) => provider.sign(userinfo(claims)) };
  browser = new Browser(createApplication(provider, { provider: franceconnect }));
});

const userinfo = (claims: object): Record<string, unknown> => ({
  ...claims,
  iss: provider.issuer,
  aud: provider.clientId,
  family_name: "DUBOIS",
});

const location = async (address: string): Promise<URL> => {
  const response = await browser.open(address);
  return new URL(response.headers.get("location") ?? "", APPLICATION);
};

async function answer(acr: string | undefined): Promise<Response> {
  const asked = (await location("/auth/login")).searchParams;
  provider.nonce = asked.get("nonce") ?? "";
  provider.answers.idTokenClaims = (claims) => ({ ...claims, ...(acr && { acr }) });
  return comeBack(browser, asked, provider);
}

test("every login asks for the level without which there is none, and for nothing that is refused", async () => {
  const { searchParams } = await location("/auth/login");
  expect([...searchParams.keys()].toSorted()).toEqual([
    "acr_values",
    "client_id",
    "nonce",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
  ]);
  expect(searchParams.get("acr_values")).toBe("eidas1");
  expect(searchParams.get("nonce")?.length).toBeGreaterThanOrEqual(22);
});

test("so does a login whose answer the application verifies itself", async () => {
  const { startLogin } = createVerifier({
    provider: franceconnect,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    issuer: provider.issuer,
  });
  const { location: address, started } = await startLogin({ redirectUri: `${APPLICATION}/auth/callback` });
  expect(new URL(address).searchParams.get("acr_values")).toBe("eidas1");
  expect(started).toMatchObject({ acr: ["eidas1"] });
});

test("the level that comes back is compared, and proven", async () => {
  expect((await answer("eidas1")).headers.get("location")).toBe("/");
  const me = await browser.open("/auth/me", { headers: { accept: "application/json" } });
  expect(await me.json()).toMatchObject({
    user: { birthName: "DUBOIS", authentication: { acr: "eidas1", acrProven: true } },
  });
});

test("a guard that asks for that level lets in who has it, or one above, and one for another service is no guard", async () => {
  await answer("eidas2");
  const application = createApplication(provider, { provider: franceconnect });
  const request = { method: "GET", url: "/", headers: browser.headers };
  expect(await application.requireUser(request, { acr: ["eidas1"] })).toHaveProperty(
    "user.birthName",
    "DUBOIS",
  );
  expect(() => application.requireProvable({ acr: ["eidas2"] })).toThrow("refuses a request for eidas2");
});

test.each(["eidas0", undefined])("the level %s is too low", async (acr) => {
  const response = await answer(acr);
  expect(response.status).toBe(403);
  expect(await response.text()).toContain("acr_not_reached");
});

test("userinfo that is not signed is refused", async () => {
  provider.answers.userinfo = (claims) => userinfo(claims);
  expect(await (await answer("eidas1")).text()).toContain("userinfo_invalid");
});

const refused = async (options: object): Promise<string> => {
  const application = createApplication(provider, { provider: franceconnect });
  const headers = { accept: "application/json" };
  const response = await application.login({ request: { method: "GET", url: "/", headers }, ...options });
  return response.headers.has("location") ? "redirected" : response.text();
};

test.each([
  ["a level of another service", { acr: ["eidas2"] }],
  ["a wish for one", { acrValues: ["eidas1", "eidas3"] }],
  ["an e-mail", { loginHint: "a@b.example" }],
  ["a silent login", { prompt: "none" }],
  ["a recent login", { maxAge: 60 }],
  ["a second factor", { secondFactor: true }],
])("%s is refused before the redirect", async (_what, options) => {
  expect(await refused(options)).toContain("parameter_refused");
});

test("a nonce of another library that is too short is refused before the redirect", async () => {
  const settings = { clientId: "x", scope: "openid", profile: franceconnect };
  const started = { state: "s".repeat(22), nonce: "n".repeat(21) };
  await expect(
    authorizationUrl(started, {}, `${APPLICATION}/auth/callback`, { settings } as never),
  ).rejects.toMatchObject({ code: "parameter_refused", hint: expect.stringContaining("nonce") });
});

test("what it cannot give is a mistake at start", () => {
  const create = (options: object) => () =>
    createApplication(provider, { provider: franceconnect, ...options });
  expect(create({ idTokenSignedResponseAlg: "HS256" })).toThrow("HS256");
  expect(create({ userinfoSignedResponseAlg: "none" })).toThrow("none");
  expect(create({ keepRefreshToken: true })).toThrow("no refresh token");
});
