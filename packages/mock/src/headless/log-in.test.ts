import { describe, expect, it } from "vitest";
import { Browser, type Screen } from "../../test/browser.js";
import { startFixture } from "../../test/fixture.js";

const { mock, application } = await startFixture();

async function siretOf(url: URL): Promise<unknown> {
  const screen: Screen = { url, left: true, status: 303, text: "", headers: new Headers() };
  return (await application.finish(screen)).userinfo["siret"];
}

describe("mock.logIn", () => {
  it("goes through the pages to the application", async () => {
    const url = await mock.logIn(application.authorizationUrl(), "town-hall-agent");
    expect(url.href.startsWith("http://localhost:3000/auth/callback?code=")).toBe(true);
    expect(await siretOf(url)).toBe("21990001600011");
  });

  it("chooses the organisation that is said", async () => {
    const organization = "20990028100012";
    const url = await mock.logIn(application.authorizationUrl().href, "three-organizations", {
      organization,
    });
    expect(await siretOf(url)).toBe(organization);
  });

  it("gives the refusal of the provider", async () => {
    const url = await mock.logIn(application.authorizationUrl({ prompt: "none" }), "contractor");
    expect(url.searchParams.get("error")).toBe("login_required");
  });

  it.each<[string, Record<string, string>, string, { organization?: string }, string]>([
    ["nobody", {}, "me", {}, "Unknown person me"],
    ["an organisation that is not said", {}, "three-organizations", {}, "say which one"],
    ["an organisation of others", {}, "three-organizations", { organization: "1" }, "has no organisation 1"],
    [
      "a page that asks for more",
      { client_id: "x" },
      "contractor",
      {},
      "ended on /oauth/authorize, with status 400",
    ],
  ])("stops at %s", async (_name, parameters, person, options, message) => {
    const url = application.authorizationUrl(parameters);
    await expect(mock.logIn(url, person, options)).rejects.toThrow(message);
  });
});

describe("autoContinue", async () => {
  const { mock: quick, application: party } = await startFixture({ autoContinue: true });

  const email = "ines.garcia@val-d-exemple.example";

  it("logs in whom the hint names, for their first organisation", async () => {
    const screen = await party.start(new Browser(quick.url), { login_hint: email });
    const { userinfo } = await party.finish(screen);
    expect(userinfo).toMatchObject({ email, siret: "21990001600011" });
  });

  it("takes the organisation from siret_hint", async () => {
    const hints = { login_hint: email, siret_hint: "20990028100012" };
    const { userinfo } = await party.finish(await party.start(new Browser(quick.url), hints));
    expect(userinfo["siret"]).toBe("20990028100012");
  });

  it("shows the page where the hint names an unknown person", async () => {
    for (const parameters of [{}, { login_hint: "me@example.org" }]) {
      const screen = await party.start(new Browser(quick.url), parameters as Record<string, string>);
      expect(screen.url.pathname).toMatch(/\/email$/);
    }
  });

  it("is off unless asked for", async () => {
    const screen = await application.start(new Browser(mock.url), { login_hint: email });
    expect(screen.url.pathname).toMatch(/\/password$/);
  });
});
