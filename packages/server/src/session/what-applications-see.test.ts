import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { Browser, createApplication, logIn } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { memoryStore } from "../../test/memory-store.js";
import type { Auth, Session } from "../index.js";

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;
const ended: Session[] = [];

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
afterEach(() => vi.useRealTimers());
beforeEach(async () => {
  ended.length = 0;
  auth = createApplication(provider, { onLogout: (session) => void ended.push(session) });
  browser = new Browser(auth);
  await logIn(browser, provider);
});

const request = (): { url: string; headers: Record<string, string> } => ({
  url: "/",
  headers: browser.headers,
});
const shown = (session: Session | undefined): string => JSON.stringify(session) + inspect(session);

test("no session that the application gets shows its identifier, its tokens or its client", async () => {
  const { session } = await auth.authenticate(request());
  const guarded = await auth.requireUser(request(), {
    check: (_user, checked) => !shown(checked).includes("client"),
  });
  await browser.open("/auth/logout", { method: "POST" });
  const all = [session, guarded.response ? undefined : guarded.session, ended[0]];
  expect(all).not.toContain(undefined);
  for (const each of all) {
    expect(shown(each)).not.toContain(each?.id ?? "no identifier");
    expect(each).not.toHaveProperty("client");
  }
});

test("a logout takes out of the browser what a renewal wrote too", async () => {
  vi.useFakeTimers({ now: Date.now() + 1_000_000, toFake: ["Date"] });
  browser.keep((await auth.authenticate(request())).setCookie);
  expect([...browser.cookies.keys()].filter((name) => name.includes("session"))).toHaveLength(2);
  const copy = new Map(browser.cookies);
  const response = await browser.open("/auth/logout", { method: "POST" });
  expect([...browser.cookies.keys()].filter((name) => name.includes("session"))).toEqual([]);
  expect(response.headers.getSetCookie().length).toBeGreaterThanOrEqual(2);
  for (const [name, value] of copy) browser.cookies.set(name, value);
  expect((await auth.authenticate(request())).user).toBeUndefined();
});

test("a person of another provider is not one of ours to log out", async () => {
  auth = createApplication(provider, { session: { store: memoryStore() } });
  browser = new Browser(auth);
  await logIn(browser, provider);
  const elsewhere = { issuer: "https://other.example", sub: "154" };
  await expect(auth.logoutEverywhere(elsewhere)).rejects.toMatchObject({ code: "parameter_refused" });
  expect((await auth.authenticate(request())).user?.sub).toBe("154");
});
