import type { IDToken } from "openid-client";
import { describe, expect, it } from "vitest";
import { startFixture } from "../test/fixture.js";
import { Browser } from "../test/browser.js";
import { outcome } from "../test/outcome.js";

const CLAIRE = "claire.martin@mairie-sainte-exemple.example";
const LEA = "lea.petit@menuiserie-exemple.example";
const TOWN_HALL = "21990001600011";
const COMMUNITY = "20990028100012";
const WATER_BOARD = "20990013300015";

const EMAIL_PAGE = "page 200 S’inscrire ou se connecter";
const PASSWORD_PAGE = "page 200 Accéder au compte";
const CHOOSER = "page 200 Choisir une organisation";
const JOIN_PAGE = "page 200 Rejoindre votre organisation";
const REFUSAL = "page 400 Une erreur est survenue";

type Parameters = Record<string, string>;

const acr = (request: unknown): Parameters => ({ claims: JSON.stringify({ id_token: { acr: request } }) });

const { mock, application, browser } = await startFixture();

describe("MonComptePro, sessions, prompts and levels", () => {
  async function idTokenOf(parameters: Parameters): Promise<IDToken> {
    return (await application.finish(await application.start(browser, parameters))).idToken;
  }

  it.each<[section: string, parameters: Parameters, expected: string]>([
    ["4.1", {}, "code"],
    ["4.1", { prompt: "none" }, "code"],
    ["4.1", { prompt: "consent" }, "code"],
    ["4.1", { prompt: "login" }, EMAIL_PAGE],
    ["4.1", { prompt: "login consent" }, EMAIL_PAGE],
    ["4.1", { prompt: "select_organization" }, CHOOSER],
    ["4.1", { prompt: "update_userinfo" }, "page 200 Renseigner votre identité"],
    ["4.1", { prompt: "login select_organization" }, EMAIL_PAGE],
    ["10.18", { prompt: "select_organization update_userinfo" }, CHOOSER],
    ["10.1", { max_age: "0" }, EMAIL_PAGE],
    ["10.1", { max_age: "0", prompt: "none" }, "error login_required: login prompt was not resolved"],
    ["10.1", { max_age: "10000" }, "code"],
    ["10.1", { max_age: "10000", prompt: "none" }, "code"],
    ["10.2", { login_hint: CLAIRE }, "code"],
    ["10.2", { login_hint: LEA }, "code"],
    ["10.2", { login_hint: LEA, prompt: "none" }, "code"],
    ["10.2", { login_hint: LEA, prompt: "login" }, PASSWORD_PAGE],
    ["10.13", { siret_hint: TOWN_HALL }, "code"],
    ["10.13", { siret_hint: TOWN_HALL, prompt: "none" }, "code"],
    ["10.13", { siret_hint: COMMUNITY }, JOIN_PAGE],
    [
      "10.13",
      { siret_hint: COMMUNITY, prompt: "none" },
      "error interaction_required: End-User must select one organization",
    ],
    ["10.13", { siret_hint: "219 900 016 00011" }, JOIN_PAGE],
    ["10.13", { siret_hint: "jean" }, REFUSAL],
    [
      "10.13",
      { siret_hint: "jean", prompt: "none" },
      "error interaction_required: End-User must select one organization",
    ],
    ["4.3", { acr_values: "eidas1" }, "code"],
    ["4.3", { acr_values: "eidas3" }, "code"],
    ["4.3", acr(null), "code"],
    ["4.3", acr({ essential: false, values: ["eidas1-mfa"] }), "code"],
    ["4.3", acr({ essential: true, values: ["eidas0", "eidas1"] }), "code"],
    ["4.3", acr({ essential: true, value: "eidas0" }), "code"],
    ["10.14", acr({ essential: true, values: ["eidas1-mfa"] }), REFUSAL],
    ["10.14", acr({ essential: true, value: "eidas1" }), REFUSAL],
    [
      "10.14",
      { ...acr({ essential: true, values: ["eidas1-mfa"] }), prompt: "none" },
      "error login_required: none of the requested ACRs could be obtained",
    ],
    [
      "10.14",
      { ...acr({ essential: true, value: "eidas1" }), prompt: "none" },
      "error login_required: requested ACR could not be obtained",
    ],
    ["4.1", { ui_locales: "en", anything: "x" }, "code"],
    ["2.2", { sp_name: "Un autre service" }, "code"],
  ])("§%s: to somebody logged in, with %o: %s", async (_section, parameters, expected) => {
    await application.logIn(browser, "town-hall-agent");
    expect(outcome(await application.start(browser, parameters))).toBe(expected);
  });

  it.each<[section: string, parameters: Parameters, claims: Record<string, unknown>]>([
    ["10.2", { login_hint: LEA }, { sub: "101" }],
    ["10.2", { login_hint: LEA, prompt: "none" }, { sub: "101" }],
    ["10.3", { acr_values: "eidas1" }, { acr: "eidas0" }],
    ["10.3", { acr_values: "eidas0-mfa" }, { acr: "eidas0" }],
    ["4.3", acr(null), { acr: "eidas0" }],
    ["4.3", acr({ essential: false, values: ["eidas1"] }), { acr: "eidas0" }],
    ["4.2", { max_age: "1000" }, { auth_time: expect.any(Number) }],
    ["4.4", { claims: '{"id_token":{"amr":null}}' }, { amr: ["pwd"] }],
    ["4.4", { claims: '{"id_token":{"amr":{"essential":true}}}' }, { amr: ["pwd"] }],
    [
      "9.1",
      { claims: '{"id_token":{"amr":{"essential":true},"acr":null}}' },
      { acr: "eidas0", amr: ["pwd"] },
    ],
    ["3.1", { claims: '{"id_token":{"given_name":null}}' }, { given_name: "Claire" }],
    ["10.20", { claims: '{"id_token":{"sid":null}}' }, { sid: expect.any(String) }],
    ["4.2", { claims: '{"id_token":{"auth_time":{"essential":true}}}' }, { auth_time: expect.any(Number) }],
  ])(
    "§%s: in a session, with %o, the ID token holds %o and no more",
    async (_section, parameters, claims) => {
      await application.logIn(browser, "town-hall-agent");
      const idToken = await idTokenOf(parameters);
      expect(idToken).toMatchObject(claims);
      const known = ["aud", "exp", "iat", "iss", "nonce", "sub", ...Object.keys(claims)];
      expect(Object.keys(idToken).toSorted()).toEqual([...new Set(known)].toSorted());
    },
  );

  it.each<[section: string, persona: string, parameters: Parameters, claims: Record<string, unknown>]>([
    ["10.3", "town-hall-agent", { acr_values: "eidas1" }, { acr: "eidas1" }],
    ["10.3", "town-hall-agent", { acr_values: "eidas0" }, { acr: "eidas0" }],
    ["10.3", "town-hall-agent", { acr_values: "eidas1-mfa" }, { acr: "eidas0" }],
    ["10.3", "two-factor-agent", { acr_values: "eidas1" }, { acr: "eidas1" }],
    ["4.3", "company-officer", acr(null), { acr: "eidas1" }],
    ["4.3", "two-factor-agent", acr({ essential: true, values: ["eidas1-mfa"] }), { acr: "eidas1-mfa" }],
    [
      "4.3",
      "ministry-agent",
      acr({ essential: true, values: ["eidas0-mfa", "eidas1-mfa"] }),
      { acr: "eidas0-mfa" },
    ],
    ["4.1", "town-hall-agent", { prompt: "login" }, { auth_time: expect.any(Number) }],
    ["4.1", "town-hall-agent", { max_age: "0" }, { auth_time: expect.any(Number) }],
  ])("§%s: when %s logs in with %o, the ID token holds %o", async (_section, persona, parameters, claims) => {
    const callback = await application.logIn(browser, persona, { parameters });
    expect((await application.finish(callback)).idToken).toMatchObject(claims);
  });

  it("§10.1: max_age in seconds is not enforced, and auth_time tells", async () => {
    const { idToken: first } = await application.finish(
      await application.logIn(browser, "town-hall-agent", { parameters: { prompt: "login" } }),
    );
    const again = await idTokenOf({ max_age: "1000" });
    expect(again.auth_time).toBe(first.auth_time);
  });

  it("§10.5: half a login elsewhere makes the silent one interaction_required", async () => {
    await application.logIn(browser, "three-organizations", { siret: TOWN_HALL });
    await application.logIn(new Browser(mock.url), "three-organizations");
    const screen = await application.start(browser, { prompt: "none" });
    expect(outcome(screen)).toBe("error interaction_required: End-User must select one organization");
  });

  it.each<[section: string, siret: string, expected: string]>([
    ["10.13", WATER_BOARD, "code"],
    ["10.13", "11990007400012", JOIN_PAGE],
    ["10.13", "209 900 133 00015", JOIN_PAGE],
  ])(
    "§%s: the hint %s at a first login with several organisations: %s",
    async (_section, siret_hint, expected) => {
      const screen = await application.logIn(browser, "three-organizations", { parameters: { siret_hint } });
      expect(outcome(screen)).toBe(expected);
    },
  );

  it.each<[section: string, prompt: string, screens: readonly string[]]>([
    ["10.18", "select_organization", [CHOOSER, CHOOSER, "code"]],
    ["10.18", "login select_organization", [CHOOSER, "code"]],
    ["10.18", "select_organization update_userinfo", [CHOOSER, "code"]],
    ["9.1", "consent", [CHOOSER, "code"]],
  ])("§%s: prompt=%s at a first login shows %o", async (_section, prompt, screens) => {
    let screen = await application.logIn(browser, "three-organizations", { parameters: { prompt } });
    const seen = [outcome(screen)];
    while (!screen.left) {
      screen = await browser.submit(screen, { siret: COMMUNITY }, "/organization");
      seen.push(outcome(screen));
    }
    expect(seen).toEqual(screens);
  });

  it.each<[section: string, parameters: Parameters, error: string]>([
    ["10.13", { siret_hint: "jean" }, "error server_error: Bad Request"],
    [
      "10.14",
      acr({ essential: true, values: ["eidas1"] }),
      "error access_denied: none of the requested ACRs could be obtained",
    ],
    [
      "4.5",
      acr({ essential: true, value: "eidas1" }),
      "error access_denied: none of the requested ACRs could be obtained",
    ],
  ])("§%s: the way back from the page that %o leads to: %s", async (_section, parameters, error) => {
    await application.logIn(browser, "town-hall-agent");
    const page = await application.start(browser, parameters);
    expect(outcome(await browser.follow(page, "Continuer sur le service"))).toBe(error);
  });

  it("§10.18: prompt=login by somebody else passes through a page that logs out", async () => {
    await application.logIn(browser, "town-hall-agent");
    const start = await application.start(browser, { prompt: "login" });
    const page = await browser.submit(start, { persona: "private-employee" }, "/persona");
    expect([page.left, page.text.includes("/oauth/logout/confirm")]).toEqual([false, true]);
    const { userinfo } = await application.finish(await browser.submit(page));
    expect(userinfo.email).toBe(LEA);
  });

  it("§9.1: the callback carries code, state and iss, and nothing else", async () => {
    const { url } = await application.logIn(browser, "town-hall-agent");
    expect([...url.searchParams.keys()].toSorted()).toEqual(["code", "iss", "state"]);
    expect(url.searchParams.get("code")).toHaveLength(43);
  });

  it("§4.2: a request without state or nonce is answered without", async () => {
    const start = application.authorizationUrl();
    for (const name of ["state", "nonce"]) start.searchParams.delete(name);
    const { url } = await browser.submit(
      await browser.open(start),
      { persona: "town-hall-agent" },
      "/persona",
    );
    expect([...url.searchParams.keys()].toSorted()).toEqual(["code", "iss"]);
  });
});
