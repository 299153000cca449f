import { Redis as Ioredis5 } from "ioredis-5";
import { Redis as Ioredis6 } from "ioredis-6";
import { createClient, createClientPool, createCluster, createSentinel } from "redis";
import {
  createClient as createClient5,
  createCluster as createCluster5,
  createSentinel as createSentinel5,
} from "redis-5";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  startCluster,
  startRedis,
  startSentinel,
  type Redis,
  type RedisGroup,
  type SentinelGroup,
} from "@moncomptepro/test-kit/redis";
import { sessionStoreContract } from "../testing.js";
import { redisStore, type RedisClient } from "./redis.js";

let redis: Redis;
let cluster: RedisGroup;
let sentinel: SentinelGroup;
const clients = new Map<string, RedisClient>();
const ends: (() => unknown)[] = [];

/** A client of node-redis, connected. */
async function connected<T extends RedisClient & { connect(): Promise<unknown>; destroy(): unknown }>(
  client: T,
): Promise<T> {
  client.on("error", () => undefined);
  await client.connect();
  ends.push(() => client.destroy());
  return client;
}

/** A client of ioredis, ready. */
async function ready<
  T extends RedisClient & { once(event: "ready", listener: () => void): unknown; disconnect(): void },
>(client: T): Promise<T> {
  client.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    client.once("ready", resolve);
  });
  ends.push(() => client.disconnect());
  return client;
}

const single: Record<string, () => Promise<RedisClient>> = {
  "redis 5": () => connected(createClient5({ url: redis.url })),
  "redis 6": () => connected(createClient({ url: redis.url })),
  "redis 6, set to an older protocol and to give bytes": () =>
    connected(createClient({ url: redis.url, RESP: 2, commandOptions: { typeMapping: { 36: Buffer } } })),
  "redis 6, a pool": () => connected(createClientPool({ url: redis.url })),
  "ioredis 5": () => ready(new Ioredis5(redis.url)),
  "ioredis 6": () => ready(new Ioredis6(redis.url)),
  "ioredis 6, set to pipeline by itself and to give numbers as text": () =>
    ready(new Ioredis6(redis.url, { enableAutoPipelining: true, stringNumbers: true })),
};
const nodes = (): { host: string; port: number }[] =>
  cluster.servers.map(({ port }) => ({ host: "127.0.0.1", port }));
const rootNodes = (): { url: string }[] => cluster.servers.map(({ url }) => ({ url }));
const inCluster: Record<string, () => Promise<RedisClient>> = {
  "redis 5": () => connected(createCluster5({ rootNodes: rootNodes() })),
  "redis 6": () => connected(createCluster({ rootNodes: rootNodes(), useReplicas: true })),
  "ioredis 5": () => ready(new Ioredis5.Cluster(nodes())),
  "ioredis 6": () => ready(new Ioredis6.Cluster(nodes(), { scaleReads: "slave" })),
};
const sentinels = (): { host: string; port: number }[] => [
  { host: "127.0.0.1", port: sentinel.sentinelPort },
];
const throughSentinel: Record<string, () => Promise<RedisClient>> = {
  "redis 5": () => connected(createSentinel5({ name: sentinel.name, sentinelRootNodes: sentinels() })),
  // A replica may be behind: what is read must not come from there.
  "redis 6": () =>
    connected(createSentinel({ name: sentinel.name, sentinelRootNodes: sentinels(), replicaPoolSize: 1 })),
  "ioredis 5": () => ready(new Ioredis5({ name: sentinel.name, sentinels: sentinels() })),
  "ioredis 6": () => ready(new Ioredis6({ name: sentinel.name, sentinels: sentinels() })),
};

const families = {
  "a single Redis": single,
  "a Redis Cluster": inCluster,
  "Redis through a Sentinel": throughSentinel,
};

beforeAll(async () => {
  [redis, cluster, sentinel] = await Promise.all([startRedis(), startCluster(), startSentinel()]);
  const all = Object.entries(families).flatMap(([where, makers]) =>
    Object.entries(makers).map(async ([name, make]) => clients.set(`${where} ${name}`, await make())),
  );
  await Promise.all(all);
});
afterAll(async () => {
  await Promise.all(ends.map((end) => end()));
  await Promise.all([redis.stop(), cluster.stop(), sentinel.stop()]);
});

describe.each(Object.entries(families))("%s keeps the contract", (where, makers) => {
  describe.concurrent.each(Object.keys(makers))("with %s", (name) => {
    const client = (): RedisClient => clients.get(`${where} ${name}`) ?? expect.fail("no client");
    for (const each of sessionStoreContract((prefix) => redisStore(client(), { prefix: `${prefix}:` })))
      test.concurrent(each.name, each.run);
  });
});
