import { beforeEach, expect, test } from "vitest";
import { SECRET } from "@moncomptepro/test-kit/browser";
import { memoryStore } from "../../test/memory-store.js";
import { NEXT_SECRET } from "../../test/two-of-everything.js";
import { KeyRing } from "../sealing/key-ring.js";
import type { SessionStore } from "./session-store.js";
import { SharedStore } from "./shared-store.js";

let store: SessionStore;
let names: Set<string>;
let one: SharedStore;
/** An instance that knows the next secret already. */
let both: SharedStore;

beforeEach(() => {
  const real = memoryStore();
  names = new Set();
  store = {
    ...real,
    write: (key, ...rest) => {
      names.add(key);
      return real.write(key, ...rest);
    },
    add: (key, ...rest) => {
      names.add(key);
      return real.add(key, ...rest);
    },
  };
  one = new SharedStore(store, new KeyRing([SECRET]));
  both = new SharedStore(store, new KeyRing([NEXT_SECRET, SECRET]));
});

const held = async (): Promise<number> =>
  (await Promise.all([...names].map((key) => store.read(key)))).filter((value) => value !== undefined).length;

test("what stands in the place of another entry is none: each is sealed for its own name", async () => {
  for (const person of ["jean", "marie"]) await one.write("epoch", [person], { epoch: person }, 60);
  expect((await one.read("epoch", ["marie"]))?.content).toEqual({ epoch: "marie" });
  const [jean = "", marie = ""] = names;
  await store.write(marie, (await store.read(jean)) ?? "", 60);
  expect(await one.read("epoch", ["marie"])).toBeUndefined();
});

test("instances that know different secrets add an entry once, and the one that comes late leaves nothing", async () => {
  expect([await one.add("epoch", ["a"], {}, 60), await both.add("epoch", ["a"], {}, 60)]).toEqual([
    true,
    false,
  ]);
  expect(await held()).toBe(1);
  expect([await both.add("epoch", ["b"], {}, 60), await one.add("epoch", ["b"], {}, 60)]).toEqual([
    true,
    false,
  ]);
});

test("what is removed is gone under every name", async () => {
  await both.add("epoch", ["a"], {}, 60);
  await both.remove("epoch", ["a"]);
  expect(await held()).toBe(0);
});

test("what is written under every name is read by an instance that does not know the newest secret", async () => {
  await both.writeAll("epoch", ["a"], { epoch: "x" }, 60);
  expect((await one.read("epoch", ["a"]))?.content).toEqual({ epoch: "x" });
});

test("what changed since it was read, or is gone, is not replaced", async () => {
  await one.write("session", ["a"], { count: 1 }, 60);
  const entry = (await one.read("session", ["a"])) ?? expect.fail("there is no entry");
  expect((await one.replace(entry, { count: 2 }, 60))?.content).toEqual({ count: 2 });
  expect(await one.replace(entry, { count: 3 }, 60)).toBeUndefined();
  expect((await one.read("session", ["a"]))?.content).toEqual({ count: 2 });
  const last = (await one.read("session", ["a"])) ?? expect.fail("there is no entry");
  await one.remove("session", ["a"]);
  expect(await one.replace(last, { count: 4 }, 60)).toBeUndefined();
  expect(await held()).toBe(0);
});

test("a store that fails is said to be away, whatever is asked of it", async () => {
  const fail = (): Promise<never> => Promise.reject(new Error("ECONNREFUSED"));
  const away = new SharedStore(
    { read: fail, write: fail, add: fail, replace: fail, remove: fail },
    new KeyRing([SECRET]),
  );
  const expected = { code: "store_unavailable", hint: "the session store: Error: ECONNREFUSED" };
  await expect(away.read("session", ["a"])).rejects.toMatchObject(expected);
  await expect(away.write("session", ["a"], {}, 60)).rejects.toMatchObject(expected);
  await expect(away.remove("session", ["a"])).rejects.toMatchObject(expected);
});

test("its names say nothing of what they stand for", async () => {
  await one.write("session", ["identifier"], {}, 60);
  expect([...names]).toEqual([expect.stringMatching(/^session:[\w-]{43}$/)]);
  expect([...names].join()).not.toContain("identifier");
});
