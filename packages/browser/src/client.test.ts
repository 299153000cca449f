import type { Page, Route } from "@playwright/test";
import { expect, test } from "../test/site.js";
import type * as kit from "./index.js";

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

test("user() gives undefined when no person is, and leaves the console quiet", async ({ page, site }) => {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  site.routes["GET /auth/me"] = { body: { user: null } };
  expect(await page.evaluate(async () => (await createClient().user()) === undefined)).toBe(true);
  expect(lines).toEqual([]);
});

test("login() goes to the login and back here, query and fragment included", async ({ page, site }) => {
  await page.evaluate(() => void createClient().login());
  await page.waitForURL("**/auth/login**");
  const address = new URL(page.url());
  expect(address.pathname).toBe("/auth/login");
  expect([...address.searchParams]).toEqual([["returnTo", "/dossiers?page=2&q=%C3%A9t%C3%A9#third"]]);
  expect(address.origin).toBe(site.origin);
});

test("login({ returnTo }) comes back elsewhere, under another path of the routes", async ({ page }) => {
  await page.evaluate(() => void createClient({ path: "/app/session" }).login({ returnTo: "/a?b=c&d=e#f" }));
  await page.waitForURL("**/app/session/login?returnTo=%2Fa%3Fb%3Dc%26d%3De%23f");
});

test("logout() posts, then goes where the answer says", async ({ page, site }) => {
  site.routes["POST /auth/logout"] = { body: { location: "/goodbye?state=1" } };
  await page.evaluate(() => void createClient().logout());
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
    message: "network: /auth/me?optional",
    cause: "object",
  });
});

