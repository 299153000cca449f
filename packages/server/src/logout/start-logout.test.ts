import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { proconnect } from "@moncomptepro/profiles";
import {
  APPLICATION,
  Browser,
  createApplication,
  errorCode,
  logIn,
  quiet,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { JSON_TYPE } from "@moncomptepro/test-kit/lies/lie";
import { AuthError } from "../errors.js";
import type { Auth, AuthOptions, Logger } from "../index.js";
import { contextOf } from "../session-context.js";

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;
let idToken: string;
let lines: string[];

const logger: Logger = {
  ...quiet,
  info: (message, details) => void lines.push(JSON.stringify([message, details])),
  warn: (message, details) => void lines.push(JSON.stringify([message, details])),
  error: (message, details) => void lines.push(JSON.stringify([message, details])),
};
const script = { accept: "application/json", "sec-fetch-dest": "empty" };

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  provider.answers.idToken = async (claims) => (idToken = await provider.sign(claims));
  lines = [];
  open({ provider: "proconnect" });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function open(options: AuthOptions): void {
  auth = createApplication(provider, { logger, ...options });
  browser = new Browser(auth);
}

function later(seconds: number): void {
  const time = Date.now() + seconds * 1000;
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(time);
}

const me = async (): Promise<unknown> =>
  (await browser.open("/auth/me?optional", { headers: script })).json();
const logOut = (headers: Record<string, string> = {}): Promise<Response> =>
  browser.open("/auth/logout", { method: "POST", headers });
const goOn = (headers: Record<string, string> = {}): Promise<Response> =>
  browser.open("/auth/logout/continue", { headers });

/** All that a script of the page may see of an answer: its body and its headers but `Set-Cookie`. */
async function visible(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== "set-cookie");
  return `${JSON.stringify(headers)} ${await response.text()}`;
}

