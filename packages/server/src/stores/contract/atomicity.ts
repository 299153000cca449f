import assert from "node:assert/strict";
import type { SessionStore } from "../../store/session-store.js";
import { KEY, times, type Case } from "./case.js";

export const ATOMICITY_CASES: readonly Case[] = [
  [
    "of 100 adds of one key at once, one wins",
    async ({ store, twin }) => {
      const won = await Promise.all(
        times(100, (index) => pick(index, store, twin).add(KEY, String(index), 60)),
      );
      assert.equal(count(won), 1);
      assert.equal(await store.read(KEY), String(won.indexOf(true)));
    },
  ],
  [
    "of 100 replacements of one value at once, one wins",
    async ({ store, twin }) => {
      await store.write(KEY, "expected", 60);
      const won = await Promise.all(
        times(100, (index) => pick(index, store, twin).replace(KEY, "expected", String(index), 60)),
      );
      assert.equal(count(won), 1);
      assert.equal(await store.read(KEY), String(won.indexOf(true)));
    },
  ],
  [
    "a replacement never brings back what was removed at the same time",
    async ({ store, twin }) => {
      const keys = times(50, (index) => `${KEY.slice(0, -2)}${index}`);
      await Promise.all(keys.map((key) => store.write(key, "old", 60)));
      await Promise.all(keys.flatMap((key) => [store.replace(key, "old", "new", 60), twin.remove(key)]));
      assert.deepEqual(
        await Promise.all(keys.map((key) => store.read(key))),
        keys.map(() => undefined),
      );
    },
  ],
  [
    "100 keys added at once are all there",
    async ({ store, twin }) => {
      const keys = times(100, (index) => `state:${index}`);
      const won = await Promise.all(keys.map((key, index) => pick(index, store, twin).add(key, key, 60)));
      assert.equal(count(won), 100);
      assert.deepEqual(await Promise.all(keys.map((key) => twin.read(key))), keys);
    },
  ],
];

function pick(index: number, store: SessionStore, twin: SessionStore): SessionStore {
  return index % 2 === 0 ? store : twin;
}

function count(answers: readonly boolean[]): number {
  return answers.filter(Boolean).length;
}
