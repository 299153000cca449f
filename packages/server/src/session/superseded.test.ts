import { createClient } from "redis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Browser, comeBack, createApplication, logIn, start } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { startRedis, type Redis } from "@moncomptepro/test-kit/redis";
import type { Auth, SessionOptions } from "../index.js";
import { contextOf } from "../session-context.js";
import { redisStore } from "../stores/redis.js";

let provider: HostileProvider;
let redis: Redis;
let client: ReturnType<typeof createClient>;
let auth: Auth;
let browser: Browser;
beforeAll(async () => {
  [provider, redis] = await Promise.all([startHostileProvider(), startRedis()]);
  client = createClient({ url: redis.url });
  await client.connect();
});
afterAll(async () => {
  client.destroy();
  await Promise.all([provider.stop(), redis.stop()]);
});
afterEach(() => vi.useRealTimers());

const script = { accept: "application/json", "sec-fetch-dest": "empty" };
const me = (from = browser): Promise<Response> => from.open("/auth/me", { headers: script });

/** Lets our clock run without waiting. */
function later(seconds: number): void {
  vi.useFakeTimers({ now: Date.now() + seconds * 1000, toFake: ["Date"] });
}

function copy(original: Browser): Browser {
  const other = new Browser(auth);
  for (const [name, value] of original.cookies) other.cookies.set(name, value);
  return other;
}

describe.each<[string, () => SessionOptions]>([
  ["in cookies", () => ({})],
  ["in a store", () => ({ store: redisStore(client) })],
])("sessions %s, when a new login takes their place", (_where, where) => {
  beforeEach(() => {
    auth = createApplication(provider, { session: { idle: 40, ...where() } });
    browser = new Browser(auth);
  });

  test("ten tabs that come back at the same moment do not put each other out", async () => {
    await logIn(browser, provider);
    const tabs: Response[] = [];
    for (let tab = 0; tab < 10; tab += 1) {
      const asked = await start(browser);
      // None of them knows yet that another one has come back.
      const early = copy(browser);
      provider.nonce = asked.get("nonce") ?? "";
      tabs.push(await comeBack(early, asked, provider));
      expect((await me(early)).status).toBe(200);
    }
    expect(tabs.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 303));
    const before = copy(browser);
    for (const tab of tabs) browser.keep(tab.headers.getSetCookie());
    expect([(await me(before)).status, (await me()).status]).toEqual([200, 200]);
    later(31);
    expect([(await me(before)).status, (await me()).status]).toEqual([401, 200]);
  });

  test("they are not renewed: the browser keeps the new cookie", async () => {
    await logIn(browser, provider);
    const onItsWay = copy(browser);
    await logIn(browser, provider);
    later(11);
    const late = await me(onItsWay);
    expect([late.status, late.headers.getSetCookie()]).toEqual([200, []]);
    const { expiresAt } = (await late.json()) as { expiresAt: string };
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(19_000);
  });

  test("a refresh or a renewal that had read them before writes no cookie and does not put their end off", async () => {
    await logIn(browser, provider);
    const { sessionBackend } = contextOf(auth);
    const cookies = Object.fromEntries(browser.cookies);
    const session = await sessionBackend.read(cookies);
    if (!session) throw new Error("no person is logged in");
    await logIn(copy(browser), provider);
    const changed = await sessionBackend.change(
      session,
      (now) => ({ ...now, data: { fresh: true } }),
      cookies,
    );
    expect(changed?.setCookie).toEqual([]);
    expect(await sessionBackend.renew(session, cookies)).toBeUndefined();
    expect((await sessionBackend.read(cookies))?.data).toEqual({ fresh: true });
    later(31);
    expect(await sessionBackend.read(cookies)).toBeUndefined();
  });

  test("another login with them does not put their end off", async () => {
    await logIn(browser, provider);
    const thief = copy(browser);
    await logIn(browser, provider);
    later(20);
    await logIn(copy(thief), provider);
    expect((await me(thief)).status).toBe(200);
    later(11);
    expect((await me(thief)).status).toBe(401);
  });
});
