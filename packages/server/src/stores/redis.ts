import { randomToken } from "../random.js";
import { readRedisStoreOptions } from "../settings/redis-store-options.js";
import type { SessionStore } from "../store/session-store.js";
import { scriptingOf, type RedisClient } from "./redis-client.js";
import type { RedisStoreOptions } from "./redis-store-options.js";

export type { RedisClient } from "./redis-client.js";
export type { RedisStoreOptions } from "./redis-store-options.js";

/**
 * Each command is a script on one key. A script runs where the key is written, so that nothing is read from a replica
 * that is behind; and Redis runs nothing else meanwhile, so that it is atomic. One key, so that it works on a Cluster.
 *
 * A value stands behind a mark of its call. Some clients run a command again when the connection broke before its
 * answer: by the mark the second run sees that the first one did it, and says so.
 */
const MARK_LENGTH = 16;
const SCRIPTS = {
  read: "return redis.call('get', KEYS[1])",
  write: "redis.call('set', KEYS[1], ARGV[1] .. ARGV[2], 'EX', ARGV[3]) return 1",
  add: `
    local now = redis.call('get', KEYS[1])
    if now then return string.sub(now, 1, ${MARK_LENGTH}) == ARGV[1] and 1 or 0 end
    redis.call('set', KEYS[1], ARGV[1] .. ARGV[2], 'EX', ARGV[3])
    return 1`,
  replace: `
    local now = redis.call('get', KEYS[1])
    if not now then return 0 end
    if string.sub(now, 1, ${MARK_LENGTH}) == ARGV[1] then return 1 end
    if string.sub(now, ${MARK_LENGTH + 1}) ~= ARGV[4] then return 0 end
    redis.call('set', KEYS[1], ARGV[1] .. ARGV[2], 'EX', ARGV[3])
    return 1`,
  remove: "return redis.call('del', KEYS[1])",
};

/**
 * Sessions in Redis: a single server, Sentinel or Cluster, through the client that the application made and connected.
 * While Redis is away each call rejects: at once when the client says that it has no connection, else after the
 * timeout.
 *
 * @example
 * const client = createClient({ url: process.env.REDIS_URL }).on("error", (error) => console.error(error.message));
 * const auth = createAuth({ session: { store: redisStore(await client.connect()) } });
 *
 * @throws TypeError when the client is of a version that does not work
 * @throws AuthError `settings_invalid` when an option is not right, with every mistake at once
 */
export function redisStore(client: RedisClient, options: RedisStoreOptions = {}): SessionStore {
  const { prefix = "moncomptepro:", timeout = 2_000 } = readRedisStoreOptions(options);
  const scripting = scriptingOf(client);
  // Without a listener an error of the connection would end the process; each command reports its own.
  if (client.listenerCount("error") === 0) client.on("error", () => undefined);

  async function run(name: keyof typeof SCRIPTS, key: string, ...parameters: string[]): Promise<unknown> {
    const reason = scripting.unavailableReason();
    // Otherwise the client keeps the command and runs it later, when its answer is no longer awaited.
    if (reason !== undefined) throw new Error(`Redis: ${reason}`);
    return within(timeout, (signal) => scripting.run(SCRIPTS[name], `${prefix}${key}`, parameters, signal));
  }

  return {
    read: async (key) => text(await run("read", key))?.slice(MARK_LENGTH),
    async write(key, value, seconds) {
      await run("write", key, mark(), value, life(seconds));
    },
    add: async (key, value, seconds) => isDone(await run("add", key, mark(), value, life(seconds))),
    replace: async (key, expected, value, seconds) =>
      isDone(await run("replace", key, mark(), value, life(seconds), expected)),
    async remove(key) {
      await run("remove", key);
    },
  };
}

function mark(): string {
  return randomToken().slice(0, MARK_LENGTH);
}

/** Redis takes no life of 0 seconds; a mistake must not make one that never ends. */
function life(seconds: number): string {
  if (!Number.isInteger(seconds) || seconds < 1) throw new RangeError("seconds must be whole, 1 or more");
  return String(seconds);
}

/** Some clients are set to give bytes. */
function text(answer: unknown): string | undefined {
  if (answer === null) return undefined;
  if (typeof answer === "string") return answer;
  if (Buffer.isBuffer(answer)) return answer.toString();
  throw new TypeError(`Redis: an answer of the type ${typeof answer}, where text was expected`);
}

/** Some clients are set to give numbers as text. */
function isDone(answer: unknown): boolean {
  return String(answer) === "1";
}

/** Rejects when the time is up, and aborts the command. How the command ends afterwards no longer matters. */
async function within<T>(milliseconds: number, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Redis: no answer within ${milliseconds} ms`));
      controller.abort();
    }, milliseconds);
  });
  try {
    return await Promise.race([start(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