const unexpected = {
  "an error that says nothing": { status: 500, body: {} },
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

test("an error of the server keeps the server's code", async ({ page, site }) => {
  site.routes["POST /auth/logout"] = { status: 403, body: { code: "cross_origin_request" } };
  expect(await failure(page, "logout")).toMatchObject({ code: "cross_origin_request", cause: 403 });
});

test("user() asks once for all who want to know, and again after the session's end", async ({
  page,
  site,
}) => {
  site.routes["GET /auth/me"] = { body: { user: USER, expiresAt: new Date(Date.now() + 3600_000) } };
  await page.evaluate(async () => {
    const client = createClient();
    await Promise.all([client.user(), client.user(), client.user()]);
    await client.user();
  });
  expect(site.requests).toEqual(["GET /auth/me?optional"]);
  site.routes["GET /auth/me"] = { body: { user: USER, expiresAt: new Date(Date.now() - 1000) } };
  await page.evaluate(async () => {
    const client = createClient();
    await client.user();
    await client.user();
  });
  expect(site.requests.length).toBe(3);
});

test("after a failure user() asks again", async ({ page, site }) => {
  site.routes["GET /auth/me"] = { status: 503, body: { code: "store_unavailable" } };
  await page.evaluate(async () => {
    Object.assign(window, { client: createClient() });
    await (window as unknown as { client: kit.Client }).client.user().catch(() => undefined);
  });
  site.routes["GET /auth/me"] = { body: { user: USER } };
  expect(await page.evaluate(() => (window as unknown as { client: kit.Client }).client.user())).toEqual(
    USER,
  );
});

test("subscribe() tells who it is now, each change also of another tab, and no more after its end", async ({
  page,
  context,
  site,
}) => {
  site.routes["GET /auth/me"] = { body: { user: null } };
  site.routes["POST /auth/logout"] = { body: { location: "/goodbye" } };
  const other = await context.newPage();
  await other.goto(page.url());
  await other.waitForFunction(() => document.title === "Ready");
  await page.evaluate(() => {
    const told: unknown[] = [];
    const stop = createClient().subscribe((user) => told.push(user?.sub ?? null));
    Object.assign(window, { told, stop });
  });
  const told = (): Promise<unknown> => page.evaluate(() => (window as unknown as { told: unknown }).told);
  await expect.poll(told).toEqual([null]);

  // A person logs in in the other tab, which had seen none before.
  await other.evaluate(() => {
    const client = createClient();
    Object.assign(window, { client });
    return client.user();
  });
  site.routes["GET /auth/me"] = { body: { user: USER, expiresAt: new Date(0) } };
  await other.evaluate(async () => {
    document.dispatchEvent(new Event("visibilitychange"));
    await (window as unknown as { client: kit.Client }).client.user();
  });
  await expect.poll(told).toEqual([null, "1"]);

  site.routes["GET /auth/me"] = { body: { user: null } };
  await other.evaluate(() => void (window as unknown as { client: kit.Client }).client.logout());
  await expect.poll(told).toEqual([null, "1", null]);
  await page.evaluate(() => (window as unknown as { stop: () => void }).stop());
  site.routes["GET /auth/me"] = { body: { user: USER } };
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  expect(await told()).toEqual([null, "1", null]);
});

/** A client of the page with a listener, and what that was told so far. */
async function listen(page: Page): Promise<() => Promise<unknown>> {
  await page.evaluate(() => {
    const [told, client] = [[] as unknown[], createClient()];
    client.subscribe((user) => told.push(user?.sub ?? null));
    Object.assign(window, { told, client });
  });
  return () => page.evaluate(() => (window as unknown as { told: unknown }).told);
}

test("subscribe() is told of a login and of another person in a tab that was loaded since", async ({
  page,
  context,
  site,
}) => {
  site.routes["GET /auth/me"] = { body: { user: null } };
  const told = await listen(page);
  await expect.poll(told).toEqual([null]);
  const other = await context.newPage();
  for (const [sub, expiresAt] of [
    ["1", "2100-01-01T00:00:00Z"],
    ["2", "2100-01-01T00:00:01Z"],
  ]) {
    site.routes["GET /auth/me"] = { body: { user: { ...USER, sub }, expiresAt } };
    await other.goto(page.url());
    await other.waitForFunction(() => document.title === "Ready");
    await other.evaluate(() => createClient().user());
    await expect.poll(async () => ((await told()) as unknown[]).at(-1)).toBe(sub);
  }
});

test("a late answer takes no newer one's place, nor that of a logout", async ({ page, site }) => {
  const asked: Route[] = [];
  await page.route("**/auth/me?optional", (route) => void asked.push(route));
  site.routes["POST /auth/logout"] = { body: { location: "#goodbye" } };
  const told = await listen(page);
  await expect.poll(() => asked.length).toBe(1);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect.poll(() => asked.length).toBe(2);
  await asked[1]?.fulfill({ json: { user: { ...USER, sub: "new" } } });
  await expect.poll(told).toEqual(["new"]);
  await asked[0]?.fulfill({ json: { user: { ...USER, sub: "old" } } });
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect.poll(() => asked.length).toBe(3);
  await page.evaluate(() => (window as unknown as { client: kit.Client }).client.logout());
  await asked[2]?.fulfill({ json: { user: { ...USER, sub: "late" } } });
  const last = await page.evaluate(() => (window as unknown as { client: kit.Client }).client.user());
  expect(last).toBeUndefined();
  expect(await told()).toEqual(["new", null]);
});

test("a first failure does not leave listeners deaf, and one that throws silences no other", async ({
  page,
  site,
}) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  site.routes["GET /auth/me"] = { status: 502, body: "" };
  await page.evaluate(() => {
    const [told, client] = [[] as unknown[], createClient()];
    client.subscribe(() => {
      throw new Error("mine");
    });
    client.subscribe((user) => told.push(user?.sub ?? null));
    Object.assign(window, { told });
  });
  await expect.poll(() => site.requests.length).toBeGreaterThan(0);
  site.routes["GET /auth/me"] = { body: { user: USER } };
  await expect
    .poll(() =>
      page.evaluate(() => {
        document.dispatchEvent(new Event("visibilitychange"));
        return (window as unknown as { told: unknown }).told;
      }),
    )
    .toEqual(["1"]);
  await expect.poll(() => errors).toEqual(["mine"]);
});

test("fetch() gives answers as they are, and turns a 401 into a login that comes back here", async ({
  page,
  site,
}) => {
  site.routes["GET /api/1"] = { body: { a: 1 } };
  site.routes["GET /api/2"] = { status: 403, body: { a: 2 } };
  site.routes["GET /api/3"] = { status: 401, body: { code: "not_authenticated" } };
  const statuses = await page.evaluate(async () => {
    const client = createClient();
    return [(await client.fetch("/api/1")).status, (await client.fetch("/api/2", { method: "GET" })).status];
  });
  expect(statuses).toEqual([200, 403]);
  const code = page.evaluate(async () => {
    const error: unknown = await createClient()
      .fetch("/api/3")
      .catch((thrown: unknown) => thrown);
    return (error as kit.ClientError).code;
  });
  await Promise.all([
    page.waitForURL("**/auth/login?returnTo=%2Fdossiers%3Fpage%3D2%26q%3D%25C3%25A9t%25C3%25A9%23third"),
    code.then(
      (value) => expect(value).toBe("not_authenticated"),
      () => undefined,
    ),
  ]);
});

