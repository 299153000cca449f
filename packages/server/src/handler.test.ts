import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { moncomptepro } from "@moncomptepro/profiles";
import {
  APPLICATION,
  Browser,
  comeBack,
  createApplication,
  errorCode,
  logIn,
  start,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { memoryStore } from "../test/memory-store.js";
import type { Auth, AuthOptions } from "./index.js";

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;
const create = (options?: AuthOptions): Auth => createApplication(provider, options);

const json = { accept: "application/json", "sec-fetch-dest": "empty" };
const me = async (from = browser): Promise<Record<string, unknown>> =>
  (await (await from.open("/auth/me?optional", { headers: json })).json()) as Record<string, unknown>;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  auth = create();
  browser = new Browser(auth);
});
afterEach(() => vi.useRealTimers());

/** Lets the clock run without waiting. */
function later(seconds: number): void {
  const time = Date.now() + seconds * 1000;
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(time);
}

test("a path that isn't ours is the application's", async () => {
  for (const path of [
    "/",
    "/auth",
    "/auth/",
    "/auth/other",
    "/auth/login//",
    "//auth/login",
    "/Auth/login",
  ]) {
    expect(auth.owns({ url: path, headers: {} })).toBe(false);
    expect(await auth.handler(new Request(`${APPLICATION}${path}`))).toBeUndefined();
  }
});

