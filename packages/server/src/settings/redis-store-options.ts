import * as v from "valibot";
import type { RedisStoreOptions } from "../stores/redis-store-options.js";
import { requireMembers } from "./members.js";

/** @throws AuthError `settings_invalid` with every mistake at once */
export function readRedisStoreOptions(options: unknown): RedisStoreOptions {
  const message = "must be whole milliseconds, from 1 to 60,000";
  return requireMembers(
    "redisStore()",
    options,
    {
      prefix: v.optional(v.string("must be a text")),
      timeout: v.optional(
        v.pipe(v.number(message), v.integer(message), v.minValue(1, message), v.maxValue(60_000, message)),
      ),
    },
    "settings_invalid",
  );
}