test("fetch() lets an abort through", async ({ page }) => {
  const name = await page.evaluate(async () => {
    const error: unknown = await createClient()
      .fetch("/api", { signal: AbortSignal.abort() })
      .catch((thrown: unknown) => thrown);
    return (error as Error).name;
  });
  expect(name).toBe("AbortError");
});

/** Whether the page's own way goes on after the event of a button. */
const goesOn = (page: Page, href: string, more: { mode?: string; newTab?: boolean } = {}): Promise<boolean> =>
  page.evaluate(
    (detail) =>
      document.body.dispatchEvent(
        new CustomEvent("moncomptepro-login", { bubbles: true, composed: true, cancelable: true, detail }),
      ),
    { mode: "link", href, ...more },
  );

test("connect() lets buttons log in through the client, as they say and back to here; and lets go of them", async ({
  page,
}) => {
  await page.evaluate(() => createClient().connect(document)());
  expect(await goesOn(page, "/auth/login")).toBe(true);
  await page.evaluate(() => void createClient().connect(document));
  expect(await goesOn(page, "/auth/login?prompt=login")).toBe(false);
  await page.waitForURL((url) => url.pathname === "/auth/login");
  expect([...new URL(page.url()).searchParams]).toEqual([
    ["prompt", "login"],
    ["returnTo", "/dossiers?page=2&q=%C3%A9t%C3%A9#third"],
  ]);
});

test("several providers have a login each, from a button and from code", async ({ page }) => {
  await page.evaluate(() => void createClient().connect(document));
  expect(await goesOn(page, "/auth/login/franceconnect", { mode: "form" })).toBe(true);
  expect(await goesOn(page, "/auth/login/franceconnect")).toBe(false);
  const comesBackHere = (url: URL): boolean =>
    url.pathname === "/auth/login/franceconnect" &&
    url.searchParams.get("returnTo") === "/dossiers?page=2&q=%C3%A9t%C3%A9#third";
  await page.waitForURL(comesBackHere);
  await page.goBack();
  await page.evaluate(() => void createClient().login({ provider: "franceconnect" }));
  await page.waitForURL(comesBackHere);
});

test("connect() leaves a returnTo, forms, addresses elsewhere and clicks that open a tab as they are", async ({
  page,
}) => {
  await page.evaluate(() => void createClient().connect(document));
  expect(await goesOn(page, "/auth/login", { mode: "form" })).toBe(true);
  expect(await goesOn(page, "/auth/login", { newTab: true })).toBe(true);
  expect(await goesOn(page, "https://login.other.example/start")).toBe(true);
  expect(await goesOn(page, "/elsewhere")).toBe(true);
  expect(await goesOn(page, "/auth/login-help?a=1")).toBe(true);
  expect(await goesOn(page, "/auth/login?returnTo=/compte")).toBe(false);
  await page.waitForURL("**/auth/login?returnTo=%2Fcompte");
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

test("an option that is unknown is refused by its name", async ({ page }) => {
  const message = await page.evaluate(() => {
    try {
      createClient({ redirectURI: "/spa" } as object);
      return "taken";
    } catch (error) {
      return String(error);
    }
  });
  expect(message).toBe("TypeError: unknown option redirectURI");
});

test("after a logout that the server could not finish no person is known, and the page learns why", async ({
  page,
  site,
}) => {
  site.routes["GET /auth/me"] = { body: { user: USER } };
  site.routes["POST /auth/logout"] = { status: 503, body: { code: "logout_incomplete" } };
  const seen = await page.evaluate(async () => {
    const client = createClient();
    const before = await client.user();
    const code = await client.logout().catch((error: unknown) => (error as { code?: string }).code);
    return [before?.sub, code, (await client.user())?.sub];
  });
  expect(seen).toEqual([USER.sub, "logout_incomplete", undefined]);
});
