import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { proconnect } from "@moncomptepro/profiles";
import { APPLICATION, Browser, createApplication, logIn, quiet } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { expectNobody } from "@moncomptepro/test-kit/refusal";
import type { Auth, AuthOptions, ErrorPage, Logger } from "../index.js";

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;
let idToken: string;
let lines: string[];
let pages: ErrorPage[];

const EMAIL = "jean@mairie.example";
const SIRET = "21920023500014";
const line = (message: string, details?: object): void => void lines.push(JSON.stringify([message, details]));
const logger: Logger = { debug: line, info: line, warn: line, error: line };

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  provider.answers.idToken = async (claims) => (idToken = await provider.sign(claims));
  [lines, pages] = [[], []];
});

/** Opens an application in a fresh browser: at ProConnect, whose logout takes the ID token. */
function open(options: AuthOptions | AuthOptions<"proconnect"> = {}): void {
  const errorPage = (page: ErrorPage): undefined => void pages.push(page);
  const all = { provider: "proconnect", logger, errorPage, ...options } as AuthOptions;
  auth = createApplication(provider, all);
  browser = new Browser(auth);
}

const post = (address: string, headers: Record<string, string> = {}): Promise<Response> =>
  browser.open(address, { method: "POST", headers });

/** Where a page that goes on by itself goes. */
const goesTo = (response: Response): string => (response.headers.get("refresh") ?? "").replace("0; url=", "");

/** From the form to the provider's logout. */
async function toProvider(address: string): Promise<URL> {
  const next = goesTo(await post(address));
  if (next !== "/auth/logout/continue") return new URL(next, APPLICATION);
  return new URL((await browser.open(next)).headers.get("location") ?? "", APPLICATION);
}

/** Back from the provider's logout. */
const comeHome = async (state: string | null): Promise<string | null> =>
  (await browser.open(`/auth/logout/callback?state=${state}`)).headers.get("location");

