import type { SessionStore } from "../store/session-store.js";

/** What is used of a client of the package `redis` (node-redis), which the application makes and connects. */
export interface RedisClient {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, options: RedisSetOptions): Promise<string | null>;
  del(keys: string | string[]): Promise<number>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  listenerCount(event: "error"): number;
  on(event: "error", listener: (error: unknown) => void): unknown;
}

interface RedisSetOptions {
  readonly expiration: { readonly type: "EX"; readonly value: number };
  readonly condition?: "NX";
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
export function redisStore(
  client: RedisClient,
  { prefix = "moncomptepro:", timeout = 2_000 }: RedisStoreOptions = {},
): SessionStore {
  // Without a listener an error of the connection would end the process; each command reports its own.
  if (client.listenerCount("error") === 0) client.on("error", () => undefined);

  const name = (key: string): string => `${prefix}${key}`;

  return {
    read: async (key) => (await within(timeout, client.get(name(key)))) ?? undefined,

    async write(key, value, seconds) {
      await within(timeout, client.set(name(key), value, { expiration: expiration(seconds) }));
    },

    add: async (key, value, seconds) =>
      (await within(
        timeout,
        client.set(name(key), value, { expiration: expiration(seconds), condition: "NX" }),
      )) !== null,

    replace: async (key, expected, value, seconds) =>
      (await within(
        timeout,
        client.eval(REPLACE, { keys: [name(key)], arguments: [expected, value, String(seconds)] }),
      )) === 1,

    async remove(key) {
      await within(timeout, client.del(name(key)));
    },
  };
}

/** On one key, so that it works in a cluster too. */
const REPLACE = `if redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
redis.call("SET", KEYS[1], ARGV[2], "EX", ARGV[3])
return 1`;

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
