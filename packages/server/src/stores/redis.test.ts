import { createClient } from "redis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  Browser,
  comeBack,
  createApplication,
  errorCode,
  logIn,
  start,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { startRedis, type Redis } from "@moncomptepro/test-kit/redis";
import type { Auth, SessionStore } from "../index.js";
import { redisStore } from "./redis.js";

const makeClient = () => createClient({ url: redis.url, socket: { reconnectStrategy: () => 20 } });
type Client = ReturnType<typeof makeClient>;

let provider: HostileProvider;
let redis: Redis;
let client: Client;
let store: SessionStore;
let instances: [Auth, Auth];
let browser: Browser;

const connect = async (): Promise<Client> => {
  const made = makeClient();
  made.on("error", () => undefined);
  await made.connect();
  return made;
};

beforeAll(async () => {
  [provider, redis] = await Promise.all([startHostileProvider(), startRedis()]);
  client = await connect();
});
afterAll(async () => {
  client.destroy();
  await Promise.all([provider.stop(), redis.stop()]);
});
beforeEach(async () => {
  await client.flushAll();
  provider.answers = provider.honest();
  store = redisStore(client, { timeout: 500 });
  instances = [create(), create()];
  browser = new Browser(roundRobin());
});
afterEach(() => vi.useRealTimers());

const create = (): Auth => createApplication(provider, { session: { store } });

/** A balancer that gives each request to the next instance. */
function roundRobin(): Auth {
  let turn = 0;
  const next = (): Auth => {
    turn += 1;
    return turn % 2 === 0 ? instances[0] : instances[1];
  };
  return { ...instances[0], handler: (request) => next().handler(request) };
}

const json = { accept: "application/json", "sec-fetch-dest": "empty" };
const me = async (from = browser): Promise<unknown> =>
  (await from.open("/auth/me?optional", { headers: json })).json();
const somebody = { user: expect.objectContaining({ sub: "154" }), expiresAt: expect.any(String) as string };

describe("two instances behind a balancer", () => {
  test("a session that a new login replaced ends shortly after, at both", async () => {
    await logIn(browser, provider);
    const copied = new Browser(roundRobin());
    for (const [name, value] of browser.cookies) copied.cookies.set(name, value);
    await logIn(browser, provider);
    expect(await me(copied)).toEqual(somebody);
    vi.useFakeTimers({ now: Date.now() + 31_000, toFake: ["Date"] });
    expect([await me(copied), await me(copied)]).toEqual([{ user: null }, { user: null }]);
    expect(await me()).toEqual(somebody);
  });

  test("a login started on one is finished on the other, and both know the person", async () => {
    await logIn(browser, provider);
    expect(await me()).toEqual(somebody);
    expect(await me()).toEqual(somebody);
  });

  test("the cookie holds an identifier, the store neither it nor anything readable", async () => {
    await logIn(browser, provider);
    const id = browser.cookies.get("__Host-moncomptepro.session") ?? "";
    expect(id).toMatch(/^[\w-]{32}$/);
    const keys = await client.keys("*");
    const values = await Promise.all(
      keys.map(async (key) => (await client.type(key)) === "string" && client.get(key)),
    );
    expect(JSON.stringify([keys, values])).not.toMatch(new RegExp(`${id}|jean@mairie|21920023500014`));
  });

  test("a logout at one ends the session at the other, and an answer on its way cannot bring it back", async () => {
    await logIn(browser, provider);
    const cookies = new Map(browser.cookies);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 901_000 });
    const session = await instances[1].authenticate({ url: "/", headers: browser.headers });
    expect(session.user?.sub).toBe("154");

    await browser.open("/auth/logout", { method: "POST" });
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect(await me()).toEqual({ user: null });
    expect(await me()).toEqual({ user: null });
  });

  test("the idle time is counted anew at each instance", async () => {
    await logIn(browser, provider);
    const before = Date.now();
    for (const seconds of [1000, 2000, 3000, 4000]) {
      vi.useFakeTimers({ toFake: ["Date"], now: before + seconds * 1000 });
      expect(await me()).toEqual(somebody);
    }
  });

  test("a transaction is finished once, whichever instance gets it", async () => {
    const asked = await start(browser);
    provider.nonce = asked.get("nonce") ?? "";
    const thief = new Browser(instances[0]);
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    const owner = new Browser(instances[1]);
    for (const [name, value] of browser.cookies) owner.cookies.set(name, value);
    expect((await comeBack(owner, asked, provider)).status).toBe(303);
    expect(await errorCode(await comeBack(thief, asked, provider))).toBe("login_expired");
  });

  test("log out everywhere ends all sessions of one person, and nobody else's", async () => {
    const others = new Browser(roundRobin());
    await logIn(browser, provider);
    const second = new Browser(roundRobin());
    await logIn(second, provider);
    provider.answers.idTokenClaims = (claims) => ({ ...claims, sub: "155" });
    provider.answers.userinfoClaims = (claims) => ({ ...claims, sub: "155" });
    await logIn(others, provider);

    await instances[0].logoutEverywhere({ issuer: provider.issuer, sub: "154" });
    expect(await me(browser)).toEqual({ user: null });
    expect(await me(second)).toEqual({ user: null });
    expect(await me(others)).toMatchObject({ user: { sub: "155" } });
  });

  test("fifty people at once: none lost, none crossed", async () => {
    const people = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const one = new Browser(roundRobin());
        return { one, asked: await start(one) };
      }),
    );
    for (const [index, { one, asked }] of people.entries()) {
      provider.nonce = asked.get("nonce") ?? "";
      provider.answers.idTokenClaims = (claims) => ({ ...claims, sub: `person-${index}` });
      provider.answers.userinfoClaims = (claims) => ({ ...claims, sub: `person-${index}` });
      expect((await comeBack(one, asked, provider)).status).toBe(303);
    }
    const answers = await Promise.all(people.map(({ one }) => me(one)));
    expect(answers).toEqual(
      people.map(
        (_, index) =>
          expect.objectContaining({
            user: expect.objectContaining({ sub: `person-${index}` }) as unknown,
          }) as unknown,
      ),
    );
  });
});

describe("Redis goes away", () => {
  test("it is said so to everybody, and all is well when it is back: nobody has to log in again", async () => {
    await logIn(browser, provider);
    const asked = await start(browser);
    await redis.crash();
    expect(await me()).toMatchObject({ status: 503, code: "store_unavailable" });
    provider.nonce = asked.get("nonce") ?? "";
    const response = await comeBack(browser, asked, provider);
    expect([response.status, await errorCode(response)]).toEqual([503, "store_unavailable"]);

    await redis.restart();
    await vi.waitFor(async () => expect(await client.ping()).toBe("PONG"), { timeout: 5000 });
    expect((await logIn(browser, provider)).status).toBe(303);
    expect(await me()).toEqual(somebody);
  }, 20_000);
});

test("everything written expires", async () => {
  await logIn(browser, provider);
  // The session, that the transaction was finished, and its answer for a person who clicks twice.
  const keys = await vi.waitUntil(async () => {
    const found = await client.keys("*");
    return found.length === 3 ? found : undefined;
  });
  const kinds = new Set(keys.map((key) => key.split(":").at(-2)));
  expect(kinds).toEqual(new Set(["answer", "session", "transaction"]));
  for (const key of keys) expect(await client.ttl(key)).toBeGreaterThan(0);
});
