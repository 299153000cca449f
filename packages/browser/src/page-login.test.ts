import type { Page } from "@playwright/test";
import { expect, test, type Site } from "../test/site.js";
import type { LoginOptions } from "./index.js";

const USER = {
  sub: "1",
  issuer: "https://provider.test",
  provider: "moncomptepro",
  authentication: { acrProven: false },
};

/** Begins a login, and gives what the provider is asked. */
async function begin(page: Page, site: Site, options?: LoginOptions): Promise<URLSearchParams> {
  site.routes["GET /auth/provider"] = {
    body: {
      issuer: "https://provider.test",
      authorizationEndpoint: `${site.origin}/authorize`,
      clientId: "client",
      scope: "openid email",
    },
  };
  site.routes["GET /auth/me"] = { body: { user: null } };
  await page.evaluate(
    (given) => void createClient({ redirectUri: `${location.origin}/spa` }).login(given),
    options,
  );
  await page.waitForURL("**/authorize?**");
  return new URL(page.url()).searchParams;
}

/** Comes back to the page, and finishes there. */
async function finish(page: Page, site: Site, answer: Record<string, string>): Promise<unknown> {
  await page.goto(`${site.origin}/spa?${new URLSearchParams(answer).toString()}`);
  await page.waitForFunction(() => document.title === "Ready");
  return page.evaluate(async () => {
    try {
      const client = createClient({ redirectUri: `${location.origin}/spa` });
      // Twice, as the effects of some frameworks do.
      const [once] = await Promise.all([client.handleCallback(), client.handleCallback()]);
      return once ?? "nothing";
    } catch (error) {
      return error instanceof ClientError ? error.code : String(error);
    }
  });
}

const posted = (site: Site): string[] => site.requests.filter((request) => request.startsWith("POST"));

test("makes state, nonce and verifier, checks the answer, and posts what the server needs, once", async ({
  page,
  site,
}) => {
  const asked = await begin(page, site);
  expect(Object.fromEntries(asked)).toEqual({
    response_type: "code",
    client_id: "client",
    redirect_uri: `${site.origin}/spa`,
    scope: "openid email",
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: "S256",
  });
  site.routes["POST /auth/callback"] = { body: { user: USER, expiresAt: "2100-01-01T00:00:00Z" } };
  const answer = { code: "secret-code", state: asked.get("state") ?? "", iss: "https://provider.test" };
  const finished = await finish(page, site, answer);
  expect(finished).toEqual({ user: USER, returnTo: "/dossiers?page=2&q=%C3%A9t%C3%A9#third" });
  expect(posted(site)).toEqual(["POST /auth/callback"]);

  const body = JSON.parse(site.body) as Record<string, string>;
  const { code_verifier: verifier = "", ...rest } = body;
  expect(rest).toEqual({ ...answer, redirect_uri: `${site.origin}/spa`, nonce: asked.get("nonce") });
  const challenge = await page.evaluate(async (text) => {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
    return btoa(String.fromCharCode(...digest))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replace(/=+$/, "");
  }, verifier);
  expect(challenge).toBe(asked.get("code_challenge"));

  expect(page.url()).toBe(`${site.origin}/spa`);
  expect(site.headers["referer"] ?? "").not.toContain("secret-code");
  expect(
    await page.evaluate(() => JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])),
  ).not.toContain(verifier);
});

test("knows the person afterwards without asking", async ({ page, site }) => {
  const asked = await begin(page, site);
  site.routes["POST /auth/callback"] = { body: { user: USER, expiresAt: "2100-01-01T00:00:00Z" } };
  await page.goto(`${site.origin}/spa?code=c&state=${asked.get("state")}&iss=https://provider.test`);
  await page.waitForFunction(() => document.title === "Ready");
  const before = site.requests.filter((request) => request.includes("/me")).length;
  const user = await page.evaluate(async () => {
    const client = createClient({ redirectUri: `${location.origin}/spa` });
    await client.handleCallback();
    return client.user();
  });
  expect(user).toEqual(USER);
  expect(site.requests.filter((request) => request.includes("/me")).length).toBe(before);
});

test("two logins of one tab don't disturb each other", async ({ page, site }) => {
  const first = await begin(page, site);
  await page.goto(`${site.origin}/other`);
  await page.waitForFunction(() => document.title === "Ready");
  await begin(page, site);
  site.routes["POST /auth/callback"] = { body: { user: USER } };
  const iss = "https://provider.test";
  expect(await finish(page, site, { code: "c", state: first.get("state") ?? "", iss })).toMatchObject({
    returnTo: expect.stringContaining("/dossiers"),
  });
});

