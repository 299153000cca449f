import { describe, expect, it } from "vitest";
import { Browser } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";

const TOWN_HALL = "21990001600011";
const COMMUNITY = "20990028100012";
const WATER_BOARD = "20990013300015";
const ELSEWHERE = "11990007400012";

const { mock, application, browser } = await startFixture();

describe("the organisation", () => {
  it("is chosen by a person who has several", async () => {
    const chooser = await application.logIn(browser, "three-organizations");
    expect(chooser.text).toContain("<h1>Choisir une organisation</h1>");
    for (const siret of [TOWN_HALL, COMMUNITY, WATER_BOARD]) {
      expect(chooser.text).toContain(`data-organization="${siret}"`);
    }
    const callback = await browser.submit(chooser, { siret: WATER_BOARD });
    const { userinfo } = await application.finish(callback);
    expect(userinfo).toMatchObject({ siret: WATER_BOARD, is_external: true, is_commune: false });
  });

  it("cannot be one that is not theirs", async () => {
    const chooser = await application.logIn(browser, "three-organizations");
    expect((await browser.submit(chooser, { siret: ELSEWHERE })).text).toContain("Choisir une organisation");
  });

  it("is changed by prompt=select_organization, which gives a new code", async () => {
    const first = await application.logIn(browser, "three-organizations", { siret: TOWN_HALL });
    const { idToken } = await application.finish(first);
    const chooser = await application.start(browser, { prompt: "select_organization" });
    const { idToken: changed, userinfo } = await application.finish(
      await browser.submit(chooser, { siret: COMMUNITY }),
    );
    expect(changed.sub).toBe(idToken.sub);
    expect(userinfo.siret).toBe(COMMUNITY);
  });

  it("is asked twice when select_organization comes with the first login", async () => {
    const parameters = { prompt: "select_organization" };
    const once = await application.logIn(browser, "three-organizations", { parameters, siret: TOWN_HALL });
    expect(once.left).toBe(false);
    expect(once.text).toContain("Choisir une organisation");
    expect((await browser.submit(once, { siret: TOWN_HALL })).url.searchParams.has("code")).toBe(true);
  });

  it.each(["login select_organization", "select_organization update_userinfo"])(
    "prompt=%s applies one of the two",
    async (prompt) => {
      const parameters = { prompt };
      const callback = await application.logIn(browser, "three-organizations", {
        parameters,
        siret: COMMUNITY,
      });
      expect(callback.url.searchParams.has("code")).toBe(true);
    },
  );

  it("is one per person: choosing another changes what an earlier token tells", async () => {
    const first = await application.logIn(browser, "three-organizations", { siret: TOWN_HALL });
    const { tokens } = await application.finish(first);
    await application.logIn(new Browser(mock.url), "three-organizations", { siret: COMMUNITY });
    const userinfo = (await (await application.userinfo(tokens.access_token)).json()) as { siret: string };
    expect(userinfo.siret).toBe(COMMUNITY);
  });

  it("is forgotten by a login half done elsewhere", async () => {
    const first = await application.logIn(browser, "three-organizations", { siret: TOWN_HALL });
    const { tokens } = await application.finish(first);
    const again = await application.start(browser);
    await application.logIn(new Browser(mock.url), "three-organizations");

    const userinfo = await application.userinfo(tokens.access_token);
    expect(userinfo.status).toBe(500);
    expect(await userinfo.json()).toMatchObject({ error: "server_error" });
    const code = again.url.searchParams.get("code") ?? "";
    expect((await application.token({ code })).status).toBe(500);
    const { url } = await application.start(browser, { prompt: "none" });
    expect(url.searchParams.get("error")).toBe("interaction_required");
    expect(url.searchParams.get("error_description")).toBe("End-User must select one organization");
  });

  describe("with siret_hint", () => {
    it("is the hinted one, without a chooser", async () => {
      const parameters = { siret_hint: WATER_BOARD };
      const callback = await application.logIn(browser, "three-organizations", { parameters });
      expect((await application.finish(callback)).userinfo.siret).toBe(WATER_BOARD);

      const other = await application.start(browser, { siret_hint: COMMUNITY });
      expect((await application.finish(other)).userinfo.siret).toBe(COMMUNITY);
      const { url } = await application.start(browser, { siret_hint: TOWN_HALL, prompt: "none" });
      expect(url.searchParams.get("error")).toBe("interaction_required");
    });

    it.each([ELSEWHERE, "219 900 016 00011"])("is a dead end for %s", async (siret) => {
      const parameters = { siret_hint: siret };
      const page = await application.logIn(browser, "town-hall-agent", { parameters });
      expect(page.text).toContain("<h1>Rejoindre votre organisation</h1>");
      expect(page.text).toContain(siret);
    });

    it("malformed, is an error page whose way back is server_error", async () => {
      const page = await application.start(browser, { siret_hint: "jean" });
      expect(page.status).toBe(400);
      const { url } = await browser.follow(page, "Continuer sur le service");
      expect(url.searchParams.get("error")).toBe("server_error");
      expect(url.searchParams.get("error_description")).toBe("Bad Request");
    });
  });
});