describe("the login route", () => {
  test("asks for what the settings say, and for nothing that was not allowed", async () => {
    const asked = await start(
      browser,
      "/auth/login?prompt=login&scope=evil&redirect_uri=https://evil.test&client_id=x",
    );
    expect(Object.fromEntries(asked)).toEqual({
      response_type: "code",
      client_id: "application",
      redirect_uri: `${APPLICATION}/auth/callback`,
      scope: "openid email profile organization",
      state: expect.stringMatching(/^[\w-]{32}$/),
      nonce: expect.stringMatching(/^[\w-]{32}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
      // So that a later login keeps the recency that this one proves.
      claims: '{"id_token":{"auth_time":{"essential":true}}}',
    });
  });

  test("passes on the parameters that are allowed", async () => {
    browser = new Browser(create({ allowLoginParameters: ["prompt", "siret_hint"] }));
    const asked = await start(
      browser,
      "/auth/login?prompt=select_organization&siret_hint=21920023500014&login_hint=a@b.fr",
    );
    expect(asked.get("prompt")).toBe("select_organization");
    expect(asked.get("siret_hint")).toBe("21920023500014");
    expect(asked.has("login_hint")).toBe(false);
  });

  test.each(["select_organization", "zz"])("a prompt that the provider does not know: %s", async (prompt) => {
    browser = new Browser(create({ provider: "proconnect", allowLoginParameters: ["prompt"] }));
    expect((await start(browser, `/auth/login?prompt=${prompt}`)).has("prompt")).toBe(false);
  });
  test("a silent login that the provider does not know is refused: nothing else would be silent", async () => {
    const prompts = moncomptepro.authorization.prompts.filter((prompt) => prompt !== "none");
    const loud = { ...moncomptepro, authorization: { ...moncomptepro.authorization, prompts } };
    browser = new Browser(create({ provider: loud, allowLoginParameters: ["prompt"] }));
    expect(await errorCode(await browser.open("/auth/login?prompt=none"))).toBe("parameter_refused");
  });

  test("a form gets a page that goes on by itself: a redirect would break form-action 'self'", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const response = await browser.open("/auth/login", {
      method: "POST",
      headers,
      body: "returnTo=/dossiers",
    });
    expect(response.status).toBe(200);
    const [, address] = /^0; url=(.*)$/.exec(response.headers.get("refresh") ?? "") ?? [];
    expect(address).toContain(`${provider.issuer}/authorize?`);
    expect(await response.text()).toContain(`href="${address?.replaceAll("&", "&amp;")}"`);
    expect(response.headers.get("content-security-policy")).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
  });

  test("the fields of a form win over its address", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const init = { method: "POST", headers, body: "returnTo=/of-the-form" };
    const response = await browser.open("/auth/login?returnTo=/of-the-address", init);
    const [, address = ""] = /^0; url=(.*)$/.exec(response.headers.get("refresh") ?? "") ?? [];
    const asked = new URL(address).searchParams;
    provider.nonce = asked.get("nonce") ?? "";
    const back = await comeBack(browser, asked, provider);
    expect(back.headers.get("location")).toBe("/of-the-form");
  });

  test.each([
    ["a prefetch", { "sec-purpose": "prefetch;prerender" }, 503],
    ["an old prefetch", { purpose: "prefetch" }, 503],
    ["a script", { "sec-fetch-dest": "empty" }, 400],
    ["an image", { "sec-fetch-dest": "image" }, 400],
  ])("%s starts nothing", async (_what, headers, status) => {
    for (const method of ["GET", "POST"]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const response = await browser.open("/auth/login", { method, headers });
      expect([response.status, response.headers.getSetCookie()]).toEqual([status, []]);
    }
  });

  test("HEAD starts nothing", async () => {
    const response = await browser.open("/auth/login", { method: "HEAD" });
    expect([response.status, response.headers.getSetCookie()]).toEqual([204, []]);
  });

  test("a person who came by another name is sent to the right one first, but once only", async () => {
    const headers = { host: "127.0.0.1:8080" };
    const first = await browser.open("/auth/login?returnTo=/a", { headers });
    const location = first.headers.get("location") ?? "";
    expect(location).toBe(`${APPLICATION}/auth/login?returnTo=%2Fa&moved=1`);
    const second = await browser.open(location, { headers });
    expect(second.headers.get("location")).toContain("/authorize?");
  });

  test.each([
    ["/auth/login", 200],
    ["/auth/logout", 200],
  ])("a form of another site starts nothing: POST %s", async (address, own) => {
    const post = (site: string): Promise<Response> =>
      browser.open(address, { method: "POST", headers: { "sec-fetch-site": site } });
    for (const site of ["cross-site", "same-site", "none"]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const response = await post(site);
      expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
    }
    expect((await post("same-origin")).status).toBe(own);
  });

  test("neither loading in advance nor a script uses an answer of the provider up", async () => {
    const asked = await start(browser);
    provider.nonce = asked.get("nonce") ?? "";
    const answer = { code: "code", state: asked.get("state") ?? "", iss: provider.issuer };
    const back = `/auth/callback?${new URLSearchParams(answer).toString()}`;
    const inAdvance = await browser.open(back, { headers: { "sec-purpose": "prefetch" } });
    expect([inAdvance.status, inAdvance.headers.getSetCookie()]).toEqual([503, []]);
    const script = await browser.open(back, { headers: { "sec-fetch-dest": "empty" } });
    expect([script.status, script.headers.getSetCookie()]).toEqual([400, []]);
    expect((await browser.open(back)).headers.get("location")).toBe("/dossiers");
  });

  test("neither loading in advance nor a script uses the way back from a logout up", async () => {
    await browser.open("/auth/logout", { method: "POST" });
    const state = browser.cookies.get("__Host-moncomptepro.logout") ?? "";
    const back = `/auth/logout/callback?state=${state}`;
    for (const headers of [{ "sec-purpose": "prefetch" }, { "sec-fetch-dest": "empty" }]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const response = await browser.open(back, { headers: headers as Record<string, string> });
      expect([response.status >= 400, response.headers.getSetCookie()]).toEqual([true, []]);
    }
    expect((await browser.open(back)).status).toBe(303);
    expect(browser.cookies.has("__Host-moncomptepro.logout")).toBe(false);
  });

  test("the name of the host may be in capital letters", async () => {
    const headers = { host: new URL(APPLICATION).host.toUpperCase() };
    const response = await browser.open("/auth/login", { headers });
    expect(response.headers.get("location")).toContain("/authorize?");
  });

  test("a form that came by another name goes on to the right one, with its fields", async () => {
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const headers = { host: "127.0.0.1:8080", ...type };
    const response = await browser.open("/auth/login", { method: "POST", headers, body: "returnTo=/a" });
    expect([response.status, response.headers.get("refresh")]).toEqual([
      200,
      `0; url=${APPLICATION}/auth/login?returnTo=%2Fa&moved=1`,
    ]);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test("twenty abandoned transactions leave at most ten cookies and 4,096 bytes, the newest ones", async () => {
    const states: string[] = [];
    for (let attempt = 0; attempt < 20; attempt += 1) states.push((await start(browser)).get("state") ?? "");
    const names = [...browser.cookies.keys()];
    expect(names).toHaveLength(10);
    expect(names).toContain(`__Host-moncomptepro.login.${states.at(-1)}`);
    expect([...browser.cookies].join("").length).toBeLessThanOrEqual(4096);
  });

  test("the oldest transaction leaves first", async () => {
    const states: string[] = [];
    for (let tab = 0; tab < 12; tab += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one browser
      states.push((await start(browser)).get("state") ?? "");
      later(2);
    }
    const kept = [...browser.cookies.keys()].map((name) => name.replace("__Host-moncomptepro.login.", ""));
    expect(kept.toSorted()).toEqual(states.slice(-10).toSorted());
  });

  test("beside a large session all cookies together stay within 7,000 bytes", async () => {
    browser.cookies.set("__Host-moncomptepro.session", "x".repeat(3800));
    browser.cookies.set("__Host-moncomptepro.session.1", "x".repeat(2000));
    // oxlint-disable-next-line no-await-in-loop -- one browser
    for (let tab = 0; tab < 5; tab += 1) await start(browser);
    expect([...browser.cookies].flat().join("").length).toBeLessThanOrEqual(7000);
    expect([...browser.cookies.keys()].filter((name) => name.includes(".login."))).not.toEqual([]);
  });

  test("the browser keeps a transaction for an hour, and not until it is closed", async () => {
    const { headers } = await browser.open("/auth/login");
    expect(headers.getSetCookie()).toEqual([expect.stringContaining("Max-Age=3600;")]);
  });

  test("long return addresses make the oldest transactions leave, not the new one", async () => {
    for (let attempt = 0; attempt < 10; attempt += 1)
      await start(browser, `/auth/login?returnTo=/${"a".repeat(1000)}`);
    expect([...browser.cookies].join("").length).toBeLessThanOrEqual(4096);
    expect(browser.cookies.size).toBeGreaterThan(0);
  });

  test("a transaction lives for an hour", async () => {
    const asked = await start(browser);
    later(3601);
    const response = await browser.open(`/auth/callback?code=c&state=${asked.get("state")}`);
    expect(await errorCode(response)).toBe("login_expired");
  });

  test("one that is over leaves the browser with the next login", async () => {
    await start(browser);
    const [over = ""] = browser.cookies.keys();
    later(3601);
    await start(browser);
    expect(browser.cookies.size).toBe(1);
    expect(browser.cookies.has(over)).toBe(false);
  });
});

describe("the session", () => {
  test("cookies are __Host-, HttpOnly, Secure and SameSite=Lax; a new identifier with each login", async () => {
    const response = await logIn(browser, provider);
    const cookie = response.headers
      .getSetCookie()
      .find((each) => each.startsWith("__Host-moncomptepro.session="));
    expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const before = browser.cookies.get("__Host-moncomptepro.session");
    await logIn(browser, provider);
    expect(browser.cookies.get("__Host-moncomptepro.session")).not.toBe(before);
  });

  test("is renewed when a quarter of the idle time has passed, not before, in a cookie beside its own", async () => {
    await logIn(browser, provider);
    const cookie = (): string | undefined => browser.cookies.get("__Host-moncomptepro.session");
    const first = cookie();
    await me();
    expect([...browser.cookies.keys()]).not.toContain("__Host-moncomptepro.session.seen");
    later(901);
    await me();
    expect(cookie()).toBe(first);
    expect([...browser.cookies.keys()]).toContain("__Host-moncomptepro.session.seen");
  });

  test("ends when no request came for the idle time", async () => {
    await logIn(browser, provider);
    later(3600);
    expect(await me()).toEqual({ user: null });
  });

  test("ends at the absolute time, however often it was renewed", async () => {
    await logIn(browser, provider);
    for (let quarter = 0; quarter < 47; quarter += 1) {
      later(901);
      expect(await me()).toHaveProperty("user.sub");
    }
    later(901);
    expect(await me()).toEqual({ user: null });
  });

  test("one that a new login replaced serves what was on its way, then never again, however long it would last", async () => {
    let ended = 0;
    auth = create({ onLogout: () => void (ended += 1) });
    browser = new Browser(auth);
    await logIn(browser, provider);
    const copied = new Browser(auth);
    for (const [name, value] of browser.cookies) copied.cookies.set(name, value);
    await logIn(browser, provider);
    expect(await me(copied)).toHaveProperty("user.sub");
    later(31);
    expect(await me(copied)).toEqual({ user: null });
    expect(await me()).toHaveProperty("user.sub");
    expect(ended).toBe(0);
  });

  test("sixty transactions of the same instant are few again after one of them was finished", async () => {
    const asked = await Promise.all(
      Array.from({ length: 60 }, async () => {
        const tab = new Browser(auth);
        const parameters = await start(tab);
        for (const [name, value] of tab.cookies) browser.cookies.set(name, value);
        return parameters;
      }),
    );
    provider.nonce = asked[0]?.get("nonce") ?? "";
    await comeBack(browser, asked[0] ?? new URLSearchParams(), provider);
    expect(await me()).toHaveProperty("user.sub");
    const bytes = [...browser.cookies].reduce(
      (sum, [name, value]) => sum + name.length + value.length + 3,
      0,
    );
    expect(bytes).toBeLessThan(5000);
    expect(browser.cookies.size).toBeLessThanOrEqual(11);
  });

  test("that is shorter than the one before takes the rest of that one out of the browser", async () => {
    let size = 3_600;
    browser = new Browser(create({ onLogin: () => ({ data: { dossiers: "d".repeat(size) } }) }));
    await logIn(browser, provider);
    const names = (): string[] => [...browser.cookies.keys()].filter((name) => name.includes(".session"));
    expect(names()).toHaveLength(2);
    size = 10;
    await logIn(browser, provider);
    expect(names()).toEqual(["__Host-moncomptepro.session"]);
  });

  test("that is too large is refused with the names of what takes the room, whatever it is", async () => {
    const hints: string[] = [];
    // Of what repeats itself little is left in a cookie.
    const data = { dossiers: randomBytes(6000).toString("base64"), small: 1 };
    const log = (_message: string, details?: { hint?: unknown }) => void hints.push(String(details?.hint));
    auth = create({ onLogin: () => ({ data }), logger: { debug: log, info: log, warn: log, error: log } });
    browser = new Browser(auth);
    expect((await logIn(browser, provider)).status).toBe(500);
    expect(hints.join()).toContain("dossiers (8002)");
  });

  test("that is too large for a store is refused too, much later", async () => {
    let size = 40_000;
    auth = create({
      onLogin: () => ({ data: { dossiers: "d".repeat(size) } }),
      session: { store: memoryStore() },
    });
    browser = new Browser(auth);
    expect((await logIn(browser, provider)).status).toBe(303);
    size = 70_000;
    const response = await logIn(new Browser(auth), provider);
    expect([response.status, await errorCode(response)]).toEqual([500, "session_too_large"]);
  });

  test("a cookie of another application, or made up, is as good as none", async () => {
    await logIn(browser, provider);
    const foreign = new Browser(create({ sessionSecret: "k4sW8zQ1pYb7NdR2tVx5JmC9hLf3GuE6" }));
    for (const [name, value] of browser.cookies) foreign.cookies.set(name, value);
    expect(await me(foreign)).toEqual({ user: null });
    foreign.cookies.set("__Host-moncomptepro.session", "9~x");
    expect(await me(foreign)).toEqual({ user: null });
  });

  test("me says when it ends, and 401 with a login address when there is none", async () => {
    const nobody = await browser.open("/auth/me", { headers: json });
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get("content-type")).toContain("application/problem+json");
    expect(await nobody.json()).toMatchObject({
      status: 401,
      code: "not_authenticated",
      loginUrl: "/auth/login",
    });
    await logIn(browser, provider);
    const { user, expiresAt, ...rest } = await me();
    expect(user).toMatchObject({ sub: "154" });
    expect(Date.parse(String(expiresAt)) - Date.now()).toBeGreaterThan(3_590_000);
    // Nothing else of the session is a page's affair.
    expect(rest).toEqual({});
  });

  test("keeps the claims named and nothing else of what was received", async () => {
    auth = create({ keepClaims: ["email_verified", "missing", "amr"] });
    browser = new Browser(auth);
    provider.answers.userinfoClaims = (claims) => ({ ...claims, email_verified: true, secret_thing: "x" });
    provider.answers.idTokenClaims = (claims) => ({ ...claims, amr: ["pwd"] });
    await logIn(browser, provider);
    const { session } = await auth.authenticate({ method: "GET", url: "/", headers: browser.headers });
    expect(session?.claims).toEqual({ email_verified: true, amr: ["pwd"] });
    expect(JSON.stringify(session)).not.toContain("secret_thing");
    // This provider’s logout needs none.
    expect(session).not.toHaveProperty("idToken");
  });
});