test.describe("sends nothing to the server", () => {
  test("when the answer is of another issuer (RFC 9207)", async ({ page, site }) => {
    const asked = await begin(page, site);
    const answer = { code: "c", state: asked.get("state") ?? "", iss: "https://evil.test" };
    expect(await finish(page, site, answer)).toBe("issuer_mismatch");
    expect(posted(site)).toEqual([]);
  });

  test("when this tab began no such login (login CSRF)", async ({ page, site }) => {
    await begin(page, site);
    const answer = { code: "c", state: "other", iss: "https://provider.test" };
    expect(await finish(page, site, answer)).toBe("login_expired");
    expect(posted(site)).toEqual([]);
    expect(page.url()).toBe(`${site.origin}/spa`);
  });

  test("when the person refused", async ({ page, site }) => {
    const asked = await begin(page, site);
    const answer = { error: "access_denied", state: asked.get("state") ?? "", iss: "https://provider.test" };
    expect(await finish(page, site, answer)).toBe("access_denied");
    expect(posted(site)).toEqual([]);
  });

  test("when the address tells of no login", async ({ page, site }) => {
    await begin(page, site);
    expect(await finish(page, site, { page: "2" })).toBe("nothing");
    expect(page.url()).toBe(`${site.origin}/spa?page=2`);
  });
});

test("an old answer opened again is no error while a person is logged in", async ({ page, site }) => {
  const asked = await begin(page, site);
  site.routes["POST /auth/callback"] = { body: { user: USER } };
  const answer = { code: "c", state: asked.get("state") ?? "", iss: "https://provider.test" };
  await finish(page, site, answer);
  site.routes["GET /auth/me"] = { body: { user: USER } };
  expect(await finish(page, site, answer)).toEqual({ user: USER, returnTo: "/spa" });
  expect(posted(site).length).toBe(1);
});

test("what the server refuses keeps its code", async ({ page, site }) => {
  const asked = await begin(page, site);
  site.routes["POST /auth/callback"] = { status: 403, body: { code: "login_refused" } };
  const answer = { code: "c", state: asked.get("state") ?? "", iss: "https://provider.test" };
  expect(await finish(page, site, answer)).toBe("login_refused");
});

test("without redirectUri handleCallback() says what is missing", async ({ page }) => {
  const message = await page.evaluate(() =>
    createClient()
      .handleCallback()
      .catch((error: unknown) => String(error)),
  );
  expect(message).toContain("needs the option redirectUri");
});

test("goes where the application wants a person first whom it did not log in, and begins nothing else", async ({
  page,
  site,
}) => {
  const asked = await begin(page, site);
  site.routes["POST /auth/callback"] = { body: { user: null, location: "/sign-up?step=1" } };
  const answer = { code: "c", state: asked.get("state") ?? "", iss: "https://provider.test" };
  await page.goto(`${site.origin}/spa?${new URLSearchParams(answer).toString()}`);
  await page.waitForFunction(() => document.title === "Ready");
  await page.evaluate(() => {
    const client = createClient({ redirectUri: `${location.origin}/spa` });
    const settled = (outcome: string) => (): void => sessionStorage.setItem("settled", outcome);
    void client.handleCallback().then(settled("done"), settled("failed"));
  });
  await page.waitForURL("**/sign-up?step=1");
  expect(await page.evaluate(() => sessionStorage.getItem("settled"))).toBe(null);
  expect(posted(site)).toEqual(["POST /auth/callback"]);
  expect(await page.evaluate(async () => (await createClient().user()) ?? "nobody")).toBe("nobody");
});

test("a returnTo beside the application, or to its routes, becomes the home page that the server names", async ({
  page,
  site,
}) => {
  site.routes["GET /app/auth/provider"] = {
    body: {
      issuer: "https://provider.test",
      authorizationEndpoint: `${site.origin}/authorize`,
      clientId: "client",
      scope: "openid email",
      home: "/app/",
    },
  };
  const keptFor = async (returnTo: string): Promise<unknown> => {
    await page.goto(`${site.origin}/app/spa`);
    await page.waitForFunction(() => document.title === "Ready");
    await page.evaluate((given) => {
      const client = createClient({ path: "/app/auth", redirectUri: `${location.origin}/app/spa` });
      void client.login({ returnTo: given });
    }, returnTo);
    await page.waitForURL("**/authorize?**");
    const state = new URL(page.url()).searchParams.get("state");
    const attempt = await page.evaluate(
      (name) => sessionStorage.getItem(`moncomptepro ${name}`) ?? "{}",
      state,
    );
    return (JSON.parse(attempt) as { returnTo?: string }).returnTo;
  };
  expect(await keptFor("/other")).toBe("/app/");
  expect(await keptFor("/app/auth/logout")).toBe("/app/");
  expect(await keptFor("/app/dossiers")).toBe("/app/dossiers");
});

for (const returnTo of [
  "javascript:alert(1)",
  "//evil.test/",
  "https://evil.test/",
  "/\\evil.test",
  "/\t/evil.test",
]) {
  test(`a returnTo that leaves the application becomes its home page: ${JSON.stringify(returnTo)}`, async ({
    page,
    site,
  }) => {
    const asked = await begin(page, site, { returnTo });
    site.routes["POST /auth/callback"] = { body: { user: USER, expiresAt: "2100-01-01T00:00:00Z" } };
    const answer = { code: "c", state: asked.get("state") ?? "", iss: "https://provider.test" };
    expect(await finish(page, site, answer)).toEqual({ user: USER, returnTo: "/" });
  });
}

test("a state of the page's own is no answer of a provider", async ({ page, site }) => {
  site.routes["GET /auth/me"] = { body: { user: USER } };
  expect(await finish(page, site, { state: "open", tab: "2" })).toBe("nothing");
  expect(page.url()).toMatch(/\/spa\?state=open&tab=2$/);
});
