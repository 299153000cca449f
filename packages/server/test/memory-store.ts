import type { SessionStore } from "../src/index.js";

/** A store that lives as long as the test. Nothing in it expires. */
export function memoryStore(): SessionStore {
  const values = new Map<string, string>();
  const owned = new Map<string, Set<string>>();
  return {
    read: async (key) => values.get(key),
    async write(key, value, _seconds, owners) {
      values.set(key, value);
      for (const owner of owners) owned.set(owner, (owned.get(owner) ?? new Set()).add(key));
    },
    async replace(key, value) {
      const isThere = values.has(key);
      if (isThere) values.set(key, value);
      return isThere;
    },
    async remove(key) {
      values.delete(key);
    },
    async removeAll(owner) {
      for (const key of owned.get(owner) ?? []) values.delete(key);
    },
    async claim(key) {
      const isFirst = !values.has(key);
      values.set(key, "");
      return isFirst;
    },
  };
}