describe("the guard", () => {
  const guard = (headers: Record<string, string>, method = "GET") =>
    auth.requireUser({ method, url: "/dossiers?a=1", headers: { ...browser.headers, ...headers } });

  test("lets a logged-in person through", async () => {
    await logIn(browser, provider);
    expect(await guard({})).toMatchObject({ user: { email: "jean@mairie.example" } });
  });

  test("says so with a page when the provider is down", async () => {
    auth = create({ issuer: "http://127.0.0.1:9" });
    const { response } = await guard({});
    expect(response?.status).toBe(503);
    expect(await response?.text()).toContain('href="/auth/login?returnTo=%2Fdossiers%3Fa%3D1"');
  });

  test("sends a page to the login, answers 401 to everything else", async () => {
    expect((await guard({})).response?.status).toBe(303);
    expect((await guard({ "sec-fetch-dest": "empty" })).response?.status).toBe(401);
    expect((await guard({ "sec-purpose": "prefetch" })).response?.status).toBe(401);
    const post = (await guard({}, "POST")).response;
    expect(post?.status).toBe(401);
    expect(post?.headers.get("content-type")).toContain("text/html");
  });
});

describe("logout", () => {
  const logOut = (headers: Record<string, string> = {}): Promise<Response> =>
    browser.open("/auth/logout", { method: "POST", headers });

  test("ends the session here, then leads to the provider with a state that the way back checks", async () => {
    await logIn(browser, provider);
    const response = await logOut({ accept: "application/json" });
    const { location } = (await response.json()) as { location: string };
    const asked = new URL(location).searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      client_id: "application",
      post_logout_redirect_uri: `${APPLICATION}/auth/logout/callback`,
      state: expect.stringMatching(/^[\w-]{32}$/),
    });
    expect(await me()).toEqual({ user: null });

    const forged = await browser.open("/auth/logout/callback?state=other");
    expect(forged.headers.get("location")).toBe("/");
    const back = await browser.open(`/auth/logout/callback?state=${asked.get("state")}`);
    expect(back.headers.get("location")).toBe("/");
    expect(browser.cookies.size).toBe(0);
  });

  test("counts at every createAuth() of the process", async () => {
    await logIn(browser, provider);
    const copied = new Browser(create());
    for (const [name, value] of browser.cookies) copied.cookies.set(name, value);
    expect(await me(copied)).toHaveProperty("user.sub");
    await logOut();
    expect(await me(copied)).toEqual({ user: null });
  });

  test("works when the provider is down", async () => {
    await logIn(browser, provider);
    const cookies = new Map(browser.cookies);
    auth = create({ issuer: "http://127.0.0.1:9", afterLogout: "/bye" });
    browser = new Browser(auth);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    const response = await logOut({ accept: "application/json" });
    expect(await response.json()).toEqual({ location: "/bye" });
    expect(await me()).toEqual({ user: null });
  });

  test("an answer still on its way cannot bring the session back", async () => {
    await logIn(browser, provider);
    later(901);
    const renewed = await auth.authenticate({ method: "GET", url: "/", headers: browser.headers });
    await logOut();
    browser.keep(renewed.setCookie);
    expect(await me()).toEqual({ user: null });
  });

  test.each<[string, Record<string, string | undefined>]>([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a sub-domain", { "sec-fetch-site": "same-site" }],
    ["a bookmark", { "sec-fetch-site": "none" }],
    ["another site without fetch metadata", { "sec-fetch-site": "", origin: "https://evil.test" }],
    ["a null origin without fetch metadata", { "sec-fetch-site": "", origin: "null" }],
    ["an unknown place", { "sec-fetch-site": "" }],
  ])("is refused from %s", async (_what, headers) => {
    await logIn(browser, provider);
    const response = await logOut(headers as Record<string, string>);
    expect([response.status, await errorCode(response)]).toEqual([403, "cross_origin_request"]);
    expect(await me()).toHaveProperty("user.sub");
  });

  test("is accepted from our own origin without fetch metadata", async () => {
    await logIn(browser, provider);
    expect((await logOut({ "sec-fetch-site": "", origin: APPLICATION })).status).toBe(200);
  });

  test("GET logs no person out", async () => {
    await logIn(browser, provider);
    const response = await browser.open("/auth/logout");
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await me()).toHaveProperty("user.sub");
  });
});

