import { describe, expect, it } from "vitest";
import { Browser } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";

const CLAIRE = "claire.martin@mairie-sainte-exemple.example";
const LEA = "lea.petit@menuiserie-exemple.example";

const { mock, application, browser } = await startFixture();

describe("a login", () => {
  it("goes from e-mail to password and back to the application", async () => {
    const emailPage = await application.start(browser);
    expect(emailPage.text).toContain("<h1>S’inscrire ou se connecter</h1>");
    const passwordPage = await browser.submit(emailPage, { login: ` ${CLAIRE.toUpperCase()} ` });
    expect(passwordPage.text).toContain("<h1>Accéder au compte</h1>");
    const callback = await browser.submit(passwordPage, { password: "password123" });
    expect(callback.left).toBe(true);
    expect(callback.url.searchParams.get("iss")).toBe(mock.issuer);
    expect(callback.url.searchParams.get("code")).toHaveLength(43);

    const { idToken, userinfo } = await application.finish(callback);
    expect(Object.keys(idToken).toSorted()).toEqual(["aud", "exp", "iat", "iss", "nonce", "sub"]);
    expect(idToken.exp - idToken.iat).toBe(3600);
    expect(userinfo).toMatchObject({ sub: "101", email: CLAIRE, siret: "21990001600011" });
  });

  it("takes one click on a persona", async () => {
    const emailPage = await application.start(browser);
    for (const { id } of mock.personas) expect(emailPage.text).toContain(`data-persona="${id}"`);
    const { userinfo } = await application.finish(await application.logIn(browser, "private-employee"));
    expect(userinfo.email).toBe(LEA);
  });

  it("says what is wrong with an e-mail address and keeps it", async () => {
    const emailPage = await application.start(browser);
    for (const login of ["nobody@nowhere.example", "no address", ""]) {
      const again = await browser.submit(emailPage, { login });
      expect(again.status).toBe(422);
      expect(again.text).toMatch(/<p class="error" id="login-error" role="alert">/);
      expect(again.text).toMatch(/aria-describedby="login-hint login-error"/);
      if (login !== "") expect(again.text).toContain(`value="${login}"`);
    }
  });

  it("asks for a wrong password again", async () => {
    const emailPage = await application.start(browser);
    const passwordPage = await browser.submit(emailPage, { login: CLAIRE });
    const again = await browser.submit(passwordPage, { password: "wrong" });
    expect(again.status).toBe(422);
    expect(again.text).toMatch(/id="password-error" role="alert"/);
    expect((await browser.submit(again, { password: "password123" })).left).toBe(true);
  });

  it("may be given up, and the application learns it", async () => {
    const emailPage = await application.start(browser);
    const { url } = await browser.follow(emailPage, "Revenir au service");
    expect(url.searchParams.get("error")).toBe("access_denied");
    expect(url.searchParams.get("state")).toBe("state-1");
    expect(url.searchParams.get("iss")).toBe(mock.issuer);
  });

  it("stays in the browser that began it, and ends once", async () => {
    const emailPage = await application.start(browser);
    const elsewhere = await new Browser(mock.url).open(emailPage.url);
    expect(elsewhere.status).toBe(400);
    expect(elsewhere.headers.get("content-type")).toMatch(/^text\/html/);

    await browser.submit(emailPage, { persona: "town-hall-agent" }, "/persona");
    expect((await browser.open(emailPage.url)).status).toBe(400);
  });

  it("keeps to its own tab: ten finish at the same moment", async () => {
    const pages = await Promise.all(
      Array.from({ length: 10 }, (_, tab) => application.start(browser, { state: `tab-${tab}` })),
    );
    const callbacks = await Promise.all(
      pages.map((page) => browser.submit(page, { persona: "town-hall-agent" }, "/persona")),
    );
    expect(callbacks.map(({ url }) => url.searchParams.get("state"))).toEqual(
      pages.map((_page, tab) => `tab-${tab}`),
    );
    const codes = callbacks.map(({ url }) => url.searchParams.get("code") ?? "");
    const answers = await Promise.all(codes.map((code) => application.token({ code })));
    expect(answers.map(({ status }) => status)).toEqual(pages.map(() => 200));
  });

  it("keeps to its own tab when another person logs in in another tab between two pages", async () => {
    const [one, other] = [await application.start(browser), await application.start(browser)];
    const chooser = await browser.submit(one, { persona: "three-organizations" }, "/persona");
    await browser.submit(other, { persona: "two-organizations" }, "/persona");
    const callback = await browser.submit(chooser, { siret: "20990028100012" }, "/organization");
    expect((await application.finish(callback)).userinfo.siret).toBe("20990028100012");
  });

  it("knows a request that was on its way when another tab logged in", async () => {
    const siret = "20990028100012";
    await application.logIn(browser, "three-organizations", { siret });
    const before = browser.snapshot();
    await application.logIn(browser, "three-organizations", { parameters: { prompt: "login" } });
    expect((await application.start(before)).text).toContain("Choisir une organisation");
  });

  it("is not asked for again while the session lasts", async () => {
    await application.logIn(browser, "town-hall-agent");
    expect((await application.start(browser)).url.searchParams.has("code")).toBe(true);
    const silent = await application.start(browser, { prompt: "none" });
    const { userinfo } = await application.finish(silent);
    expect(userinfo.email).toBe(CLAIRE);
  });

  it("is required by prompt=none without a session", async () => {
    const { url } = await application.start(browser, { prompt: "none" });
    expect(url.searchParams.get("error")).toBe("login_required");
    expect(url.searchParams.get("error_description")).toBe("End-User authentication is required");
  });

  it("passes consent over", async () => {
    await application.logIn(browser, "town-hall-agent");
    expect((await application.start(browser, { prompt: "consent" })).url.searchParams.has("code")).toBe(true);
  });

  it("is asked for again by prompt=login, which then tells auth_time", async () => {
    await application.logIn(browser, "town-hall-agent");
    const emailPage = await application.start(browser, { prompt: "login" });
    expect(emailPage.left).toBe(false);
    const callback = await browser.submit(emailPage, { persona: "town-hall-agent" }, "/persona");
    const { idToken } = await application.finish(callback);
    expect(idToken.auth_time).toBeGreaterThanOrEqual(idToken.iat - 2);
  });

  it("goes on with another person through a logout", async () => {
    await application.logIn(browser, "town-hall-agent");
    const emailPage = await application.start(browser, { prompt: "login" });
    const logoutPage = await browser.submit(emailPage, { persona: "private-employee" }, "/persona");
    expect(logoutPage.text).toContain("/oauth/logout/confirm");
    const { userinfo } = await application.finish(await browser.submit(logoutPage));
    expect(userinfo.email).toBe(LEA);
  });

  describe("with login_hint", () => {
    it("begins at the password", async () => {
      const passwordPage = await application.start(browser, { login_hint: CLAIRE });
      expect(passwordPage.text).toContain("<h1>Accéder au compte</h1>");
      expect(passwordPage.text).toContain(CLAIRE);
      const emailPage = await browser.follow(passwordPage, "Changer d’adresse");
      expect(emailPage.text).toContain(`value="${CLAIRE}"`);
    });

    it("fills the e-mail page with an unknown address", async () => {
      const emailPage = await application.start(browser, { login_hint: "nobody@nowhere.example" });
      expect(emailPage.text).toContain('value="nobody@nowhere.example"');
    });

    it("ignores the hint while another person's session is open", async () => {
      await application.logIn(browser, "town-hall-agent");
      for (const prompt of [{}, { prompt: "none" }]) {
        const callback = await application.start(browser, { login_hint: LEA, ...prompt });
        expect((await application.finish(callback)).userinfo.email).toBe(CLAIRE);
      }
    });

    it("follows it with prompt=login", async () => {
      await application.logIn(browser, "town-hall-agent");
      const passwordPage = await application.start(browser, { login_hint: LEA, prompt: "login" });
      const logoutPage = await browser.submit(passwordPage, { password: "password123" });
      const { userinfo } = await application.finish(await browser.submit(logoutPage));
      expect(userinfo.email).toBe(LEA);
    });
  });

  describe("with max_age", () => {
    it("asks again for 0 only", async () => {
      await application.logIn(browser, "town-hall-agent");
      expect((await application.start(browser, { max_age: "0" })).left).toBe(false);
    });

    it("tells auth_time and asks nothing otherwise", async () => {
      await application.logIn(browser, "town-hall-agent");
      const callback = await application.start(browser, { max_age: "1000" });
      expect((await application.finish(callback, { maxAge: 1000 })).idToken.auth_time).toBeTypeOf("number");
    });
  });
});
