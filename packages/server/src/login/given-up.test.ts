import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Browser, comeBack, createApplication, errorCode, logIn } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { memoryStore } from "../../test/memory-store.js";
import type { Auth, ErrorPage } from "../index.js";

const LEVELS = ["eidas0-mfa", "eidas1-mfa"];
const REFUSED = { error: "access_denied", error_description: "End-User aborted interaction" };
const OUT_OF_REACH = {
  error: "access_denied",
  error_description: "none of the requested ACRs could be obtained",
};

let provider: HostileProvider;
beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());

describe.each([
  ["in cookies", () => ({})],
  ["in a store", () => ({ store: memoryStore() })],
])("a login that a logged-in person gives up, %s", (_where, session) => {
  let auth: Auth;
  let browser: Browser;
  let pages: ErrorPage[];
  beforeEach(async () => {
    provider.answers = provider.honest();
    pages = [];
    const errorPage = (page: ErrorPage): undefined => void pages.push(page);
    auth = createApplication(provider, { session: session(), errorPage });
    browser = new Browser(auth);
    await logIn(browser, provider);
  });

  const isLoggedIn = async (): Promise<boolean> =>
    (await auth.authenticate({ headers: browser.headers })).user !== undefined;

  /** What the guard of a page answers: where it leads, or the status of its page. */
  async function guard(url: string, headers: Record<string, string> = {}): Promise<string | number> {
    const request = { method: "GET", url, headers: { ...browser.headers, ...headers } };
    const { response } = await auth.requireUser(request, { acr: LEVELS });
    browser.keep(response?.headers.getSetCookie() ?? []);
    return response?.headers.get("location") ?? response?.status ?? "let in";
  }

  /** Gives up at the provider; gives where that leads. */
  async function giveUp(location: string | number | null, answer: Record<string, string>): Promise<Response> {
    return comeBack(browser, new URL(String(location)).searchParams, provider, answer);
  }

  test("a change of organisation leads back to the page, still logged in", async () => {
    const asked = await browser.open("/auth/select-organization?returnTo=/profil");
    const back = await giveUp(asked.headers.get("location"), REFUSED);
    expect([back.status, back.headers.get("location")]).toEqual([303, "/profil"]);
    expect(await isLoggedIn()).toBe(true);
  });

  test.each([
    ["given up", REFUSED],
    ["out of reach", OUT_OF_REACH],
  ])("a step-up that is %s leads back to the page, which says once what it needs", async (_how, answer) => {
    const back = await giveUp(await guard("/paie?mois=5"), answer);
    expect([back.status, back.headers.get("location")]).toEqual([303, "/paie?mois=5"]);
    expect(await isLoggedIn()).toBe(true);

    const script = { accept: "application/json", "sec-fetch-dest": "empty", "sec-fetch-mode": "cors" };
    expect(await guard("/paie?mois=5", script)).toBe(403);
    expect(await guard("/autre")).toContain("/authorize?");
    expect(await guard("/paie?mois=5")).toBe(403);
    expect(pages).toEqual([
      expect.objectContaining({
        code: "acr_not_reached",
        title: "Cette page demande une vérification de plus",
        account: expect.objectContaining({ email: "jean@mairie.example" }),
        changeAccountUrl: "/auth/switch-account?returnTo=%2Fpaie%3Fmois%3D5",
        secondFactorUrl: expect.stringMatching(/^\/auth\/login\?guard=/),
      }),
    ]);
    expect(pages[0]?.changeOrganizationUrl).toBeUndefined();
    expect(await guard("/paie?mois=5")).toContain("/authorize?");
  });

  test("without a session it ends on a page, as ever", async () => {
    const location = await guard("/paie");
    for (const name of browser.cookies.keys()) if (name.includes("session")) browser.cookies.delete(name);
    const response = await giveUp(location, REFUSED);
    expect([response.status, await errorCode(response)]).toEqual([403, "access_denied"]);
  });

  test("an answer without the level is a refusal, which names the account", async () => {
    const asked = new URL(String(await guard("/paie"))).searchParams;
    provider.nonce = asked.get("nonce") ?? "";
    provider.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas0" });
    const response = await comeBack(browser, asked, provider);
    expect([response.status, await errorCode(response)]).toEqual([403, "acr_not_reached"]);
    expect(pages[0]?.account?.email).toBe("jean@mairie.example");
  });

  test("what went wrong otherwise is not taken for given up", async () => {
    const response = await giveUp(await guard("/paie"), { error: "server_error" });
    expect([response.status, await errorCode(response)]).toEqual([502, "provider_error"]);
  });
});
