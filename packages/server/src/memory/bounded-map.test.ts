import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { BoundedMap, copyText } from "./bounded-map.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const megabytes = (): number => {
  collect();
  return process.memoryUsage().heapUsed / 1_000_000;
};

/** A key at the end of a long text, as a state is in the address of its request. */
const cutOut = (index: number): string =>
  Buffer.from(`${"x".repeat(100_000)}${String(index).padStart(40, "k")}`, "latin1")
    .toString("latin1")
    .slice(-40);

test("what is asked for by a text that was cut out of another one does not keep that one alive", () => {
  const map = new BoundedMap<number>({ entries: 500 });
  for (let index = 0; index < 500; index += 1) map.set(copyText(cutOut(index)), index);
  const before = megabytes();
  for (let index = 0; index < 500; index += 1) expect(map.get(cutOut(index))).toBe(index);
  expect(megabytes() - before).toBeLessThan(10);
});

test("what was used last is forgotten last, however often it is asked for", () => {
  const map = new BoundedMap<number>({ entries: 3 });
  for (const [index, key] of ["a", "b", "c"].entries()) map.set(key, index);
  for (const key of ["a", "a", "b", "a", "a"]) map.get(key);
  map.set("d", 3);
  map.set("e", 4);
  expect(["a", "b", "c", "d", "e"].map((key) => map.get(key))).toEqual([0, undefined, undefined, 3, 4]);
});

test("what was deleted and set again is the newest one again", () => {
  const map = new BoundedMap<string>({ entries: 2 });
  map.set("a", "first");
  map.delete("a");
  map.set("b", "b");
  map.set("a", "second");
  map.set("c", "c");
  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual(["second", undefined, "c"]);
});
