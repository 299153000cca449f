import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Redis as Ioredis } from "ioredis-6";
import { createClient } from "redis";
import { createClient as createClient4, createCluster as createCluster4 } from "redis-4";
import { expect, test } from "vitest";
import { startRedis } from "@moncomptepro/test-kit/redis";
import { redisStore } from "./redis.js";

/** As JavaScript calls it, without types. */
const make = redisStore as (client?: unknown, options?: unknown) => unknown;

test.each<[string, () => unknown, RegExp]>([
  ["redis 4", () => createClient4(), /redis 4 or older.*npm install redis@6/],
  [
    "redis 4, a Cluster",
    () => createCluster4({ rootNodes: [{ url: "redis://127.0.0.1:1" }] }),
    /redis 4 or older/,
  ],
  ["redis 6, legacy()", () => createClient().legacy(), /something else: pass what createClient/],
  [
    "a client that nobody awaited",
    () =>
      createClient()
        .connect()
        .catch(() => undefined),
    /a promise: await it first/,
  ],
  ["nothing", () => undefined, /this is undefined/],
  ["null", () => null, /this is null/],
  ["an address", () => "redis://localhost", /this is string/],
  [
    "what ioredis 4 looks like: it does not say whether it is a Cluster",
    () => ({ status: "ready", eval: async () => 1, listenerCount: () => 1, on: () => undefined }),
    /something else/,
  ],
  ["another object", () => ({ get: () => "", set: () => "" }), /something else/],
])("refuses %s, and says what works", (_what, client, sentence) => {
  expect(() => make(client())).toThrow(sentence);
  expect(() => make(client())).toThrow(/package redis, version 5 or 6 .*ioredis, version 5 or 6/);
});

test("refuses redis 3", async () => {
  const redis = await startRedis();
  // It has no types.
  const { createClient: createClient3 } = createRequire(import.meta.url)("redis-3") as {
    createClient: (options: { url: string }) => { end(flush: boolean): void };
  };
  const client = createClient3({ url: redis.url });
  expect(() => make(client)).toThrow(/redis 4 or older/);
  client.end(true);
  await redis.stop();
});

test.each<[unknown, RegExp]>([
  [{ prefx: "a" }, /prefx is unknown: perhaps prefix was meant/],
  [{ ttl: 5 }, /ttl is unknown/],
  [{ prefix: 5 }, /prefix .* text/],
  [{ timeout: 0 }, /timeout .* milliseconds/],
  [{ timeout: "2000" }, /timeout .* milliseconds/],
  [{ timeout: Number.NaN }, /timeout .* milliseconds/],
  [{ timeout: 2 ** 31 }, /timeout .* milliseconds/],
])("refuses the options %j", (options, sentence) => {
  expect(() => make(createClient(), options)).toThrow(sentence);
});

test("an error of the connection ends no process, whether the application listens or not", async () => {
  const bare = new Ioredis({ lazyConnect: true, port: 1, retryStrategy: null });
  redisStore(bare);
  expect(bare.listenerCount("error")).toBe(1);
  bare.emit("error", new Error("away"));

  const heard: unknown[] = [];
  const own = createClient().on("error", (error) => heard.push(error));
  redisStore(own);
  own.emit("error", new Error("away"));
  expect(heard).toHaveLength(1);
  expect(own.listenerCount("error")).toBe(1);
});

test("a client that nobody connected says what to do", async () => {
  await expect(redisStore(createClient()).read("key")).rejects.toThrow("call connect()");
});

test("a client of ioredis that waits for its first command is connected by it", async () => {
  const redis = await startRedis();
  const client = new Ioredis(redis.url, { lazyConnect: true });
  const store = redisStore(client);
  await store.write("key", "value", 60);
  expect(await store.read("key")).toBe("value");
  const ended = once(client, "end");
  client.disconnect();
  await ended;
  await expect(store.read("key")).rejects.toThrow("no connection to Redis (end)");
  await redis.stop();
});

test("a life that is no whole number of seconds writes nothing", async () => {
  const redis = await startRedis();
  const client = await createClient({ url: redis.url }).connect();
  const store = redisStore(client);
  for (const seconds of [0, -1, 1.5, Number.NaN, Infinity]) {
    await expect(store.write("key", "value", seconds)).rejects.toThrow("whole");
    await expect(store.add("key", "value", seconds)).rejects.toThrow("whole");
    await expect(store.replace("key", "", "value", seconds)).rejects.toThrow("whole");
  }
  expect(await client.keys("*")).toEqual([]);
  client.destroy();
  await redis.stop();
});

test("keys bear the prefix, and every one expires", async () => {
  const redis = await startRedis();
  const client = await createClient({ url: redis.url }).connect();
  await redisStore(client).write("a", "value", 60);
  await redisStore(client, { prefix: "app:" }).add("b", "value", 60);
  await redisStore(client, { prefix: "app:" }).replace("b", "value", "new", 50);
  expect((await client.keys("*")).toSorted()).toEqual(["app:b", "moncomptepro:a"]);
  for (const [key, most] of [
    ["app:b", 50],
    ["moncomptepro:a", 60],
  ] as const) {
    const left = await client.ttl(key);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(most);
  }
  client.destroy();
  await redis.stop();
});

test("the permissions that docs/stores.md names are enough, and reach no other keys", async () => {
  const document = readFileSync(new URL("../../../../docs/stores.md", import.meta.url), "utf8");
  const rules = [...(/\*\*Permissions\*\*.*?\n- /s.exec(document)?.[0] ?? "").matchAll(/`([~+][^`]+)`/g)];
  const redis = await startRedis();
  const administrator = await createClient({ url: redis.url }).connect();
  const words = rules.flatMap(([, text = ""]) => text.split(/\s+/));
  await administrator.sendCommand(["ACL", "SETUSER", "app", "on", ">password", ...words]);
  const account = { username: "app", password: "password" };
  const node = await createClient({ url: redis.url, ...account }).connect();
  const io = new Ioredis(redis.url, account);
  await io.ping();
  for (const client of [node, io]) {
    const store = redisStore(client);
    expect(await store.add("key", "value", 60)).toBe(true);
    expect(await store.replace("key", "value", "new", 60)).toBe(true);
    expect(await store.read("key")).toBe("new");
    await store.write("key", "newer", 60);
    await store.remove("key");
    await expect(redisStore(client, { prefix: "other:" }).read("key")).rejects.toThrow(/NOPERM|permission/i);
  }
  administrator.destroy();
  node.destroy();
  io.disconnect();
  await redis.stop();
});
