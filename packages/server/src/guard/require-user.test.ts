import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  APPLICATION,
  Browser,
  comeBack,
  createApplication,
  errorCode,
  logIn,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { Auth, AuthOptions, Guarded, Requirements } from "../index.js";

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;

const create = (options?: AuthOptions): void => {
  auth = createApplication(provider, options);
  browser = new Browser(auth);
};
const guard = (
  requirements: Requirements,
  headers: Record<string, string> = {},
  url = "/paie",
): Promise<Guarded> =>
  auth.requireUser({ method: "GET", url, headers: { ...browser.headers, ...headers } }, requirements);

/** Goes where the guard sends, and comes back. */
async function stepUp({ response }: Guarded): Promise<{ asked: URLSearchParams; back: Response }> {
  browser.keep(response?.headers.getSetCookie() ?? []);
  const asked = new URL(response?.headers.get("location") ?? "").searchParams;
  provider.nonce = asked.get("nonce") ?? "";
  return { asked, back: await comeBack(browser, asked, provider) };
}

const now = (): number => Math.floor(Date.now() / 1000);

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  create();
});
afterEach(() => vi.useRealTimers());

test("a level is asked for as essential, proven on return, and opens the same page", async () => {
  await logIn(browser, provider);
  provider.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas1-mfa" });
  const { asked, back } = await stepUp(await guard({ acr: ["eidas1-mfa"] }));
  expect(JSON.parse(asked.get("claims") ?? "")).toEqual({
    id_token: { acr: { essential: true, values: ["eidas1-mfa"] }, auth_time: { essential: true } },
  });
  expect(back.headers.get("location")).toBe("/paie");
  expect(await guard({ acr: ["eidas1-mfa"] })).toHaveProperty("user.sub", "154");
});

test("a level that came without being asked for as essential opens nothing", async () => {
  provider.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas1-mfa" });
  await logIn(browser, provider);
  expect((await guard({ acr: ["eidas1-mfa"] })).response?.status).toBe(303);
});

test("a level that the person cannot reach ends on a page and not in a circle", async () => {
  await logIn(browser, provider);
  const { back } = await stepUp(await guard({ acr: ["eidas1-mfa"] }));
  expect(back.status).toBe(403);
});

test("two guards that no login meets together end on a page and not in a circle", async () => {
  await logIn(browser, provider);
  provider.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas1-mfa" });
  await stepUp(await guard({ acr: ["eidas1-mfa"] }));
  expect(await guard({ acr: ["eidas1-mfa"] })).toHaveProperty("user");
  expect((await guard({ acr: ["eidas0"] })).response?.status).toBe(403);
});

test("recency: asks for a new authentication, proves it by auth_time, and asks again when it has passed", async () => {
  await logIn(browser, provider);
  provider.answers.idTokenClaims = (claims) => ({ ...claims, auth_time: now() });
  const { asked } = await stepUp(await guard({ maxAge: 300 }));
  expect(asked.get("prompt")).toBe("login");
  expect(await guard({ maxAge: 300 })).toHaveProperty("user");
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 332_000 });
  expect((await guard({ maxAge: 300 })).response?.status).toBe(303);
});

test("at no age at all: only who authenticated for this very page is let in", async () => {
  provider.answers.idTokenClaims = (claims) => ({ ...claims, auth_time: now() });
  await logIn(browser, provider);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  expect((await guard({ maxAge: 0 })).response?.status).toBe(303);
});

test("what the provider can never prove is an error at set-up", async () => {
  create({ provider: "proconnect" });
  const refusal = { hint: expect.stringMatching(/maxAge: proconnect cannot prove/) as string };
  await expect(guard({ maxAge: 300 })).rejects.toMatchObject(refusal);
  expect(() => auth.requireProvable({ maxAge: 300 })).toThrow(expect.objectContaining(refusal));
});

test("a form that was turned away leads back to the home page: its address is no page", async () => {
  const { response } = await auth.requireUser({ method: "POST", url: "/paie/envoyer", headers: {} });
  expect(await response?.json()).toMatchObject({ status: 401, loginUrl: "/auth/login?returnTo=%2F" });
});

test("at another name of the host the login begins at its own, where the login’s cookie counts", async () => {
  const { response } = await guard({ maxAge: 300 }, { host: "other.example" }, "/paie?mois=3");
  const { origin, pathname, searchParams } = new URL(response?.headers.get("location") ?? "");
  expect([origin, pathname, searchParams.get("moved")]).toEqual([
    "https://application.example",
    "/auth/login",
    "1",
  ]);
});

test("a script is told what is missing", async () => {
  await logIn(browser, provider);
  const { response } = await guard({ acr: ["eidas1-mfa"] }, { "sec-fetch-dest": "empty" });
  expect(await response?.json()).toMatchObject({ status: 403, code: "acr_not_reached" });
});

test("check lets through whom it says, and nobody else", async () => {
  await logIn(browser, provider);
  const check = (siren: string): Requirements => ({
    check: async (user) => user.organization?.siren === siren,
  });
  expect(await guard(check("219200235"))).toHaveProperty("user");
  expect((await guard(check("130025265"))).response?.status).toBe(403);
});

test.each(["moncomptepro", "proconnect"] as const)(
  "a level that the browser can forge is an error at set-up that says what to ask instead: %s",
  async (id) => {
    create({ provider: id });
    for (const acr of [["eidas1"], ["eidas1-mfa", "eidas1"]]) {
      expect(() => auth.requireProvable({ acr })).toThrow(/parameter_refused: acr: eidas1 proves nothing/);
      expect(() => auth.requireProvable({ acr })).toThrow(
        /ask for eidas1-mfa instead.*eidas0-mfa, eidas1-mfa/,
      );
      await expect(guard({ acr })).rejects.toThrow(/eidas1 proves nothing/);
    }
    const refused = await auth.login({ acr: ["eidas1-mfa", "eidas1"] });
    expect([refused.status, await errorCode(refused)]).toEqual([500, "parameter_refused"]);
    const wished = await auth.login({ acrValues: ["eidas1"] });
    expect(new URL(wished.headers.get("location") ?? "").searchParams.get("acr_values")).toBe("eidas1");
  },
);

test("a misspelt level is an error at set-up: the provider would redirect for ever", () => {
  create({ provider: "proconnect" });
  expect(() => auth.requireProvable({ acr: ["eidas1-mfa", "eidas0-mfaa"] })).toThrow(
    /proconnect does not know the level eidas0-mfaa: perhaps eidas0-mfa was meant/,
  );
});

test("a form that was turned away comes back to the page that sent it", async () => {
  const send = async (referer: string): Promise<unknown> => {
    const headers = { accept: "application/json", referer };
    const { response } = await auth.requireUser({ method: "POST", url: "/envoi", headers });
    return response?.json();
  };
  expect(await send(`${APPLICATION}/formulaire?etape=2`)).toMatchObject({
    loginUrl: "/auth/login?returnTo=%2Fformulaire%3Fetape%3D2",
  });
  expect(await send("https://evil.example/x")).toMatchObject({ loginUrl: "/auth/login?returnTo=%2F" });
});
