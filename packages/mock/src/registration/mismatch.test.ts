import { UnsecuredJWT } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { startFixture } from "../../test/fixture.js";
import { REDIRECT_URI } from "../../test/relying-party.js";
import { nearestDifferences } from "./differences.js";

const told: string[] = [];
beforeEach(() => void told.splice(0));

const { mock, application, browser } = await startFixture({
  clientSecret: "the-secret",
  onMismatch: (lines) => told.push(lines),
});

const AFTER = "http://localhost:3000/auth/logout/callback";
const HOSTS = "localhost, 127.0.0.1 and [::1] are three different hosts";

/** What an English page says, without its marks. */
async function page(address: URL | string): Promise<string> {
  const headers = { accept: "text/html", "accept-language": "en" };
  const text = await (await fetch(address, { headers })).text();
  const signs = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return Object.entries(signs).reduce(
    (read, [escaped, sign]) => read.replaceAll(escaped, sign),
    text.replaceAll(/<[^>]*>/g, ""),
  );
}

/** What follows the name of a line, and what has no name. */
const values = (lines = ""): string[] =>
  lines.split("\n").map((line) => line.trim().replace(/^(?:sent|registered) {2,}/, ""));

describe("what was sent and what is registered are beside each other, on the page and in the terminal", () => {
  it.each([
    ["http://127.0.0.1:3000/auth/callback", HOSTS],
    ["http://[::1]:3000/auth/callback", HOSTS],
    [`${REDIRECT_URI}/`, "the slash counts"],
    [REDIRECT_URI.replace("http:", "https:"), "One begins with http, the other with https"],
    [REDIRECT_URI.replace("3000", "8080"), "The ports differ"],
    [REDIRECT_URI.replace("localhost:3000", "application.example:3000"), "The hosts differ"],
    [REDIRECT_URI.replace("callback", "retour"), "The paths differ"],
    [REDIRECT_URI.replace("callback", "Callback"), "but for capital letters"],
    [`${REDIRECT_URI}?provider=mock`, "What follows the question mark"],
    [`"${REDIRECT_URI}"`, "but for quotes"],
    [`${REDIRECT_URI} `, undefined],
  ])("for the redirect URI %s", async (redirect_uri, difference) => {
    const text = await page(application.authorizationUrl({ redirect_uri }));
    if (difference === undefined) {
      // Parsing takes the space away: the provider compares so.
      expect(told).toEqual([]);
      return;
    }
    expect(told).toHaveLength(1);
    expect(values(told[0])).toEqual([
      "What was sent is not what is registered:",
      "redirect_uri",
      redirect_uri,
      REDIRECT_URI,
      expect.stringContaining(difference),
      "In an application of this kit: MONCOMPTEPRO_BASE_URL or MONCOMPTEPRO_REDIRECT_URI",
      "At this provider: --redirect-uri, or the same in a file of clients.",
    ]);
    for (const value of values(told[0]).slice(1)) expect(text).toContain(value);
  });

  it("for a client id that has quotes, and marks that would write into the terminal", async () => {
    await page(application.authorizationUrl({ client_id: `"${mock.clientId}"` }));
    expect(values(told[0])).toEqual(
      expect.arrayContaining([
        `"${mock.clientId}"`,
        mock.clientId,
        "The same, but for quotes around it.",
        "In an application of this kit: MONCOMPTEPRO_CLIENT_ID",
      ]),
    );
    const text = await page(application.authorizationUrl({ client_id: "<b>\u001b[2J" }));
    expect(told[1]).toContain(String.raw`<b>\u{1b}[2J`);
    expect(text).toContain(String.raw`<b>\u{1b}[2J`);
  });

  it("for the post-logout redirect URI", async () => {
    const sent = AFTER.replace("localhost", "127.0.0.1");
    const query = new URLSearchParams({ client_id: mock.clientId, post_logout_redirect_uri: sent });
    const text = await page(`${mock.url}/oauth/logout?${query.toString()}`);
    expect(values(told[0])).toEqual(
      expect.arrayContaining(["post_logout_redirect_uri", sent, AFTER, "http://localhost:3000/"]),
    );
    for (const value of values(told[0]).slice(1)) expect(text).toContain(value);
  });
});

describe("where no page is shown, the terminal says it", () => {
  it("for a scope", async () => {
    await application.start(browser, { scope: "openid phone idp_id" });
    expect(values(told[0])).toEqual([
      "What was sent is not what is registered:",
      "scope",
      "idp_id",
      expect.stringContaining("openid email profile"),
      "In an application of this kit: MONCOMPTEPRO_SCOPE",
      "At this provider: --scope, or the same in a file of clients.",
    ]);
  });

  it("for a secret, and shows it to no eye", async () => {
    await application.token({ code: "none", client_secret: "the-secret\n" });
    expect(values(told[0])).toEqual([
      "What was sent is not what is registered:",
      "client_secret",
      "The secret that was sent is not the one registered.",
      "The same, but for spaces or line breaks around it.",
      "In an application of this kit: MONCOMPTEPRO_CLIENT_SECRET",
      "At this provider: --client-secret, or the same in a file of clients.",
    ]);
    expect(told[0]).not.toContain("the-secret");
  });

  it("for the way in which the client proves who it is", async () => {
    const authorization = `Basic ${btoa(`${mock.clientId}:the-secret`)}`;
    await application.token({ code: "none" }, { authorization });
    expect(values(told[0])).toEqual(
      expect.arrayContaining([
        "client_secret_basic",
        "client_secret_post",
        expect.stringContaining("AUTHENT"),
      ]),
    );
  });
});

it("names the client that an assertion alone names, and shows the beginning of a long id", async () => {
  const client_id = "x".repeat(400);
  const client_assertion = new UnsecuredJWT({ sub: client_id }).encode();
  await application.token({ code: "none", client_id: "", client_secret: "", client_assertion });
  expect(values(told[0])).toEqual(expect.arrayContaining(["client_id", `${"x".repeat(300)}…`]));
});

describe("of several addresses that are registered", () => {
  it.each([
    ["https://localhost/callback", "https://localhost:8443/callback", ["scheme"]],
    ["http://localhost:3000/other", "https://localhost:8443/callback", ["scheme", "port"]],
    ["http://localhost:3000/other", "http://application.example:3000/callback", ["path"]],
  ])("%s and %s, the nearest counts", (one, other, differences) => {
    expect(nearestDifferences("http://localhost:3000/callback", [one, other])).toEqual(differences);
  });
});

it("says nothing of a login that is as it is registered", async () => {
  const { tokens } = await application.finish(await application.logIn(browser, "town-hall-agent"));
  const query = new URLSearchParams({
    id_token_hint: tokens.id_token ?? "",
    post_logout_redirect_uri: AFTER,
  });
  await browser.open(`/oauth/logout?${query.toString()}`);
  expect(told).toEqual([]);
});
