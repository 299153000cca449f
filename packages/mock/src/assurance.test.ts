import { describe, expect, it } from "vitest";
import { Browser } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";

/** A request for the level and the methods to be told, and for one of these levels to be reached. */
function claims(...values: readonly string[]): { claims: string } {
  const acr = values.length > 0 ? { essential: true, values } : null;
  return { claims: JSON.stringify({ id_token: { amr: { essential: true }, acr } }) };
}

const { mock, application, browser } = await startFixture();

describe("the authentication level", () => {
  it.each([
    ["town-hall-agent", "eidas0", ["pwd"]],
    ["company-officer", "eidas1", ["pwd"]],
    ["two-factor-agent", "eidas1-mfa", ["pwd", "otp", "mfa"]],
  ])("of %s is %s", async (persona, acr, amr) => {
    const callback = await application.logIn(browser, persona, { parameters: claims() });
    const { idToken } = await application.finish(callback);
    expect(idToken).toMatchObject({ acr, amr });
  });

  it("out of reach shows a page, from which the application learns access_denied", async () => {
    for (const levels of [["eidas0-mfa"], ["eidas2", "eidas3"]]) {
      browser.clear();
      const page = await application.logIn(browser, "town-hall-agent", { parameters: claims(...levels) });
      expect(page.status).toBe(400);
      const { url } = await browser.follow(page, "Continuer sur le service");
      expect(url.searchParams.get("error")).toBe("access_denied");
      expect(url.searchParams.get("error_description")).toBe("none of the requested ACRs could be obtained");
      expect(url.searchParams.get("state")).toBe("state-1");
    }
  });

  it("asked for by a single essential value counts as well", async () => {
    const parameters = {
      claims: JSON.stringify({ id_token: { acr: { essential: true, value: "eidas1" } } }),
    };
    expect((await application.logIn(browser, "town-hall-agent", { parameters })).status).toBe(400);
    const callback = await application.logIn(new Browser(mock.url), "company-officer", { parameters });
    expect((await application.finish(callback)).idToken.acr).toBe("eidas1");
  });

  it("is proven by nothing but the essential claim: acr_values=eidas1 comes back after a password", async () => {
    const parameters = { acr_values: "eidas1" };
    const callback = await application.logIn(browser, "town-hall-agent", { parameters });
    expect((await application.finish(callback)).idToken.acr).toBe("eidas1");
  });

  it("is the true one when acr_values meets an open session, or asks for another value", async () => {
    await application.logIn(browser, "town-hall-agent");
    for (const acr_values of ["eidas1", "eidas0-mfa"]) {
      const callback = await application.start(browser, { acr_values });
      expect((await application.finish(callback)).idToken.acr).toBe("eidas0");
    }
  });

  it("is raised by mock.logIn, which takes what the pages offer", async () => {
    const url = await mock.logIn(application.authorizationUrl(claims("eidas1-mfa")), "private-employee");
    expect(url.searchParams.has("code")).toBe(true);
    const officers = claims("https://proconnect.gouv.fr/assurance/certification-dirigeant");
    const certified = await mock.logIn(application.authorizationUrl(officers), "company-officer");
    expect(certified.searchParams.has("code")).toBe(true);
  });
});
