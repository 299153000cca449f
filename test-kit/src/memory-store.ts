import type { SessionStore } from "@moncomptepro/server";

/** A store that lives as long as the test. Nothing in it expires. */
export function memoryStore(): SessionStore {
  const values = new Map<string, string>();
  return {
    read: async (key) => values.get(key),
    async write(key, value) {
      values.set(key, value);
    },
    async add(key, value) {
      const isNew = !values.has(key);
      if (isNew) values.set(key, value);
      return isNew;
    },
    async replace(key, expected, value) {
      const isExpected = values.get(key) === expected;
      if (isExpected) values.set(key, value);
      return isExpected;
    },
    async remove(key) {
      values.delete(key);
    },
  };
}
