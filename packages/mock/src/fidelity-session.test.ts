import type { IDToken } from "openid-client";
import { describe, expect, it } from "vitest";
import { Browser } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";
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

  it.each<[rule: string, parameters: Parameters, expected: string]>([
    ["6", {}, "code"],
    ["6", { prompt: "none" }, "code"],
    ["6", { prompt: "consent" }, "code"],
    ["6", { prompt: "login" }, EMAIL_PAGE],
    ["6", { prompt: "login consent" }, EMAIL_PAGE],
    ["6", { prompt: "select_organization" }, CHOOSER],
    ["6", { prompt: "update_userinfo" }, "page 200 Renseigner votre identité"],
    ["6", { prompt: "login select_organization" }, EMAIL_PAGE],
    ["30", { prompt: "select_organization update_userinfo" }, CHOOSER],
    ["13", { max_age: "0" }, EMAIL_PAGE],
    ["13", { max_age: "0", prompt: "none" }, "error login_required: login prompt was not resolved"],
    ["13", { max_age: "10000" }, "code"],
    ["13", { max_age: "10000", prompt: "none" }, "code"],
    ["14", { login_hint: CLAIRE }, "code"],
    ["14", { login_hint: LEA }, "code"],
    ["14", { login_hint: LEA, prompt: "none" }, "code"],
    ["14", { login_hint: LEA, prompt: "login" }, PASSWORD_PAGE],
    ["25", { siret_hint: TOWN_HALL }, "code"],
    ["25", { siret_hint: TOWN_HALL, prompt: "none" }, "code"],
    ["25", { siret_hint: COMMUNITY }, JOIN_PAGE],
    [
      "25",
      { siret_hint: COMMUNITY, prompt: "none" },
      "error interaction_required: End-User must select one organization",
    ],
    ["25", { siret_hint: "219 900 016 00011" }, JOIN_PAGE],
    ["25", { siret_hint: "jean" }, REFUSAL],
    [
      "25",
      { siret_hint: "jean", prompt: "none" },
      "error interaction_required: End-User must select one organization",
    ],
    ["8", { acr_values: "eidas1" }, "code"],
    ["8", { acr_values: "eidas3" }, "code"],
    ["8", acr(null), "code"],
    ["8", acr({ essential: false, values: ["eidas1-mfa"] }), "code"],
    ["8", acr({ essential: true, values: ["eidas0", "eidas1"] }), "code"],
    ["8", acr({ essential: true, value: "eidas0" }), "code"],
    ["26", acr({ essential: true, values: ["eidas0-mfa"] }), REFUSAL],
    ["26", acr({ essential: true, value: "eidas1" }), REFUSAL],
    [
      "26",
      { ...acr({ essential: true, values: ["eidas1-mfa"] }), prompt: "none" },
      "error login_required: none of the requested ACRs could be obtained",
    ],
    [
      "26",
      { ...acr({ essential: true, value: "eidas1" }), prompt: "none" },
      "error login_required: requested ACR could not be obtained",
    ],
    ["6", { ui_locales: "en", anything: "x" }, "code"],
    ["2", { sp_name: "Un autre service" }, "code"],
  ])("rule %s: to a person logged in, with %o: %s", async (_rule, parameters, expected) => {
    await application.logIn(browser, "town-hall-agent");
    expect(outcome(await application.start(browser, parameters))).toBe(expected);
  });

  it.each<[rule: string, parameters: Parameters, claims: Record<string, unknown>]>([
    ["14", { login_hint: LEA }, { sub: "101" }],
    ["14", { login_hint: LEA, prompt: "none" }, { sub: "101" }],
    ["15", { acr_values: "eidas1" }, { acr: "eidas0" }],
    ["15", { acr_values: "eidas0-mfa" }, { acr: "eidas0" }],
    ["8", acr(null), { acr: "eidas0" }],
    ["8", acr({ essential: false, values: ["eidas1"] }), { acr: "eidas0" }],
    ["7", { max_age: "1000" }, { auth_time: expect.any(Number) }],
    ["9", { claims: '{"id_token":{"amr":null}}' }, { amr: ["pwd"] }],
    ["9", { claims: '{"id_token":{"amr":{"essential":true}}}' }, { amr: ["pwd"] }],
    ["3", { claims: '{"id_token":{"amr":{"essential":true},"acr":null}}' }, { acr: "eidas0", amr: ["pwd"] }],
    ["4", { claims: '{"id_token":{"given_name":null}}' }, { given_name: "Claire" }],
    ["32", { claims: '{"id_token":{"sid":null}}' }, { sid: expect.any(String) }],
    ["7", { claims: '{"id_token":{"auth_time":{"essential":true}}}' }, { auth_time: expect.any(Number) }],
  ])(
    "rule %s: in a session, with %o, the ID token holds %o and no more",
    async (_rule, parameters, claims) => {
      await application.logIn(browser, "town-hall-agent");
      const idToken = await idTokenOf(parameters);
      expect(idToken).toMatchObject(claims);
      const known = ["aud", "exp", "iat", "iss", "nonce", "sub", ...Object.keys(claims)];
      expect(Object.keys(idToken).toSorted()).toEqual([...new Set(known)].toSorted());
    },
  );

  it.each<[rule: string, persona: string, parameters: Parameters, claims: Record<string, unknown>]>([
    ["15", "town-hall-agent", { acr_values: "eidas1" }, { acr: "eidas1" }],
    ["15", "town-hall-agent", { acr_values: "eidas0" }, { acr: "eidas0" }],
    ["15", "town-hall-agent", { acr_values: "eidas1-mfa" }, { acr: "eidas0" }],
    ["15", "two-factor-agent", { acr_values: "eidas1" }, { acr: "eidas1" }],
    ["8", "company-officer", acr(null), { acr: "eidas1" }],
    ["8", "two-factor-agent", acr({ essential: true, values: ["eidas1-mfa"] }), { acr: "eidas1-mfa" }],
    [
      "8",
      "ministry-agent",
      acr({ essential: true, values: ["eidas0-mfa", "eidas1-mfa"] }),
      { acr: "eidas0-mfa" },
    ],
    ["6", "town-hall-agent", { prompt: "login" }, { auth_time: expect.any(Number) }],
    ["6", "town-hall-agent", { max_age: "0" }, { auth_time: expect.any(Number) }],
  ])(
    "rule %s: when %s logs in with %o, the ID token holds %o",
    async (_rule, persona, parameters, claims) => {
      const callback = await application.logIn(browser, persona, { parameters });
      expect((await application.finish(callback)).idToken).toMatchObject(claims);
    },
  );

  it("rule 13: max_age in seconds is not enforced, and auth_time tells", async () => {
    const { idToken: first } = await application.finish(
      await application.logIn(browser, "town-hall-agent", { parameters: { prompt: "login" } }),
    );
    const again = await idTokenOf({ max_age: "1000" });
    expect(again.auth_time).toBe(first.auth_time);
  });

  it("rule 17: half a login elsewhere makes the silent one interaction_required", async () => {
    await application.logIn(browser, "three-organizations", { siret: TOWN_HALL });
    await application.logIn(new Browser(mock.url), "three-organizations");
    const screen = await application.start(browser, { prompt: "none" });
    expect(outcome(screen)).toBe("error interaction_required: End-User must select one organization");
  });

  it.each<[rule: string, siret: string, expected: string]>([
    ["25", WATER_BOARD, "code"],
    ["25", "11990007400012", JOIN_PAGE],
    ["25", "209 900 133 00015", JOIN_PAGE],
  ])(
    "rule %s: the hint %s at a first login with several organisations: %s",
    async (_rule, siret_hint, expected) => {
      const screen = await application.logIn(browser, "three-organizations", { parameters: { siret_hint } });
      expect(outcome(screen)).toBe(expected);
    },
  );

  it.each<[rule: string, prompt: string, screens: readonly string[]]>([
    ["30", "select_organization", [CHOOSER, CHOOSER, "code"]],
    ["30", "login select_organization", [CHOOSER, "code"]],
    ["30", "select_organization update_userinfo", [CHOOSER, "code"]],
    ["3", "consent", [CHOOSER, "code"]],
  ])("rule %s: prompt=%s at a first login shows %o", async (_rule, prompt, screens) => {
    let screen = await application.logIn(browser, "three-organizations", { parameters: { prompt } });
    const seen = [outcome(screen)];
    while (!screen.left) {
      screen = await browser.submit(screen, { siret: COMMUNITY }, "/organization");
      seen.push(outcome(screen));
    }
    expect(seen).toEqual(screens);
  });

  it.each<[rule: string, parameters: Parameters, error: string]>([
    ["25", { siret_hint: "jean" }, "error server_error: Bad Request"],
    [
      "26",
      acr({ essential: true, values: ["eidas1"] }),
      "error access_denied: none of the requested ACRs could be obtained",
    ],
    [
      "10",
      acr({ essential: true, value: "eidas1" }),
      "error access_denied: none of the requested ACRs could be obtained",
    ],
  ])("rule %s: the way back from the page that %o leads to: %s", async (_rule, parameters, error) => {
    await application.logIn(browser, "town-hall-agent");
    const page = await application.start(browser, parameters);
    expect(outcome(await browser.follow(page, "Continuer sur le service"))).toBe(error);
  });

  it("rule 30: prompt=login by another person passes through a page that logs out", async () => {
    await application.logIn(browser, "town-hall-agent");
    const start = await application.start(browser, { prompt: "login" });
    const page = await browser.submit(start, { persona: "private-employee" }, "/persona");
    expect([page.left, page.text.includes("/oauth/logout/confirm")]).toEqual([false, true]);
    const { userinfo } = await application.finish(await browser.submit(page));
    expect(userinfo.email).toBe(LEA);
  });

  it("rule 3: the callback carries code, state and iss, and nothing else", async () => {
    const { url } = await application.logIn(browser, "town-hall-agent");
    expect([...url.searchParams.keys()].toSorted()).toEqual(["code", "iss", "state"]);
    expect(url.searchParams.get("code")).toHaveLength(43);
  });

  it("rule 7: a request without state or nonce is answered without", async () => {
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
