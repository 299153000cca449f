import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  Browser,
  comeBack,
  createApplication,
  errorCode,
  logIn,
  quiet,
  start,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { expectNobody } from "@moncomptepro/test-kit/refusal";
import { memoryStore } from "../../test/memory-store.js";
import type { Auth, AuthOptions } from "../index.js";

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;
let warnings: string[];

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  warnings = [];
});

function open(options: AuthOptions = {}): void {
  const logger = { ...quiet, warn: (message: string) => void warnings.push(message) };
  auth = createApplication(provider, { logger, onLogin: () => ({ redirect: "/inscription" }), ...options });
  browser = new Browser(auth);
}

const pending = () => auth.pendingLogin({ headers: browser.headers });
/** That no compression makes smaller. */
const random = (length: number): string => randomBytes(length).toString("base64url").slice(0, length);
const large = (claims: Record<string, unknown>) => ({ ...claims, organizations: random(8000) });
const sizeOf = (cookies: ReadonlyMap<string, string>): number =>
  [...cookies].reduce((sum, [name, value]) => sum + name.length + value.length, 0);

test("raw claims that do not fit in cookies are left out, and the log says so once it happens", async () => {
  open();
  provider.answers.userinfoClaims = large;
  expect((await logIn(browser, provider)).headers.get("location")).toBe("/inscription");
  const login = await pending();
  expect(login).toMatchObject({ user: { email: "jean@mairie.example" }, returnTo: "/dossiers" });
  expect(login).not.toHaveProperty("userinfo");
  expect(warnings).toEqual([expect.stringContaining("without the raw claims")]);
});

test("in a store they have the room, and the cookie stays small", async () => {
  open({ session: { store: memoryStore() } });
  provider.answers.userinfoClaims = large;
  await logIn(browser, provider);
  expect((await pending())?.userinfo).toHaveProperty("organizations");
  expect(sizeOf(browser.cookies)).toBeLessThan(400);
  expect(warnings).toEqual([]);
});

test("a user that does not fit ends on a page that says so, and the log names the reason", async () => {
  const hints: unknown[] = [];
  open({ logger: { ...quiet, error: (_message, details) => void hints.push(details) } });
  provider.answers.userinfoClaims = (claims) => ({ ...claims, label: random(7000) });
  const response = await logIn(browser, provider);
  expect([response.status, await errorCode(response)]).toEqual([500, "session_too_large"]);
  expect(hints).toEqual([
    expect.objectContaining({ status: 500, hint: expect.stringContaining("auth.pendingLogin()") }),
  ]);
  expect(await pending()).toBeUndefined();
});

test("ten tabs that begin beside it fit in a header line of 8 kB, and it stays", async () => {
  open();
  provider.answers.userinfoClaims = (claims) => ({ ...claims, organizations: random(2500) });
  await logIn(browser, provider);
  for (let tab = 0; tab < 10; tab += 1) await browser.open("/auth/login");
  expect(sizeOf(browser.cookies)).toBeLessThan(7500);
  const asked = await start(browser);
  provider.nonce = asked.get("nonce") ?? "";
  expect((await comeBack(browser, asked, provider)).headers.get("location")).toBe("/inscription");
  expect(await pending()).toHaveProperty("userinfo");
});

test("the application's cookies go with the way to its page, and with a login that goes on", async () => {
  open({ onLogin: () => ({ redirect: "/inscription", setCookie: ["step=1; Path=/", "via=login; Path=/"] }) });
  const waiting = await logIn(browser, provider);
  expect(waiting.headers.getSetCookie().slice(-2)).toEqual(["step=1; Path=/", "via=login; Path=/"]);
  await expectNobody(browser);

  open({ onLogin: () => ({ data: { account: 7 }, setCookie: "theme=dark; Path=/" }) });
  const loggedIn = await logIn(browser, provider);
  expect(loggedIn.headers.get("location")).toBe("/dossiers");
  expect(loggedIn.headers.getSetCookie().at(-1)).toBe("theme=dark; Path=/");
  expect((await auth.authenticate({ headers: browser.headers })).session?.data).toEqual({ account: 7 });

  open({ onLogin: () => ({ setCookie: ["theme=dark"] }) });
  expect((await logIn(browser, provider)).headers.getSetCookie().at(-1)).toBe("theme=dark");
});

test("under a base path the page is there too", async () => {
  open({ baseUrl: "https://application.example/app", onLogin: () => ({ redirect: "/app/inscription" }) });
  const response = await browser.open("/app/auth/login?returnTo=/app/dossiers");
  const asked = new URL(response.headers.get("location") ?? "").searchParams;
  provider.nonce = asked.get("nonce") ?? "";
  const answer = { code: "code", state: asked.get("state") ?? "", iss: provider.issuer };
  const back = await browser.open(`/app/auth/callback?${new URLSearchParams(answer).toString()}`);
  expect(back.headers.get("location")).toBe("/app/inscription");
  expect((await pending())?.returnTo).toBe("/app/dossiers");
});