describe("where the provider's logout takes the ID token", () => {
  test.each([
    ["a script", script],
    ["a form", {}],
  ])(
    "%s sees the way on, not the token; a navigation shows it to the provider, once",
    async (_who, headers) => {
      await logIn(browser, provider);
      const answer = await logOut(headers);
      expect(answer.status).toBe(200);
      for (const cookie of answer.headers.getSetCookie().filter((each) => each.includes("logout")))
        expect(cookie).toMatch(/; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      const seen = await visible(answer);
      expect(seen).toContain("/auth/logout/continue");
      expect(seen).not.toContain(idToken.split(".")[1]);
      expect(JSON.stringify([...browser.cookies])).not.toContain(idToken.split(".")[1]);

      const sent = await goOn();
      expect(sent.status).toBe(303);
      const address = new URL(sent.headers.get("location") ?? "");
      expect(`${address.origin}${address.pathname}`).toBe(`${provider.issuer}/logout`);
      const { state, ...asked } = Object.fromEntries(address.searchParams);
      expect(asked).toEqual({
        client_id: "application",
        post_logout_redirect_uri: `${APPLICATION}/auth/logout/callback`,
        id_token_hint: idToken,
      });
      expect((await goOn()).headers.get("location")).toBe("/");

      const back = await browser.open(`/auth/logout/callback?state=${state}`);
      expect(back.headers.get("location")).toBe("/");
      expect(browser.cookies.size).toBe(0);
    },
  );

  test("the state of the way back is compared: with another one the browser goes home, not where a logout ends", async () => {
    open({ provider: "proconnect", afterLogout: "/bye" });
    expect((await browser.open("/auth/logout/callback")).headers.get("location")).toBe("/");
    await logIn(browser, provider);
    await logOut();
    const location = new URL((await goOn()).headers.get("location") ?? "");
    const state = location.searchParams.get("state") ?? "";
    const forged = await browser.open(`/auth/logout/callback?state=${state.slice(1)}x`);
    expect(forged.headers.get("location")).toBe("/");
    expect((await browser.open("/auth/logout/callback")).headers.get("location")).toBe("/");
    const without = await new Browser(auth).open("/auth/logout/callback");
    expect(without.headers.get("location")).toBe("/");
    const back = await browser.open(`/auth/logout/callback?state=${state}`);
    expect(back.headers.get("location")).toBe("/bye");
  });

  test.each<[string, Record<string, string>, number]>([
    ["a script", script, 400],
    ["an image", { "sec-fetch-dest": "image" }, 400],
    ["a browser that loads in advance", { "sec-purpose": "prefetch" }, 503],
  ])("%s cannot follow the way on, and does not use it up", async (_what, headers, status) => {
    await logIn(browser, provider);
    await logOut();
    const refused = await goOn(headers);
    expect(refused.status).toBe(status);
    expect(await visible(refused)).not.toContain(provider.issuer);
    expect((await goOn()).headers.get("location")).toContain("id_token_hint=");
  });

  test("after ten minutes, without the cookie or with a made-up one it leads home", async () => {
    expect((await goOn()).headers.get("location")).toBe("/");
    await logIn(browser, provider);
    await logOut();
    const before = new Map(browser.cookies);
    later(601);
    expect((await goOn()).headers.get("location")).toBe("/");
    vi.useRealTimers();
    for (const [name, value] of before) browser.cookies.set(name, `${value.slice(0, -4)}AAAA`);
    expect((await goOn()).headers.get("location")).toBe("/");
  });

  test("a token of 3 kB fits, in cookies that browsers take", async () => {
    provider.answers.idTokenClaims = (claims) => ({
      ...claims,
      padding: randomBytes(1425).toString("base64url"),
    });
    await logIn(browser, provider);
    expect(idToken.length).toBeGreaterThan(2900);
    await logOut();
    for (const [name, value] of browser.cookies) expect(name.length + value.length).toBeLessThan(4000);
    const location = new URL((await goOn()).headers.get("location") ?? "");
    expect(location.searchParams.get("id_token_hint")).toBe(idToken);
    expect([...browser.cookies.keys()]).toEqual(["__Host-moncomptepro.logout"]);
  });

  test("one that does not fit beside the logins that have begun is left out, and the log says so", async () => {
    provider.answers.idTokenClaims = (claims) => ({
      ...claims,
      padding: randomBytes(1425).toString("base64url"),
    });
    await logIn(browser, provider);
    browser.cookies.set("__Host-moncomptepro.login.abc", "x".repeat(3000));
    const { location } = (await (await logOut(script)).json()) as { location: string };
    expect(new URL(location).searchParams.get("client_id")).toBe("application");
    expect(location).not.toContain("id_token_hint");
    expect(lines.join()).toContain("The ID token is too large to be shown at the provider's logout.");
    expect(await me()).toEqual({ user: null });
  });

  test("an application under a path has the route there", async () => {
    open({ provider: "proconnect", baseUrl: `${APPLICATION}/app` });
    expect(auth.owns({ url: "/app/auth/logout/continue", headers: {} })).toBe(true);
    const nobody = await browser.open("/app/auth/logout/continue");
    expect(nobody.headers.get("location")).toBe("/app/");
  });
});

test("where it must be shown a browser without a session is not sent to the provider’s error page", async () => {
  open({ provider: { ...proconnect, id: "own", logout: { idTokenHint: "required" } }, afterLogout: "/bye" });
  expect(await (await logOut(script)).json()).toEqual({ location: "/bye" });
  await logIn(browser, provider);
  expect(await (await logOut(script)).json()).toEqual({ location: "/auth/logout/continue" });
});

test("where it takes none the way to the provider is as short as ever", async () => {
  open({});
  await logIn(browser, provider);
  const { location } = (await (await logOut(script)).json()) as { location: string };
  expect(location).toMatch(new RegExp(`^${provider.issuer}/logout\\?client_id=`));
});

test("a refresh token is revoked as one; what a refusal of that holds stands in no log line", async () => {
  let asked = "";
  provider.answers.discovery = (document) => ({
    ...document,
    revocation_endpoint: `${provider.issuer}/revocation`,
  });
  provider.answers.tokenAnswer = (answer) => ({ ...answer, refresh_token: "refresh" });
  provider.answers.takeOver = (path, response, request) => {
    if (path !== "/revocation") return false;
    request.setEncoding("utf8").on("data", (text: string) => (asked += text));
    request.on("end", () => response.writeHead(400, JSON_TYPE).end('{"error": s3cr3t}'));
    return true;
  };
  open({ provider: "proconnect", keepRefreshToken: true });
  await logIn(browser, provider);
  expect((await logOut()).status).toBe(200);
  expect(Object.fromEntries(new URLSearchParams(asked))).toMatchObject({
    token: "refresh",
    token_type_hint: "refresh_token",
  });
  expect(lines.join()).toContain("A token could not be revoked.");
  expect(lines.join()).not.toContain("s3cr3t");
});

describe("when the store cannot be reached", () => {
  const unavailable = (): Promise<never> =>
    Promise.reject(new AuthError("store_unavailable", { hint: "ECONNREFUSED" }));

  test.each<[string, ("read" | "end" | "endUnread")[]]>([
    ["to end it", ["end"]],
    ["at all", ["read", "endUnread"]],
  ])("%s, the person is told what could not be done", async (_what, steps) => {
    let ended = 0;
    open({ provider: "proconnect", onLogout: () => void (ended += 1) });
    await logIn(browser, provider);
    for (const step of steps) vi.spyOn(contextOf(auth).sessionBackend, step).mockImplementation(unavailable);
    const response = await logOut();
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, null]);
    const text = await response.text();
    expect(text).toContain("<h1>Déconnexion incomplète</h1>");
    expect(text).toContain("la session n’a pas pu être fermée sur le serveur");
    expect(text).not.toContain("/auth/login");
    expect([...browser.cookies.keys()]).toEqual([]);
    expect(lines).toContain('["logout",{"incomplete":true}]');
    expect(lines.join()).toContain("ECONNREFUSED");
    expect(ended).toBe(steps.length === 1 ? 1 : 0);
  });

  test("to read it only, nothing is left undone", async () => {
    open({ provider: "proconnect" });
    await logIn(browser, provider);
    vi.spyOn(contextOf(auth).sessionBackend, "read").mockImplementationOnce(unavailable);
    expect((await logOut()).status).toBe(200);
    expect([...browser.cookies.keys()]).not.toContain("__Host-moncomptepro.session");
    expect(lines).toContain('["logout",{}]');
  });

  test("a script gets the code", async () => {
    await logIn(browser, provider);
    vi.spyOn(contextOf(auth).sessionBackend, "end").mockImplementation(unavailable);
    const response = await logOut(script);
    expect(await response.json()).toMatchObject({ status: 503, code: "logout_incomplete" });
    expect([...browser.cookies.keys()]).toEqual([]);
  });

  test("any other failure is no half logout", async () => {
    await logIn(browser, provider);
    vi.spyOn(contextOf(auth).sessionBackend, "end").mockRejectedValue(new Error("a defect"));
    const response = await logOut();
    expect([response.status, await errorCode(response)]).toEqual([500, "internal_error"]);
  });
});
