import { expect, test } from "vitest";
import { SECRET } from "@moncomptepro/test-kit/browser";
import { memoryStore } from "../../test/memory-store.js";
import { KeyRing } from "../sealing/key-ring.js";
import { SharedStore } from "./shared-store.js";

test("what stands in the place of another entry is none: each is sealed for its own name", async () => {
  const store = memoryStore();
  const keys: string[] = [];
  const write = store.write.bind(store);
  const shared = new SharedStore(
    {
      ...store,
      write: (key, ...rest) => {
        keys.push(key);
        return write(key, ...rest);
      },
    },
    new KeyRing([SECRET]),
  );
  for (const person of ["jean", "marie"]) await shared.write("epoch", [person], { epoch: person }, 60);
  expect((await shared.read("epoch", ["marie"]))?.content).toEqual({ epoch: "marie" });
  const [jean = "", marie = ""] = keys;
  await store.write(marie, (await store.read(jean)) ?? "", 60);
  expect(await shared.read("epoch", ["marie"])).toBeUndefined();
});
