import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
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
        // Old enough to renew what it holds on to in the middle.
        for (let age = 0; age < 950; age += 1) map.set("0", 0);
        map.clear();
        for (let age = 0; age < 950; age += 1) map.set("0", 0);
        map.delete("0");
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
          expect(map.keys()).toEqual(expected.map(([entry]) => entry));
          expect(map.values()).toEqual(expected.map(([, entry]) => entry));
        }
      }),
    );
  });

  it("lets go of what it has forgotten", () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const heap = (): number => {
      collect();
      return process.memoryUsage().heapUsed / 1_000_000;
    };
    for (const forget of ["clear", "delete"] as const) {
      const map = new BoundedMap<string>({ size: 50_000 });
      const before = heap();
      for (let round = 0; round < 40; round += 1) {
        for (let key = 0; key < 3000; key += 1) map.set(`${round} ${key}`, "x".repeat(100) + key);
        if (forget === "clear") map.clear();
        else for (let key = 0; key < 3000; key += 1) map.delete(`${round} ${key}`);
      }
      expect(heap() - before).toBeLessThan(10);
      expect(map.get("39 0")).toBeUndefined();
    }
  });

  it("forgets each entry after its time", () => {
    const map = new BoundedMap<number>({ size: 5 });
    map.set("gone", 1, 0);
    map.set("there", 2, 60);
    expect(map.keys()).toEqual(["there"]);
    expect(map.values()).toEqual([2]);
    expect([map.get("gone"), map.get("there")]).toEqual([undefined, 2]);
  });
});
