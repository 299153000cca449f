import assert from "node:assert/strict";
import type { SessionStore } from "../../store/session-store.js";
import type { Case } from "./case.js";

/** Milliseconds that a value of one second may still be seen before it counts as one that stays. */
const PATIENCE = 5_000;
/** Milliseconds between two looks. */
const PAUSE = 50;
/** Seconds: longer than any case. */
const LONG = 600;
/** Seconds of 400 days: more milliseconds than 32 bits hold, so that a timer of JavaScript would end at once. */
const VERY_LONG = 34_560_000;

/** What happens to a value when its time is up. Each waits for a value of one second that was written last to be gone. */
export const EXPIRY_CASES: readonly Case[] = [
  [
    "a value expires, and another one does not",
    async ({ store, twin }) => {
      await store.write("long", "value", LONG);
      await store.write("very-long", "value", VERY_LONG);
      await store.write("short", "value", 1);
      assert.equal(await twin.read("short"), "value");
      await gone(twin, "short");
      assert.equal(await store.read("long"), "value");
      assert.equal(await store.read("very-long"), "value");
    },
  ],
  [
    "what has expired is not replaced, and can be added: by one of 100 at once",
    async ({ store, twin }) => {
      await store.write("key", "value", 1);
      await gone(store, "key");
      assert.equal(await twin.replace("key", "value", "new", LONG), false);
      const won = await Promise.all(
        Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? store : twin).add("key", "again", LONG)),
      );
      assert.equal(won.filter(Boolean).length, 1);
      assert.equal(await twin.read("key"), "again");
    },
  ],
  [
    "what was added expires, and an add that came second does not prolong it",
    async ({ store, twin }) => {
      assert.equal(await store.add("key", "value", 1), true);
      assert.equal(await twin.add("key", "other", LONG), false);
      await gone(store, "key");
      assert.equal(await store.add("key", "again", LONG), true);
    },
  ],
  [
    "a value written again lives as long as was said last",
    async ({ store, twin }) => {
      await store.write("longer", "old", 1);
      await store.write("shorter", "old", LONG);
      await twin.write("longer", "new", LONG);
      await twin.write("shorter", "new", 1);
      await gone(store, "shorter");
      assert.equal(await store.read("longer"), "new");
    },
  ],
  [
    "a value that was replaced lives as long as was said then, one that was not as long as before",
    async ({ store, twin }) => {
      await store.write("longer", "old", 1);
      await store.write("shorter", "old", LONG);
      await store.write("refused", "old", 1);
      assert.equal(await twin.replace("longer", "old", "new", LONG), true);
      assert.equal(await twin.replace("refused", "another", "new", LONG), false);
      assert.equal(await twin.replace("shorter", "old", "new", 1), true);
      await gone(store, "shorter");
      await gone(store, "refused");
      assert.equal(await store.read("longer"), "new");
    },
  ],
];

/** Waits until a value is no longer seen. */
async function gone(store: SessionStore, key: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  // oxlint-disable-next-line no-await-in-loop -- each look comes after the one before
  while ((await store.read(key)) !== undefined) {
    if (Date.now() > end)
      assert.fail(`${key} was to live one second, and is still there after ${PATIENCE} ms`);
    // oxlint-disable-next-line no-await-in-loop -- a pause between two looks
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE);
    });
  }
}
