import { describe, expect, it } from "vitest";
import { Browser, type Screen } from "../../test/browser.js";
import { startFixture } from "../../test/fixture.js";

const EMAIL = "jeanne.de-la-tour@mairie.example";

const { mock, application } = await startFixture();

describe("a person made up on the e-mail page", () => {
  const makeUp = async (email: string, siret: string, browser = new Browser(mock.url)): Promise<Screen> =>
    browser.submit(await application.start(browser), { email, siret }, "/newcomer");

  it("logs in with an e-mail address and a SIRET, however they are written", async () => {
    const callback = await makeUp(` ${EMAIL.toUpperCase()} `, "130 025 265 00013");
    expect((await application.finish(callback)).userinfo).toEqual({
      sub: expect.stringMatching(/^\d{13}$/),
      email: EMAIL,
      email_verified: true,
      given_name: "Jeanne",
      family_name: "De La Tour",
      updated_at: expect.any(String),
      phone_number_verified: false,
      siret: "13002526500013",
      label: "Établissement 13002526500013",
      is_commune: false,
      is_external: false,
      is_public_service: true,
      is_service_public: true,
    });
  });

  it("belongs to the organisation by its name when another person does", async () => {
    const { userinfo } = await application.finish(await makeUp("x@mairie.example", "21990001600011"));
    expect(userinfo).toMatchObject({ label: "Commune de Sainte-Exemple - Mairie", is_commune: true });
  });

  it("may work at La Poste, whose SIRET Luhn refuses", async () => {
    const { userinfo } = await application.finish(await makeUp("x@poste.example", "35600000049837"));
    expect(userinfo.siret).toBe("35600000049837");
  });

  it("has the same sub each time, in every provider, and another one than others", async () => {
    const subs = async (email: string): Promise<string> =>
      (await application.finish(await makeUp(email, "13002526500013"))).idToken.sub;
    const before = await subs(EMAIL);
    expect(await subs("other@mairie.example")).not.toBe(before);
    await mock.reset();
    expect(await subs(EMAIL)).toBe(before);
    // It must not change from one version to the next: applications keep it.
    expect(before).toBe("6740855759694");
  });

  it("is an account like another: their e-mail and password work, and a new SIRET replaces the old one", async () => {
    await makeUp(EMAIL, "13002526500013");
    const browser = new Browser(mock.url);
    const passwordPage = await browser.submit(await application.start(browser), { login: EMAIL });
    const callback = await browser.submit(passwordPage, { password: "password123" });
    expect((await application.finish(callback)).userinfo.siret).toBe("13002526500013");

    expect((await application.logIn(new Browser(mock.url), EMAIL)).left).toBe(true);
    const moved = await application.finish(await makeUp(EMAIL, "21990001600011"));
    expect(moved.userinfo.siret).toBe("21990001600011");
  });

  it("keeps what they change of their data", async () => {
    const browser = new Browser(mock.url);
    await makeUp(EMAIL, "13002526500013", browser);
    const form = await application.start(browser, { prompt: "update_userinfo" });
    const callback = await browser.submit(form, { given_name: "Jane", family_name: "Tower", job: "Maire" });
    expect((await application.finish(callback)).userinfo).toMatchObject({ given_name: "Jane", job: "Maire" });
  });

  it("is forgotten at the reset", async () => {
    await makeUp(EMAIL, "13002526500013");
    await mock.reset();
    const browser = new Browser(mock.url);
    const answer = await browser.submit(await application.start(browser), { login: EMAIL });
    expect(answer.status).toBe(422);
  });

  it.each([
    ["jeanne", "13002526500013", ["email"]],
    ["jeanne@mairie.example", "13002526500014", ["siret"]],
    ["jeanne@mairie.example", "1300252650001", ["siret"]],
    ["", "", ["email", "siret"]],
    ["claire.martin@mairie-sainte-exemple.example", "13002526500013", ["email"]],
    ['"><script>@x', '"><script>', ["email", "siret"]],
  ])("is refused as %j with %j, and nothing is lost", async (email, siret, wrong) => {
    const page = await makeUp(email, siret);
    expect(page.status).toBe(422);
    expect(page.text).toContain("<title>Erreur\u202F: ");
    for (const name of ["email", "siret"]) {
      expect(page.text.includes(`id="${name}-error"`), name).toBe(wrong.includes(name));
    }
    for (const value of [email, siret].filter(Boolean)) {
      const escaped = value.replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      expect(page.text).toContain(`value="${escaped}"`);
    }
    expect(page.text).not.toContain("<script");
  });

  it("is offered to be made up when an e-mail address is unknown", async () => {
    const browser = new Browser(mock.url);
    const page = await browser.submit(await application.start(browser), { login: EMAIL });
    expect(page.text).toContain("«\u00A0Quelqu’un d’autre\u00A0»");
    const [, form] = page.text.split('action="/interaction/');
    expect(form).toContain(`value="${EMAIL}"`);
    const callback = await browser.submit(page, { email: EMAIL, siret: "13002526500013" }, "/newcomer");
    expect(callback.left).toBe(true);
  });

  it("leaves a page that can be opened again", async () => {
    const browser = new Browser(mock.url);
    const page = await browser.submit(
      await application.start(browser),
      { email: "", siret: "" },
      "/newcomer",
    );
    expect((await browser.open(page.url)).status).toBe(200);
  });
});
