import fc from "fast-check";
import { expect, test } from "vitest";
import { join, names, split } from "./chunks.js";

test("whatever is spread is put together again, and every cookie fits in a browser", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30_000 }), (length) => {
      const value = "x".repeat(length);
      const chunks = split("session", value);
      expect(join("session", Object.fromEntries(chunks))).toBe(value);
      for (const [name, chunk] of chunks) expect(name.length + chunk.length).toBeLessThan(4000);
    }),
  );
});

test("the rest of an older, longer value is not taken for a part", () => {
  const cookies = {
    ...Object.fromEntries(split("session", "a".repeat(9000))),
    ...Object.fromEntries(split("session", "b")),
  };
  expect(join("session", cookies)).toBe("b");
  expect(names("session", cookies)).toEqual(["session", "session.1", "session.2"]);
});

test.each(["0", "1", "x", "~"])("a count that is never written makes no value: %s", (count) => {
  expect(join("session", { session: `${count}~value`, "session.1": "rest" })).toBeUndefined();
});

test("a part that is missing makes the whole missing", () => {
  const { "session.1": _, ...cookies } = Object.fromEntries(split("session", "a".repeat(9000)));
  expect(join("session", cookies)).toBeUndefined();
  expect(join("session", {})).toBeUndefined();
});
