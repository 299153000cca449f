import { ioredis, isIoredis, type IoredisClient } from "./ioredis.js";
import { isNodeRedis, nodeRedis, type NodeRedisClient } from "./node-redis.js";
import type { Scripting } from "./scripting.js";

/** A client that the application makes, connects and closes: node-redis 5 or 6, or ioredis 5 or 6. */
export type RedisClient = NodeRedisClient | IoredisClient;

const WORKS =
  "redisStore() takes a client of the package redis, version 5 or 6 (createClient, createCluster, createSentinel), or of the package ioredis, version 5 or 6 (Redis, Redis.Cluster)";

/**
 * What drives a client, whatever its family.
 *
 * @throws TypeError when it is of another version or of no known family, with what to do
 */
export function scriptingOf(client: unknown): Scripting {
  if (isNodeRedis(client)) return nodeRedis(client);
  if (isIoredis(client)) return ioredis(client);
  throw new TypeError(`${WORKS}; ${whatItIs(client)}.`);
}

function whatItIs(client: unknown): string {
  if (typeof client !== "object" || client === null)
    return `this is ${client === null ? "null" : typeof client}`;
  if (client instanceof Promise) return "this is a promise: await it first";
  // Version 3 knows `connected`, version 4 `isOpen`; neither knows withCommandOptions().
  if ("sendCommand" in client && ("isOpen" in client || "connected" in client))
    return "this is one of redis 4 or older: npm install redis@6, and take what createClient() gives";
  if ("sendCommand" in client && "status" in client)
    return "this is one of ioredis 4 or older: npm install ioredis@6";
  return "this is something else: pass what createClient() or new Redis() gives";
}