describe("a person who was refused", () => {
  test("reads which account it was, and signs in with another one in one step: no session, nothing in the log", async () => {
    open({ authorize: { sirets: ["13002526500013"] } });
    provider.answers.userinfoClaims = (claims) => ({ ...claims, organization_label: `<b>"Clamart"</b>` });
    const refusal = await logIn(browser, provider);
    expect(refusal.status).toBe(403);
    const text = await refusal.text();
    expect(text).toContain(`<p>Compte utilisé\u202F: ${EMAIL}</p>`);
    expect(text).toContain(
      `<p>Organisation choisie\u202F: &lt;b&gt;&quot;Clamart&quot;&lt;/b&gt; (SIRET ${SIRET})</p>`,
    );
    expect(text).toContain('<form method="post" action="/auth/switch-account?returnTo=%2Fdossiers">');
    expect(text).toContain("<button>Changer de compte</button>");
    expect(pages[0]).toMatchObject({
      account: { email: EMAIL, organization: { siret: SIRET, label: `<b>"Clamart"</b>` } },
      changeAccountUrl: "/auth/switch-account?returnTo=%2Fdossiers",
      changeOrganizationUrl: "/auth/select-organization?returnTo=%2Fdossiers",
    });
    expect(lines.join()).not.toContain(EMAIL);
    expect(lines.join()).not.toContain(SIRET);
    await expectNobody(browser);

    const [kept, ...others] = refusal.headers.getSetCookie().filter((each) => each.includes(".refused"));
    expect(kept).toMatch(/; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(others).toEqual([]);
    expect(kept).not.toContain(idToken.split(".")[1]);

    const sent = await toProvider("/auth/switch-account?returnTo=%2Fdossiers");
    expect(sent.href).toMatch(new RegExp(`^${provider.issuer}/logout\\?`));
    expect(sent.searchParams.get("id_token_hint")).toBe(idToken);
    expect(await comeHome(sent.searchParams.get("state"))).toBe("/auth/login?returnTo=%2Fdossiers");
    expect([...browser.cookies.keys()]).toEqual([]);
  });

  test.each<[string, AuthOptions<"proconnect">, Partial<HostileProvider["answers"]>, Partial<ErrorPage>]>([
    [
      "by the domain of the e-mail, another organisation would not help",
      { authorize: { emailDomains: ["other.example"] } },
      {},
      { code: "login_refused", account: { email: EMAIL, organization: { siret: SIRET } } },
    ],
    [
      "by a function, another organisation may help",
      { authorize: () => false },
      {},
      { code: "login_refused", changeOrganizationUrl: "/auth/select-organization?returnTo=%2Fdossiers" },
    ],
    [
      "by onLogin, another organisation may help",
      { onLogin: () => ({ refuse: "the account is closed" }) },
      {},
      { code: "login_refused", changeOrganizationUrl: "/auth/select-organization?returnTo=%2Fdossiers" },
    ],
    [
      "because the e-mail is missing",
      {},
      { userinfoClaims: ({ email: _email, ...claims }) => claims },
      { code: "claim_missing", account: { organization: { siret: SIRET } } },
    ],
    [
      "because the SIRET is none",
      {},
      { userinfoClaims: (claims) => ({ ...claims, siret: "12\u202E3 <b>" }) },
      {
        code: "claim_malformed",
        account: { email: EMAIL, organization: { siret: "12 3 <b>" } },
        changeOrganizationUrl: "/auth/select-organization?returnTo=%2Fdossiers",
      },
    ],
  ])("%s", async (_why, options, answers, expected) => {
    open(options);
    provider.answers = { ...provider.answers, ...answers };
    await logIn(browser, provider);
    const [page] = pages;
    expect(page).toMatchObject({
      changeAccountUrl: "/auth/switch-account?returnTo=%2Fdossiers",
      ...expected,
    });
    expect(page?.changeOrganizationUrl).toBe(expected.changeOrganizationUrl);
    expect(page?.secondFactorUrl).toBeUndefined();
  });

  test("for the level reads which account it was, and is offered a login with any second factor", async () => {
    open();
    const response = await auth.login({ acr: ["eidas1-mfa"], returnTo: "/paie" });
    browser.keep(response.headers.getSetCookie());
    const asked = new URL(response.headers.get("location") ?? "").searchParams;
    provider.nonce = asked.get("nonce") ?? "";
    provider.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas1" });
    const answer = { code: "code", state: asked.get("state") ?? "", iss: provider.issuer };
    await browser.open(`/auth/callback?${new URLSearchParams(answer).toString()}`);
    const [page] = pages;
    expect(page).toMatchObject({ code: "acr_not_reached", account: { email: EMAIL } });
    expect(page?.changeOrganizationUrl).toBeUndefined();

    const login = await browser.open(page?.secondFactorUrl ?? "");
    const wanted = new URL(login.headers.get("location") ?? "").searchParams.get("claims") ?? "";
    expect(JSON.parse(wanted)).toEqual({
      id_token: { acr: { essential: true, values: proconnect.acr.multiFactor } },
    });
  });

  test("with a session, by the check of a page, ends that session and is asked who it is", async () => {
    open();
    await logIn(browser, provider);
    const { response } = await auth.requireUser(
      { method: "GET", url: "/admin?tri=1", headers: browser.headers },
      { check: () => false },
    );
    expect(await response?.text()).toContain(`Compte utilisé\u202F: ${EMAIL}`);
    expect(pages).toEqual([
      expect.objectContaining({
        code: "not_authorized",
        title: "Accès refusé",
        changeAccountUrl: "/auth/switch-account?returnTo=%2Fadmin%3Ftri%3D1",
      }),
    ]);
    expect(lines.join()).not.toContain(EMAIL);
    const sent = await toProvider(pages[0]?.changeAccountUrl ?? "");
    expect(sent.searchParams.get("id_token_hint")).toBe(idToken);
    await expectNobody(browser);
    expect(await comeHome(sent.searchParams.get("state"))).toBe("/auth/login?returnTo=%2Fadmin%3Ftri%3D1");
  });

  test("who is let in later leaves nothing behind of the refusal", async () => {
    let isClosed = true;
    open({ onLogin: () => (isClosed ? { refuse: "closed" } : undefined) });
    await logIn(browser, provider);
    expect([...browser.cookies.keys()]).toEqual(["__Host-moncomptepro.refused"]);
    isClosed = false;
    await logIn(browser, provider);
    expect([...browser.cookies.keys()]).toContain("__Host-moncomptepro.session");
    expect([...browser.cookies.keys()]).not.toContain("__Host-moncomptepro.refused");
  });

  test("where the provider's logout takes no ID token none is kept", async () => {
    open({ provider: "moncomptepro", authorize: () => false });
    await logIn(browser, provider);
    expect([...browser.cookies.keys()]).toEqual([]);
    expect(pages[0]?.changeOrganizationUrl).toBe("/auth/select-organization?returnTo=%2Fdossiers");
    const sent = await toProvider("/auth/switch-account");
    expect(sent.searchParams.has("id_token_hint")).toBe(false);
    expect(await comeHome(sent.searchParams.get("state"))).toBe("/auth/login?returnTo=%2F");
  });
});

describe.each(["switch-account", "select-organization"])("POST /auth/%s", (route) => {
  beforeEach(async () => {
    open();
    await logIn(browser, provider);
  });
  const isLoggedIn = async (): Promise<boolean> =>
    (await auth.authenticate({ headers: browser.headers })).user !== undefined;

  test("comes back to a page of the application only", async () => {
    for (const returnTo of ["https://evil.example/", "//evil.example", "/\\evil.example", "/auth/logout"]) {
      const sent = await toProvider(`/auth/${route}?${new URLSearchParams({ returnTo }).toString()}`);
      expect(await comeHome(sent.searchParams.get("state"))).toBe("/auth/login?returnTo=%2F");
    }
  });

  test.each<[string, Record<string, string>]>([
    ["of another site", { "sec-fetch-site": "cross-site" }],
    ["of a sub-domain", { "sec-fetch-site": "same-site" }],
    ["of an old browser, from another site", { "sec-fetch-site": "", origin: "https://evil.example" }],
  ])("a form %s ends nothing", async (_whose, headers) => {
    expect((await post(`/auth/${route}`, headers)).status).toBe(403);
    expect(await isLoggedIn()).toBe(true);
  });

  test("a link asks first, in the language of the person, and ends nothing", async () => {
    const address = `/auth/${route}?returnTo=${encodeURIComponent("/a?b=c&d")}`;
    const page = await browser.open(address, { headers: { "sec-fetch-site": "cross-site" } });
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toMatch(/<h1>Voulez-vous .*\?<\/h1>/);
    expect(text).toContain(`<form method="post" action="/auth/${route}?returnTo=%2Fa%3Fb%3Dc%26d">`);
    expect(text).not.toContain("Code de l’incident");
    expect(await isLoggedIn()).toBe(true);
    const english = await browser.open(address, { headers: { "accept-language": "en" } });
    expect(await english.text()).toMatch(/<h1>Do you want to .*\?<\/h1>/);
    expect((await browser.open(address, { headers: { "sec-purpose": "prefetch" } })).status).toBe(503);
  });

  test("a made-up or an older state on the way back leads home, not to a login", async () => {
    const first = await toProvider(`/auth/${route}`);
    const second = await toProvider(`/auth/${route}?returnTo=/paie`);
    expect(await comeHome("x".repeat(32))).toBe("/");
    expect(await comeHome(first.searchParams.get("state"))).toBe("/");
    expect(await comeHome(second.searchParams.get("state"))).toBe("/auth/login?returnTo=%2Fpaie");
  });

  test("a logout that follows one that was given up ends where logouts end", async () => {
    await toProvider(`/auth/${route}?returnTo=/paie`);
    await logIn(browser, provider);
    const sent = await toProvider("/auth/logout");
    expect(await comeHome(sent.searchParams.get("state"))).toBe("/");
  });

  test("a provider without a logout is asked for a login at once, and so is one that cannot be reached", async () => {
    open({ fetch: () => Promise.reject(new TypeError("no route")) });
    expect(goesTo(await post(`/auth/${route}?returnTo=/paie`))).toBe("/auth/login?returnTo=%2Fpaie");
  });

  test("a script gets the address", async () => {
    const answer = await post(`/auth/${route}`, { accept: "application/json", "sec-fetch-dest": "empty" });
    expect(await answer.json()).toEqual({ location: "/auth/logout/continue" });
  });
});

describe("auth.selectOrganization()", () => {
  const request = (method: string, headers: Record<string, string> = {}): Request =>
    new Request(`${APPLICATION}/organisation`, { method, headers: { ...browser.headers, ...headers } });
  beforeEach(async () => {
    open();
    await logIn(browser, provider);
  });

  test.each<[string, string, Record<string, string>, boolean]>([
    ["a form of the application", "POST", {}, true],
    ["a link of the application", "GET", {}, true],
    ["a link of another site", "GET", { "sec-fetch-site": "cross-site" }, false],
    ["an address that was typed", "GET", { "sec-fetch-site": "none" }, false],
    ["a page that is loaded in advance", "GET", { "sec-purpose": "prefetch" }, false],
    ["a script that loads a link in advance", "GET", { "sec-fetch-dest": "empty" }, false],
    ["an old browser", "GET", { "sec-fetch-site": "" }, false],
    ["a form of another site", "POST", { "sec-fetch-site": "cross-site" }, false],
  ])("%s: done at once, or asked first", async (_what, method, headers, atOnce) => {
    const answer = await auth.selectOrganization({ request: request(method, headers), returnTo: "/paie" });
    const target = answer.headers.get("location") ?? goesTo(answer);
    expect(target).toBe(atOnce ? "/auth/logout/continue" : "/auth/select-organization?returnTo=%2Fpaie");
    browser.keep(answer.headers.getSetCookie());
    expect((await auth.authenticate({ headers: browser.headers })).user === undefined).toBe(atOnce);
  });

  test("without a request it asks first", async () => {
    const answer = await auth.selectOrganization({ returnTo: "/paie" });
    expect(answer.headers.get("location")).toBe("/auth/select-organization?returnTo=%2Fpaie");
  });

  test("at MonComptePro the provider's own chooser is asked for, by link and by form, and the session stays", async () => {
    open({ provider: "moncomptepro" });
    await logIn(browser, provider);
    const byLink = await browser.open("/auth/select-organization?returnTo=/paie");
    const byForm = goesTo(await post("/auth/select-organization?returnTo=/paie"));
    for (const address of [byLink.headers.get("location") ?? "", byForm])
      expect(new URL(address).searchParams.get("prompt")).toBe("select_organization");
    expect((await auth.authenticate({ headers: browser.headers })).user).toBeDefined();
  });

  test("where there is no choice there is no route, and the call says so", async () => {
    const { organizationChange: _none, ...profile } = proconnect;
    open({ provider: profile, logger: quiet });
    expect(auth.owns({ url: "/auth/select-organization", headers: {} })).toBe(false);
    expect((await auth.selectOrganization({ request: request("POST") })).status).toBe(500);
  });
});
