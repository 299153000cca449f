import { describe, expect, it } from "vitest";
import type { Screen } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";

const AFTER = "http://localhost:3000/auth/logout/callback";

const { mock, application, browser } = await startFixture();

describe("logout", () => {
  const logOut = (parameters: Record<string, string>): Promise<Screen> =>
    browser.open(`/oauth/logout?${new URLSearchParams(parameters)}`);

  it("shows a page that submits itself, then goes to the application with its state", async () => {
    const { tokens } = await application.finish(await application.logIn(browser, "town-hall-agent"));
    const page = await logOut({
      id_token_hint: tokens.id_token ?? "",
      post_logout_redirect_uri: AFTER,
      state: "bye",
    });
    expect(page.status).toBe(200);
    expect(page.text).toContain('src="/assets/submit.js"');
    expect(page.text).toContain("<button");
    const after = await browser.submit(page);
    expect(after.status).toBe(303);
    expect(after.url.href).toBe(`${AFTER}?state=bye`);

    expect((await application.start(browser)).text).toContain("S’inscrire ou se connecter");
    expect((await application.userinfo(tokens.access_token)).status).toBe(401);
  });

  it("takes the client id in place of a hint, and a code not yet redeemed with it", async () => {
    const callback = await application.logIn(browser, "town-hall-agent");
    const page = await logOut({ client_id: mock.clientId, post_logout_redirect_uri: AFTER });
    expect((await browser.submit(page)).url.href).toBe(AFTER);
    const code = callback.url.searchParams.get("code") ?? "";
    expect((await application.token({ code })).status).toBe(400);
  });

  it("without client or address ends on the sign-in page", async () => {
    await application.logIn(browser, "town-hall-agent");
    const page = await browser.submit(await logOut({ post_logout_redirect_uri: AFTER }));
    expect(page.left).toBe(false);
    expect(page.url.pathname).toBe("/users/start-sign-in/");
    expect(page.text).toContain("Vous êtes bien déconnecté");
  });

  it("without a session goes on to the application all the same", async () => {
    const page = await logOut({ client_id: mock.clientId, post_logout_redirect_uri: AFTER });
    expect((await browser.submit(page)).url.href).toBe(AFTER);
  });

  it("opened and not sent has already forgotten the organisation and the password", async () => {
    await application.logIn(browser, "town-hall-agent");
    await logOut({ client_id: mock.clientId });
    const { url } = await application.start(browser, { prompt: "none" });
    expect(url.searchParams.get("error")).toBe("interaction_required");
    expect((await application.start(browser)).text).toContain("S’inscrire ou se connecter");
  });

  it.each([
    ["an address not registered", { post_logout_redirect_uri: "http://localhost:3000/other" }],
    ["a missing final slash", { post_logout_redirect_uri: "http://localhost:3000/auth/logout/callback/" }],
    ["an unreadable hint", { id_token_hint: "nonsense" }],
    ["an unknown client", { client_id: "nobody" }],
  ])("refuses %s on a page", async (_name, parameters) => {
    const page = await logOut({ client_id: mock.clientId, ...parameters });
    expect(page.status).toBe(400);
    expect(page.text).toContain("<h1>Une erreur est survenue</h1>");
  });
});
