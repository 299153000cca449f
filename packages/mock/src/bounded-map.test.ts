import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoundedMap } from "./bounded-map.js";

describe("BoundedMap", () => {
  it("holds what was set last, as many as it may, whatever was deleted in between", () => {
    const operation = fc.record({
      act: fc.constantFrom("set", "set", "set", "set", "delete", "clear"),
      key: fc.integer({ min: 0, max: 9 }).map(String),
    });
    fc.assert(
      fc.property(fc.array(operation, { minLength: 30, maxLength: 200 }), (operations) => {
        const map = new BoundedMap<number>({ size: 5 });
        // The same in the plainest way: keys and values, oldest first.
        let expected: [string, number][] = [];
        for (const [value, { act, key }] of operations.entries()) {
          if (act === "clear") {
            map.clear();
            expected = [];
            continue;
          }
          expected = expected.filter(([other]) => other !== key);
          if (act === "delete") map.delete(key);
          else {
            map.set(key, value);
            expected = [...expected, [key, value] as [string, number]].slice(-5);
          }
          for (let each = 0; each < 10; each += 1) {
            expect(map.get(String(each))).toBe(new Map(expected).get(String(each)));
          }
        }
      }),
    );
  });

  it("forgets each entry after its time", () => {
    const map = new BoundedMap<number>({ size: 5 });
    map.set("gone", 1, 0);
    map.set("there", 2, 60);
    expect([map.get("gone"), map.get("there")]).toEqual([undefined, 2]);
  });
});
