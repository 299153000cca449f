import type { Page } from "@playwright/test";
import type * as kit from "./index.js";
import { expect, test } from "../test/site.js";

declare global {
  /** The page of the tests puts what the file exports there. */
  const { createClient, ClientError }: typeof kit;
}

const USER = {
  sub: "1",
  issuer: "https://app.moncomptepro.beta.gouv.fr",
  provider: "moncomptepro",
  email: "agent@mairie.example",
  organization: { siret: "21750001600019", siren: "217500016", label: "Ville de Paris" },
  authentication: { acrProven: false },
};

/** How the call failed, as the page sees it. */
function failure(page: Page, call: "user" | "logout"): Promise<unknown> {
  return page.evaluate(async (name) => {
    try {
      await createClient()[name]();
      return "no error";
    } catch (error) {
      if (!(error instanceof ClientError)) return String(error);
      const { name: type, code, message, cause } = error;
      return { type, code, message, cause: cause instanceof Response ? cause.status : typeof cause };
    }
  }, call);
}

test("user() gives the person who is logged in", async ({ page, site }) => {
  site.routes["GET /auth/me"] = { body: { user: USER, expiresAt: "2026-11-20T12:00:00Z" } };
  expect(await page.evaluate(() => createClient().user())).toEqual(USER);
  expect(site.requests).toEqual(["GET /auth/me?optional"]);
  expect(site.headers).toMatchObject({ accept: "application/json", "cache-control": "no-cache" });
});

test("user() gives undefined when nobody is, and leaves the console quiet", async ({ page, site }) => {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  site.routes["GET /auth/me"] = { body: { user: null } };
  expect(await page.evaluate(async () => (await createClient().user()) === undefined)).toBe(true);
  expect(lines).toEqual([]);
});

test("login() goes to the login and back here, query and fragment included", async ({ page, site }) => {
  await page.evaluate(() => createClient().login());
  await page.waitForURL("**/auth/login**");
  const address = new URL(page.url());
  expect(address.pathname).toBe("/auth/login");
  expect([...address.searchParams]).toEqual([["returnTo", "/dossiers?page=2&q=%C3%A9t%C3%A9#third"]]);
  expect(address.origin).toBe(site.origin);
});

test("login({ returnTo }) comes back elsewhere, under another path of the routes", async ({ page }) => {
  await page.evaluate(() => createClient({ path: "/app/session" }).login({ returnTo: "/a?b=c&d=e#f" }));
  await page.waitForURL("**/app/session/login?returnTo=%2Fa%3Fb%3Dc%26d%3De%23f");
});

test("logout() posts, then goes where the answer says", async ({ page, site }) => {
  site.routes["POST /auth/logout"] = { body: { location: "/goodbye?state=1" } };
  await page.evaluate(() => createClient().logout());
  await page.waitForURL("**/goodbye?state=1");
  expect(site.requests).toEqual(["POST /auth/logout"]);
  expect(site.headers).toMatchObject({ accept: "application/json", "sec-fetch-site": "same-origin" });
});

test("cookies of the application go along", async ({ page, site }) => {
  site.routes["GET /auth/me"] = { body: { user: null } };
  await page.evaluate(() => (document.cookie = "session=1"));
  await page.evaluate(() => createClient().user());
  expect(site.headers["cookie"]).toBe("session=1");
});

test("no answer is a network error that keeps its cause", async ({ page, context }) => {
  await context.setOffline(true);
  expect(await failure(page, "user")).toEqual({
    type: "ClientError",
    code: "network",
    message: "GET /auth/me?optional got no answer.",
    cause: "object",
  });
});

const unexpected = {
  "an error of the server": { status: 500, body: { code: "internal" } },
  "a page instead of JSON": { headers: { "content-type": "text/html" }, body: "<!doctype html>" },
  "JSON that is no object": { body: "null" },
  "not logged in, from a server that doesn't know `optional`": { status: 401, body: {} },
};
for (const [name, answer] of Object.entries(unexpected)) {
  test(`${name} is an unexpected answer, with the response`, async ({ page, site }) => {
    site.routes["GET /auth/me"] = answer;
    site.routes["POST /auth/logout"] = answer;
    const status = "status" in answer ? answer.status : 200;
    expect(await failure(page, "user")).toMatchObject({ code: "unexpected_answer", cause: status });
    expect(await failure(page, "logout")).toMatchObject({ code: "unexpected_answer", cause: status });
  });
}

test("JSON without what it is asked for is an unexpected answer", async ({ page, site }) => {
  site.routes["GET /auth/me"] = { body: { user: "somebody" } };
  site.routes["POST /auth/logout"] = { body: { location: 1 } };
  expect(await failure(page, "user")).toMatchObject({ code: "unexpected_answer" });
  expect(await failure(page, "logout")).toMatchObject({ code: "unexpected_answer" });
  expect(new URL(page.url()).pathname).toBe("/dossiers");
});

test("it works under connect-src 'self'", async ({ page, site }) => {
  site.routes["GET /strict"] = {
    headers: {
      "content-type": "text/html",
      "content-security-policy": "default-src 'none'; script-src 'self'; connect-src 'self'",
    },
    body: `<!doctype html><title>Strict</title><script type="module" src="/strict.js"></script>`,
  };
  site.routes["GET /strict.js"] = {
    headers: { "content-type": "text/javascript" },
    body: `import { createClient } from "/moncomptepro-browser.js"; document.title = (await createClient().user()).sub;`,
  };
  site.routes["GET /auth/me"] = { body: { user: USER } };
  await page.goto(`${site.origin}/strict`);
  await expect(page).toHaveTitle("1");
});
