import { describe, expect, it } from "vitest";
import { Browser, type Screen } from "../../test/browser.js";
import { startFixture } from "../../test/fixture.js";

/** Words of the other language, on any page. */
const FRENCH = /Ceci est|Personne|Adresse|Saisissez|Choisi|Erreur|Déconnexion|Mot de passe|Établissement/;

function level(value: string): { claims: string } {
  return { claims: JSON.stringify({ id_token: { acr: { essential: true, values: [value] } } }) };
}

describe("every page for a browser that prefers English", async () => {
  const { mock, application } = await startFixture();

  const start = (browser: Browser, parameters?: Record<string, string>): Promise<Screen> =>
    application.start(browser, parameters);
  const pages: Readonly<Record<string, (browser: Browser) => Promise<Screen>>> = {
    "Sign up or sign in": start,
    "Access your account": async (browser) =>
      browser.submit(await start(browser), { login: "lea.petit@menuiserie-exemple.example" }),
    "Choose an organisation": async (browser) =>
      browser.submit(await start(browser), { persona: "two-organizations" }, "/persona"),
    "Choose your two-step verification": async (browser) =>
      browser.submit(await start(browser, level("eidas1-mfa")), { persona: "private-employee" }, "/persona"),
    "Verify your identity": async (browser) =>
      browser.submit(await start(browser, level("eidas1-mfa")), { persona: "ministry-agent" }, "/persona"),
    "Tell us who you are": async (browser) => {
      const emailPage = await start(browser, { prompt: "update_userinfo" });
      const form = await browser.submit(emailPage, { persona: "private-employee" }, "/persona");
      return browser.submit(form, { given_name: "", family_name: "", phone_number: "x", job: "1" });
    },
    "Your account is blocked": async (browser) =>
      browser.submit(await start(browser), { persona: "blocked" }, "/persona"),
    "Join your organisation": async (browser) => {
      const emailPage = await start(browser, { siret_hint: "13002526500013" });
      return browser.submit(emailPage, { persona: "private-employee" }, "/persona");
    },
    "Something went wrong": (browser) => start(browser, { client_id: "unknown" }),
    "Signing out": async (browser) => {
      await application.logIn(browser, "private-employee");
      return browser.open(`/oauth/logout?client_id=${mock.clientId}`);
    },
    "Simulated provider": (browser) => browser.open("/"),
  };

  it.each(Object.entries(pages))("%s", async (title, open) => {
    const { text, headers } = await open(
      new Browser(mock.url, { "accept-language": "en-GB,en;q=0.9,fr;q=0.8" }),
    );
    expect(text).toContain('<html lang="en">');
    expect(text).toContain(`<h1>${title}</h1>`);
    expect(text).not.toMatch(FRENCH);
    expect(headers.get("content-language")).toBe("en");

    const inFrench = await open(new Browser(mock.url));
    expect(inFrench.text).toContain('<html lang="fr">');
    expect(inFrench.text).not.toContain(`<h1>${title}</h1>`);
  });
});
