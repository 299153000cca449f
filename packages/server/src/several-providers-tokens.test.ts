import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { proconnect, type Profile } from "@moncomptepro/profiles";
import { APPLICATION, Browser, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { memoryStore } from "@moncomptepro/test-kit/memory-store";
import { startPeopleProvider, type PeopleProvider } from "../test/people-provider.js";
import { who } from "../test/two-providers.js";
import { sendLogoutToken } from "../test/visitor.js";
import { createAuth, type Auth } from "./index.js";

/** Two providers that give refresh tokens, one of them the application's own, and one person with the same `sub` at both. */
const SUB = "154";
const other: Profile = {
  ...proconnect,
  id: "pilotage",
  environments: { production: { issuer: "https://sso.gouv.test" } },
};
let providers: Readonly<Record<string, PeopleProvider>>;

beforeAll(async () => {
  const [first, second] = await Promise.all([startPeopleProvider(), startPeopleProvider()]);
  providers = { proconnect: first, pilotage: second };
});
afterAll(() => Promise.all(Object.values(providers).map((provider) => provider.stop())));
beforeEach(() => {
  for (const provider of Object.values(providers)) {
    provider.tokenRequests.length = 0;
    provider.revoked.length = 0;
  }
});

function providerOf(name: string): PeopleProvider {
  const provider = providers[name];
  if (!provider) throw new Error(`no provider ${name}`);
  return provider;
}

function application(options: object): Auth {
  const client = (name: string): object => ({
    clientId: "application",
    clientSecret: providerOf(name).clientSecret,
    issuer: providerOf(name).issuer,
    keepRefreshToken: true,
    keepAccessToken: true,
  });
  return createAuth({
    providers: { proconnect: client("proconnect"), pilotage: { ...client("pilotage"), profile: other } },
    baseUrl: APPLICATION,
    sessionSecret: SECRET,
    logger: quiet,
    ...options,
  }) as Auth;
}

async function logIn(auth: Auth, name: string): Promise<Browser> {
  const browser = new Browser(auth);
  const response = await browser.open(`/auth/login/${name}`);
  const asked = new URL(response.headers.get("location") ?? "").searchParams;
  const answer = providerOf(name).answer(asked, { sub: SUB });
  await browser.open(`${asked.get("redirect_uri") ?? ""}?${new URLSearchParams(answer).toString()}`);
  expect(await who(browser)).toBe(`${SUB} of ${name}`);
  return browser;
}

const grants = (name: string): (string | null)[] =>
  providerOf(name).tokenRequests.map((request) => request.get("grant_type"));

describe.each(["proconnect", "pilotage"])("a session of %s", (name) => {
  const elsewhere = name === "proconnect" ? "pilotage" : "proconnect";

  test.each([
    ["in cookies", () => ({})],
    ["in a store", () => ({ session: { store: memoryStore() } })],
  ])("is refreshed, and its tokens revoked, at that provider alone, %s", async (_where, options) => {
    const auth = application(options());
    const browser = await logIn(auth, name);
    const request = (): Parameters<Auth["refresh"]>[0] => ({
      method: "GET",
      url: APPLICATION,
      headers: browser.headers,
    });
    const kept = await auth.accessToken(request());
    browser.keep(kept.setCookie);
    const { user, setCookie, accessToken } = await auth.refresh(request());
    browser.keep(setCookie);
    expect(user).toMatchObject({ sub: SUB, provider: name, issuer: providerOf(name).issuer });
    expect((await auth.accessToken(request())).accessToken).toBe(accessToken);
    await browser.open("/auth/logout", { method: "POST" });
    expect(grants(name)).toEqual(["authorization_code", "refresh_token"]);
    expect(providerOf(name).revoked).toHaveLength(1);
    expect([grants(elsewhere), providerOf(elsewhere).revoked]).toEqual([[], []]);
  });

  test("is ended by its provider's logout token, of all people with this sub", async () => {
    const auth = application({ session: { store: memoryStore() } });
    const [browser, stranger] = [await logIn(auth, name), await logIn(auth, elsewhere)];
    const token = await providerOf(name).logoutToken({ sub: SUB });
    expect(await sendLogoutToken(auth, token)).toBe(200);
    expect(await who(browser)).toBeUndefined();
    expect(await who(stranger)).toBe(`${SUB} of ${elsewhere}`);
  });

  test("is not ended by the other provider, whatever issuer it names", async () => {
    const auth = application({ session: { store: memoryStore() } });
    const browser = await logIn(auth, name);
    for (const iss of [providerOf(elsewhere).issuer, providerOf(name).issuer, "https://nobody.example"]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await sendLogoutToken(auth, await providerOf(elsewhere).logoutToken({ sub: SUB, iss }));
    }
    expect(await sendLogoutToken(auth, "no.token")).toBe(400);
    expect(await who(browser)).toBe(`${SUB} of ${name}`);
  });

  test("is listed and ended as one of that issuer", async () => {
    const auth = application({ session: { store: memoryStore() } });
    const [browser, stranger] = [await logIn(auth, name), await logIn(auth, elsewhere)];
    const person = { issuer: providerOf(name).issuer, sub: SUB };
    expect(await auth.sessions(person)).toHaveLength(1);
    await auth.logoutEverywhere(person);
    expect(await who(browser)).toBeUndefined();
    expect(await who(stranger)).toBe(`${SUB} of ${elsewhere}`);
    const [listed] = await auth.sessions({ issuer: providerOf(elsewhere).issuer, sub: SUB });
    expect(
      await auth.endSession({ issuer: providerOf(elsewhere).issuer, sub: SUB }, listed?.handle ?? ""),
    ).toBe(true);
    expect(await who(stranger)).toBeUndefined();
    expect(providerOf(elsewhere).revoked).toHaveLength(1);
    expect(providerOf(name).revoked).toEqual([]);
  });
});
