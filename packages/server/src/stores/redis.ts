import { readRedisStoreOptions } from "../settings/redis-store-options.js";
import type { SessionStore } from "../session/session-store.js";

/** What is used of a client of the package `redis` (node-redis), which the application makes and connects. */
export interface RedisClient {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, options: RedisSetOptions): Promise<string | null>;
  del(keys: string | string[]): Promise<number>;
  sAdd(key: string, member: string): Promise<number>;
  sMembers(key: string): Promise<string[]>;
  expire(key: string, seconds: number, mode?: "GT" | "NX"): Promise<number>;
  listenerCount(event: "error"): number;
  on(event: "error", listener: (error: unknown) => void): unknown;
}

interface RedisSetOptions {
  readonly expiration: { readonly type: "EX"; readonly value: number };
  readonly condition?: "NX" | "XX";
}

export interface RedisStoreOptions {
  /** Put before each key. Default `moncomptepro:`. */
  readonly prefix?: string;
  /** Milliseconds after which a command counts as failed, as while Redis restarts. Default 2,000. */
  readonly timeout?: number;
}

/**
 * Sessions in Redis.
 *
 * @example
 * const client = await createClient({ url: process.env.REDIS_URL }).connect();
 * const auth = createAuth({ session: { store: redisStore(client) } });
 */
export function redisStore(client: RedisClient, options: RedisStoreOptions = {}): SessionStore {
  const { prefix = "moncomptepro:", timeout = 2_000 } = readRedisStoreOptions(options);
  // Without a listener an error of the connection would end the process; each command reports its own.
  if (client.listenerCount("error") === 0) client.on("error", () => undefined);

  const name = (key: string): string => `${prefix}${key}`;

  async function own(owner: string, key: string, seconds: number): Promise<void> {
    await client.sAdd(owner, key);
    // The list of what is an owner's lives as long as the longest of it.
    await client.expire(owner, seconds, "NX");
    await client.expire(owner, seconds, "GT");
  }

  return {
    read: async (key) => (await within(timeout, client.get(name(key)))) ?? undefined,

    async write(key, value, seconds, owners) {
      for (const owner of owners) {
        // oxlint-disable-next-line no-await-in-loop -- two at most, and each must be there before the value is
        await within(timeout, own(name(owner), name(key), seconds));
      }
      await within(timeout, client.set(name(key), value, { expiration: expiration(seconds) }));
    },

    replace: async (key, value, seconds) =>
      (await within(
        timeout,
        client.set(name(key), value, { expiration: expiration(seconds), condition: "XX" }),
      )) !== null,

    async remove(key) {
      await within(timeout, client.del(name(key)));
    },

    async removeAll(owner) {
      const keys = await within(timeout, client.sMembers(name(owner)));
      await within(timeout, client.del([...keys, name(owner)]));
    },

    claim: async (key, seconds) =>
      (await within(
        timeout,
        client.set(name(key), "1", { expiration: expiration(seconds), condition: "NX" }),
      )) !== null,
  };
}

function expiration(seconds: number): RedisSetOptions["expiration"] {
  return { type: "EX", value: seconds };
}

/** While Redis is away its client keeps commands for later: nobody must wait for that. */
async function within<T>(milliseconds: number, command: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([command, late]);
  } finally {
    clearTimeout(timer);
  }
}
