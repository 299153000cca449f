import type { SessionStore } from "../src/index.js";

/**
 * A store whose entries expire by our clock, which tests move; by its own one the real store behind has them for longer.
 */
export function clockedStore(store: SessionStore): SessionStore {
  const ends = new Map<string, number>();
  const keep = (key: string, seconds: number): void => void ends.set(key, Date.now() + seconds * 1000);
  const expire = async (key: string): Promise<void> => {
    if ((ends.get(key) ?? Infinity) > Date.now()) return;
    ends.delete(key);
    await store.remove(key);
  };
  return {
    async read(key) {
      await expire(key);
      return store.read(key);
    },
    async write(key, value, seconds) {
      keep(key, seconds);
      await store.write(key, value, seconds);
    },
    async add(key, value, seconds) {
      await expire(key);
      const isNew = await store.add(key, value, seconds);
      if (isNew) keep(key, seconds);
      return isNew;
    },
    async replace(key, expected, value, seconds) {
      await expire(key);
      const isReplaced = await store.replace(key, expected, value, seconds);
      if (isReplaced) keep(key, seconds);
      return isReplaced;
    },
    async remove(key) {
      ends.delete(key);
      await store.remove(key);
    },
  };
}