describe("the pages", () => {
  test.each([
    ["fr-FR,fr;q=0.9,en;q=0.8", "fr"],
    ["en-GB,en;q=0.9,fr;q=0.8", "en"],
    ["fr;q=0.5, en;q=0.9", "en"],
    ["de", "fr"],
    ["en;q=0", "fr"],
    ["*", "fr"],
    ["", "fr"],
  ])("Accept-Language: %s gives %s", async (acceptLanguage, language) => {
    const response = await browser.open("/auth/callback", { headers: { "accept-language": acceptLanguage } });
    expect(await response.text()).toContain(`<html lang="${language}">`);
  });

  test("the error page offers to start again, back to the page where it started", async () => {
    const asked = await start(browser, "/auth/login?returnTo=/dossiers%3Fa=1");
    const state = asked.get("state") ?? "";
    const iss = encodeURIComponent(provider.issuer);
    const response = await browser.open(`/auth/callback?error=access_denied&state=${state}&iss=${iss}`);
    expect(await response.text()).toContain('href="/auth/login?returnTo=%2Fdossiers%3Fa%3D1"');
  });
});

test("an application under a path: routes, callback and pages live there", async () => {
  auth = create({ baseUrl: `${APPLICATION}/app` });
  expect(auth.owns({ url: "/auth/login", headers: {} })).toBe(false);
  browser = new Browser(auth);
  const asked = await start(browser, "/app/auth/login?returnTo=/elsewhere");
  expect(asked.get("redirect_uri")).toBe(`${APPLICATION}/app/auth/callback`);
  provider.nonce = asked.get("nonce") ?? "";
  const answer = new URLSearchParams({ code: "c", state: asked.get("state") ?? "", iss: provider.issuer });
  expect((await browser.open(`/app/auth/callback?${answer}`)).headers.get("location")).toBe("/app/");
});

test("the path of the redirect URI is the callback route", async () => {
  auth = create({ redirectUri: `${APPLICATION}/login-callback` });
  expect(auth.owns({ url: "/login-callback?code=x", headers: {} })).toBe(true);
  expect(auth.owns({ url: "/auth/callback", headers: {} })).toBe(false);
});
