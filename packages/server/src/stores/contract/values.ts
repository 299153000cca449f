import assert from "node:assert/strict";
import { randomToken } from "../../random.js";
import { KEY, times, type Case } from "./case.js";

const VALUES = {
  "of one character": "x",
  "of 10 kB": randomToken().repeat(320),
  "of any characters": everyCharacter(),
  "with spaces at both ends": "  x  ",
  "that looks like a number": "007",
  "that looks like SQL, a format or a pattern": '\'; drop table "session"; -- %s $1 \\ * ?',
};

export const VALUE_CASES: readonly Case[] = [
  [
    "what was never written is not there",
    async ({ store }) => {
      assert.equal(await store.read(KEY), undefined);
      assert.equal(await store.replace(KEY, "", "new", 60), false);
      assert.equal(await store.read(KEY), undefined);
      await store.remove(KEY);
    },
  ],
  ...Object.entries(VALUES).map(([what, value]): Case => [
    `a value ${what} comes back as it was written`,
    async ({ store, twin }) => {
      await store.write(KEY, value, 60);
      assert.equal(await twin.read(KEY), value);
      assert.equal(await store.replace(KEY, value, `${value}!`, 60), true);
      assert.equal(await twin.read(KEY), `${value}!`);
      await store.remove(KEY);
      assert.equal(await store.add(KEY, value, 60), true);
      assert.equal(await twin.read(KEY), value);
    },
  ]),
  [
    "write takes the place of what was there",
    async ({ store, twin }) => {
      await store.write(KEY, "old", 60);
      await twin.write(KEY, "new", 60);
      assert.equal(await store.read(KEY), "new");
    },
  ],
  [
    "add leaves what is there",
    async ({ store, twin }) => {
      assert.equal(await store.add(KEY, "first", 60), true);
      assert.equal(await twin.add(KEY, "second", 60), false);
      assert.equal(await store.add(KEY, "first", 60), false);
      assert.equal(await store.read(KEY), "first");
    },
  ],
  [
    "replace compares the value, to the last character",
    async ({ store, twin }) => {
      await store.write(KEY, "Value", 60);
      for (const other of ["value", "Value ", "Valu", "", "Valué", "V%"])
        assert.equal(await twin.replace(KEY, other, "wrong", 60), false);
      assert.equal(await store.read(KEY), "Value");
      assert.equal(await twin.replace(KEY, "Value", "right", 60), true);
      assert.equal(await twin.replace(KEY, "Value", "late", 60), false);
      assert.equal(await store.read(KEY), "right");
    },
  ],
  [
    "what was removed is not there, and can be added again",
    async ({ store, twin }) => {
      await store.write(KEY, "value", 60);
      await twin.remove(KEY);
      await twin.remove(KEY);
      assert.equal(await store.read(KEY), undefined);
      assert.equal(await store.replace(KEY, "value", "undone", 60), false);
      assert.equal(await store.read(KEY), undefined);
      assert.equal(await store.add(KEY, "again", 60), true);
    },
  ],
  [
    "keys that look alike are different",
    async ({ store }) => {
      const keys = [KEY, KEY.slice(0, -1), KEY.toLowerCase(), KEY.replace("_", "-"), `${KEY}:`];
      for (const key of keys) assert.equal(await store.add(key, key, 60), true);
      await store.remove(KEY);
      const left = await Promise.all(keys.map((key) => store.read(key)));
      assert.deepEqual(left, [undefined, ...keys.slice(1)]);
    },
  ],
  [
    "stores of two names share nothing",
    async ({ store, stranger }) => {
      await store.write(KEY, "mine", 60);
      assert.equal(await stranger.read(KEY), undefined);
      assert.equal(await stranger.replace(KEY, "mine", "theirs", 60), false);
      assert.equal(await stranger.add(KEY, "theirs", 60), true);
      await stranger.remove(KEY);
      assert.equal(await store.read(KEY), "mine");
    },
  ],
];

/** Text without NUL and without halves of characters: what UTF-8 can say, and every database takes. */
function everyCharacter(): string {
  const codes = times(0xd7ff, (index) => index + 1).filter((code) => code < 0x3000 || code % 64 === 0);
  return `${String.fromCodePoint(...codes)}\u{1f600}\u{10ffff}`.slice(-10_000);
}
