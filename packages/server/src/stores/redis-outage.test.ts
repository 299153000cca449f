import { Redis as Ioredis5 } from "ioredis-5";
import { Redis as Ioredis6 } from "ioredis-6";
import { createClient } from "redis";
import { createClient as createClient5 } from "redis-5";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startRedis, type Redis } from "@moncomptepro/test-kit/redis";
import { startLossyProxy, type LossyProxy } from "../../test/lossy-proxy.js";
import { sessionStoreContract, type SessionStore } from "../testing.js";
import { redisStore, type RedisClient } from "./redis.js";

let redis: Redis;
let proxy: LossyProxy;
const ends: (() => unknown)[] = [];

beforeEach(async () => {
  redis = await startRedis();
  proxy = await startLossyProxy(redis.port);
});
afterEach(async () => {
  for (const end of ends.splice(0)) end();
  await proxy.stop();
  await redis.stop();
});

const reconnectStrategy = (): number => 20;

/** Clients that keep commands for later for as long as it takes, which is what their packages do or may be told. */
const makers: Record<string, (port: number) => Promise<RedisClient>> = {
  "redis 5": async (port) => {
    const client = createClient5({ socket: { port, reconnectStrategy } }).on("error", () => undefined);
    ends.push(() => client.destroy());
    return client.connect();
  },
  "redis 6": async (port) => {
    const client = createClient({ socket: { port, reconnectStrategy } }).on("error", () => undefined);
    ends.push(() => client.destroy());
    return client.connect();
  },
  "ioredis 5": async (port) => {
    const client = new Ioredis5({ port, retryStrategy: reconnectStrategy, maxRetriesPerRequest: null });
    ends.push(() => client.disconnect());
    await client.ping();
    return client;
  },
  "ioredis 6": async (port) => {
    const client = new Ioredis6({ port, retryStrategy: reconnectStrategy, maxRetriesPerRequest: null });
    ends.push(() => client.disconnect());
    await client.ping();
    return client;
  },
};

const keys = Array.from({ length: 200 }, (_, index) => `key-${index}`);
const works = (store: SessionStore): Promise<void> =>
  vi.waitFor(() => store.write("sign", "of life", 60), { timeout: 10_000 });

describe.each(Object.entries(makers))("%s", (name, make) => {
  test("while Redis is away every call rejects, nothing is done later, and all is well when it is back", async () => {
    const client = await make(redis.port);
    const store = redisStore(client, { timeout: 500 });
    await redis.crash();
    const unreachable = sessionStoreContract(() => store, { unreachable: () => store }).at(-1);
    await unreachable?.run();
    // The client knows by now that it has no connection: nothing waits for this time to pass.
    const patient = redisStore(client, { timeout: 60_000 });
    const ended = await Promise.allSettled(keys.map((key) => patient.write(key, "late", 60)));
    expect(ended.filter(({ status }) => status === "fulfilled")).toEqual([]);

    await redis.restart();
    await works(store);
    expect(await Promise.all(keys.map((key) => store.read(key)))).toEqual(keys.map(() => undefined));
  });

  test("commands that are on their way in the crash end, and their keys hold one value or none", async () => {
    const store = redisStore(await make(redis.port), { timeout: 500 });
    const ended = Promise.allSettled(keys.map((key) => store.add(key, "value", 60)));
    await redis.crash();
    await ended;
    await redis.restart();
    await works(store);
    for (const key of keys) expect([undefined, "value"]).toContain(await store.read(key));
  });

  test("an answer that was lost makes no caller the second", async () => {
    const store = redisStore(await make(proxy.port), { timeout: 5000 });
    proxy.loseNextAnswer();
    const added = await store.add("key", "value", 60).catch(String);
    await works(store);
    proxy.loseNextAnswer();
    const replaced = await store.replace("key", "value", "new", 60).catch(String);
    await works(store);
    // ioredis asks again by itself, node-redis says that it does not know.
    const expected = name.startsWith("ioredis") ? true : expect.stringMatching(/socket/i);
    expect([added, replaced]).toEqual([expected, expected]);
    expect(await store.read("key")).toBe("new");
  });

  test("a Redis that hangs costs no more than the timeout, and is used again when it goes on", async () => {
    const store = redisStore(await make(redis.port), { timeout: 200 });
    await store.write("key", "value", 60);
    redis.freeze();
    await expect(store.read("key")).rejects.toThrow("no answer within 200 ms");
    redis.goOn();
    await works(store);
    expect(await store.read("key")).toBe("value");
  });
});

test.each(["redis 5", "redis 6"])(
  "%s: what waits behind a full connection is not done later",
  async (name) => {
    const store = redisStore((await makers[name]?.(redis.port)) ?? expect.fail(), { timeout: 500 });
    const large = "x".repeat(200_000);
    redis.freeze();
    const ended = await Promise.allSettled(keys.map((key) => store.write(key, large, 60)));
    expect(ended.filter(({ status }) => status === "fulfilled")).toEqual([]);
    await redis.crash();
    await redis.restart();
    await works(store);
    expect(await Promise.all(keys.map((key) => store.read(key)))).toEqual(keys.map(() => undefined));
  },
);
