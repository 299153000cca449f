import * as client from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Browser, type Screen } from "../test/browser.js";
import { outcome } from "../test/outcome.js";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";
import { startMockProvider, type MockProvider } from "./index.js";

const ORIGIN = "http://localhost:3000";
const BYE = `${ORIGIN}/bye`;
const EMAIL_PAGE = "page 200 S’inscrire ou se connecter";

describe("MonComptePro, logout and single sign-on", () => {
  let mock: MockProvider;
  let one: RelyingParty;
  let two: RelyingParty;
  let browser: Browser;

  beforeAll(async () => {
    const registered = { redirectUris: [REDIRECT_URI], postLogoutRedirectUris: [`${ORIGIN}/`, BYE] };
    mock = await startMockProvider({
      clients: [
        { clientId: "one", clientSecret: "one-secret", ...registered },
        { clientId: "two", clientSecret: "two-secret", ...registered },
      ],
    });
    one = await RelyingParty.discover(mock);
    two = await RelyingParty.discover(mock, {
      clientId: "two",
      authentication: client.ClientSecretPost("two-secret"),
    });
  });
  beforeEach(async () => {
    await mock.reset();
    browser = new Browser(mock.url);
  });
  afterAll(() => mock.stop());

  const logOut = (parameters: Record<string, string>, from = browser): Promise<Screen> =>
    from.open(`/oauth/logout?${new URLSearchParams(parameters)}`);
  const logIn = async (party: RelyingParty) => party.finish(await party.start(browser));

  it.each<[rule: string, parameters: Record<string, string>, end: string]>([
    ["11", { client_id: "one", post_logout_redirect_uri: BYE }, BYE],
    ["11", { client_id: "one", post_logout_redirect_uri: BYE, state: "s" }, `${BYE}?state=s`],
    ["27", { client_id: "one", post_logout_redirect_uri: `${ORIGIN}/` }, `${ORIGIN}/`],
    ["11", { client_id: "one", post_logout_redirect_uri: ORIGIN }, `${ORIGIN}/`],
  ])("rule %s: with %o ends at %s", async (_rule, parameters, end) => {
    await one.logIn(browser, "town-hall-agent");
    const page = await logOut(parameters);
    expect([page.status, page.text.includes("/oauth/logout/confirm")]).toEqual([200, true]);
    expect((await browser.submit(page)).url.href).toBe(end);
  });

  it.each<[rule: string, parameters: Record<string, string>]>([
    ["11", {}],
    ["11", { client_id: "one" }],
    ["11", { post_logout_redirect_uri: BYE }],
    ["11", { post_logout_redirect_uri: BYE, state: "s" }],
  ])("rule %s: with %o ends on the sign-in page", async (_rule, parameters) => {
    await one.logIn(browser, "town-hall-agent");
    const end = await browser.submit(await logOut(parameters));
    expect(end.url.pathname + end.url.search).toBe("/users/start-sign-in/?notification=logout_success");
  });

  it.each<[rule: string, parameters: Record<string, string>, error: string]>([
    [
      "11",
      { client_id: "one", post_logout_redirect_uri: `${ORIGIN}/other` },
      "post_logout_redirect_uri not registered",
    ],
    [
      "27",
      { client_id: "one", post_logout_redirect_uri: `${BYE}/` },
      "post_logout_redirect_uri not registered",
    ],
    [
      "11",
      { client_id: "one", post_logout_redirect_uri: `${BYE}?a=b` },
      "post_logout_redirect_uri not registered",
    ],
    ["11", { id_token_hint: "nonsense" }, "could not decode id_token_hint"],
    ["11", { id_token_hint: "a.b.c" }, "could not decode id_token_hint"],
    ["11", { client_id: "nobody" }, "client is invalid"],
  ])("rule %s: with %o is refused: %s", async (_rule, parameters, error) => {
    await one.logIn(browser, "town-hall-agent");
    const page = await logOut(parameters);
    expect([page.status, page.left]).toEqual([400, false]);
    expect(page.text).toContain(error);
  });

  it("rule 11: an ID token stands for the client, and must be of the client that is named", async () => {
    const { tokens } = await one.finish(await one.logIn(browser, "town-hall-agent"));
    const id_token_hint = tokens.id_token ?? "";
    const refused = await logOut({ id_token_hint, client_id: "two", post_logout_redirect_uri: BYE });
    expect(refused.text).toContain("client_id does not match the provided id_token_hint");
    const page = await logOut({ id_token_hint, post_logout_redirect_uri: BYE, state: "s" });
    expect((await browser.submit(page)).url.href).toBe(`${BYE}?state=s`);
  });

  it("rule 20: a form posted straight to the endpoint is 404", async () => {
    const response = await fetch(`${mock.url}/oauth/logout`, { method: "POST", body: new URLSearchParams() });
    expect(response.status).toBe(404);
  });

  it("rules 6 and 11: one session serves all clients, silently too", async () => {
    const first = await one.finish(await one.logIn(browser, "town-hall-agent"));
    const other = await two.finish(await two.start(browser));
    const silent = await two.finish(await two.start(browser, { prompt: "none" }));
    expect([other.idToken.sub, silent.idToken.sub]).toEqual([first.idToken.sub, first.idToken.sub]);
    expect(other.idToken.aud).toBe("two");
  });

  it("rule 19: ends the tokens of all clients, and codes not yet redeemed", async () => {
    await one.logIn(browser, "town-hall-agent");
    const [first, other] = [await logIn(one), await logIn(two)];
    const pending = await one.start(browser);
    await browser.submit(await logOut({ client_id: "one", post_logout_redirect_uri: BYE }));

    for (const { tokens } of [first, other]) {
      expect((await one.userinfo(tokens.access_token)).status).toBe(401);
    }
    const late = await one.token({ code: pending.url.searchParams.get("code") ?? "" });
    expect([late.status, ((await late.json()) as { error: string }).error]).toEqual([400, "invalid_grant"]);
    for (const party of [one, two]) {
      expect(outcome(await party.start(browser, { prompt: "none" }))).toMatch(/^error login_required/);
      expect(outcome(await party.start(browser))).toBe(EMAIL_PAGE);
    }
  });

  it("rule 19: without cookies, as from server to server, ends nothing and redirects all the same", async () => {
    const { tokens } = await one.finish(await one.logIn(browser, "town-hall-agent"));
    const server = new Browser(mock.url);
    const hint = { id_token_hint: tokens.id_token ?? "", post_logout_redirect_uri: BYE };
    expect((await server.submit(await logOut(hint, server))).url.href).toBe(BYE);
    expect((await one.userinfo(tokens.access_token)).status).toBe(200);
    expect(outcome(await one.start(browser, { prompt: "none" }))).toBe("code");
  });

  it("rule 18: the page opened and not sent has forgotten the organisation and the password", async () => {
    const { tokens } = await one.finish(await one.logIn(browser, "town-hall-agent"));
    await logOut({ client_id: "one", post_logout_redirect_uri: BYE });
    expect((await one.userinfo(tokens.access_token)).status).toBe(500);
    expect(outcome(await one.start(browser, { prompt: "none" }))).toBe(
      "error interaction_required: End-User must select one organization",
    );
    expect(outcome(await one.start(browser))).toBe(EMAIL_PAGE);
  });

  it("rule 17: in another browser breaks the session here", async () => {
    const { tokens } = await one.finish(await one.logIn(browser, "town-hall-agent"));
    const elsewhere = new Browser(mock.url);
    await one.logIn(elsewhere, "town-hall-agent");
    await elsewhere.submit(await logOut({ client_id: "one" }, elsewhere));
    expect((await one.userinfo(tokens.access_token)).status).toBe(500);
    expect(outcome(await one.start(browser, { prompt: "none" }))).toMatch(/^error interaction_required/);
  });

  it("rule 18: a login given up leaves the session alone", async () => {
    await one.logIn(browser, "town-hall-agent");
    const page = await one.start(browser, { prompt: "login" });
    await browser.follow(page, "Revenir au service");
    expect(outcome(await one.start(browser, { prompt: "none" }))).toBe("code");
  });
});
