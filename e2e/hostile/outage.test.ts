import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Browser, comeBack } from "@moncomptepro/test-kit/browser";
import { EXPRESS, settingsFor, startExample, type RunningExample } from "@moncomptepro/test-kit/example";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { startRedis, type Redis } from "@moncomptepro/test-kit/redis";
import { startBalancer, type Balancer } from "./balancer.js";
import { knowEverybody } from "./know-everybody.js";

const LOGINS = 2000;
/** How many people log in at the same time. */
const AT_ONCE = 40;
/** So many are logged in when Redis crashes, and so many are refused before it is back. */
const BEFORE = 700;
const REFUSED = 60;

let provider: HostileProvider;
let redis: Redis;
let balancer: Balancer;
let instances: readonly RunningExample[];

beforeAll(async () => {
  // Redis answers after a write is on disk: what it answered outlives the crash.
  [provider, redis, balancer] = await Promise.all([
    startHostileProvider(),
    startRedis({ durable: true }),
    startBalancer(),
  ]);
  const environment = { REDIS_URL: redis.url, MONCOMPTEPRO_BASE_URL: balancer.address };
  instances = await Promise.all(
    [1, 2].map(() => startExample(EXPRESS, { ...settingsFor(provider), ...environment })),
  );
  balancer.instances = instances;
  knowEverybody(provider);
});
afterAll(async () => {
  await balancer.stop();
  await Promise.all(instances.map((instance) => instance.stop()));
  await Promise.all([provider.stop(), redis.stop()]);
});

/** The only thing that a person may be told during the outage: come back later. */
class Refused extends Error {}

function seen(response: Response, expected: number): Response {
  if (response.status === 503 && response.headers.has("retry-after")) throw new Refused();
  expect(response.status).toBe(expected);
  return response;
}

async function logIn(browser: Browser, person: number): Promise<void> {
  const begun = seen(await browser.open(`/auth/login?returnTo=/person/${person}`), 303);
  const asked = new URL(begun.headers.get("location") ?? "").searchParams;
  const code = `${person}.${asked.get("nonce") ?? ""}`;
  const back = seen(await comeBack(browser, asked, provider, { code }), 303);
  expect(back.headers.get("location")).toBe(`/person/${person}`);
}

async function whoIs(browser: Browser): Promise<string | undefined> {
  const headers = { accept: "application/json", "sec-fetch-dest": "empty" };
  const me = seen(await browser.open("/auth/me?optional", { headers }), 200);
  return ((await me.json()) as { user?: { sub: string } | null }).user?.sub;
}

const newBrowser = (): Browser => new Browser(balancer, balancer.address);

test("an instance that starts while Redis is away answers, and serves once it is back", async () => {
  const late = await startRedis();
  await late.crash();
  const example = await startExample(EXPRESS, { ...settingsFor(provider), REDIS_URL: late.url });
  const browser = new Browser(example, example.address);
  await browser.open("/auth/login");
  const [login = ""] = browser.cookies.keys();
  browser.cookies.set(login.replace(/\.login\..*/, ".session"), "x".repeat(32));
  const home = await browser.open("/");
  expect([home.status, await home.text()]).toEqual([200, expect.stringContaining("Réessayer")]);
  expect((await browser.open("/dossiers")).status).toBe(503);

  await late.restart();
  const person = new Browser(example, example.address);
  await vi.waitFor(() => logIn(person, 1), { timeout: 30_000, interval: 200 });
  expect((await person.open("/dossiers")).status).toBe(200);
  await example.stop();
  await late.stop();
}, 60_000);

test("Redis crashes and comes back in the middle of 2,000 logins", async () => {
  const early = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const browser = newBrowser();
      await logIn(browser, 10_000 + index);
      return browser;
    }),
  );

  let loggedIn = 0;
  let refused = 0;
  let isBack: (() => void) | undefined;
  const back = new Promise<void>((resolve) => {
    isBack = resolve;
  });
  /** What a person does once; those who are refused wait until the application is well, and do it once more. */
  async function withSecondTry(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused += 1;
      await back;
      await act();
    }
  }
  async function comeAs(person: number): Promise<[Browser, string | undefined]> {
    const browser = newBrowser();
    let found: string | undefined;
    await withSecondTry(() => logIn(browser, person));
    await withSecondTry(async () => {
      found = await whoIs(browser);
    });
    loggedIn += 1;
    return [browser, found];
  }

  const people: [Browser, string | undefined][] = [];
  let next = 0;
  const visitors = Promise.all(
    Array.from({ length: AT_ONCE + REFUSED }, async () => {
      for (let person = next++; person < LOGINS; person = next++) people[person] = await comeAs(person);
    }),
  );
  const outage = (async () => {
    await vi.waitUntil(() => loggedIn >= BEFORE, { timeout: 100_000 });
    await redis.crash();
    await vi.waitUntil(() => refused >= REFUSED, { timeout: 30_000 });
    // A page for everybody is one also now, for those whom it cannot recognise too.
    const pages = await Promise.all([newBrowser(), ...early].map((browser) => browser.open("/")));
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
    await redis.restart();
    for (const instance of instances)
      await vi.waitFor(
        async () => {
          const [somebody] = early;
          const cookie = somebody?.headers["cookie"] ?? "";
          const host = new URL(balancer.address).host;
          const me = await fetch(`${instance.address}/auth/me`, { headers: { cookie, host } });
          expect(me.status).toBe(200);
        },
        { timeout: 30_000 },
      );
    isBack?.();
  })();
  await Promise.all([visitors, outage]);

  const everybody = Array.from({ length: LOGINS }, (_, person) => String(person));
  expect(refused).toBeGreaterThanOrEqual(REFUSED);
  expect(people.map(([, found]) => found)).toEqual(everybody);
  // No person was logged out by it: neither those from long before, nor those of the moment before.
  expect(await Promise.all(early.map(whoIs))).toEqual(early.map((_, index) => String(10_000 + index)));
  for (let from = 0; from < LOGINS; from += 100) {
    const some = people.slice(from, from + 100);
    expect(await Promise.all(some.map(([browser]) => whoIs(browser)))).toEqual(
      everybody.slice(from, from + 100),
    );
  }
  expect(instances.map((instance) => instance.isRunning())).toEqual([true, true]);
  expect(instances.map((instance) => instance.log()).join("\n")).not.toMatch(/unhandled|uncaught/i);
}, 180_000);
