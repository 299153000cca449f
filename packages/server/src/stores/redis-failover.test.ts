import { Redis as Ioredis } from "ioredis-6";
import { createClient, createSentinel } from "redis";
import { expect, test, vi } from "vitest";
import { startSentinel } from "@moncomptepro/test-kit/redis";
import { redisStore } from "./redis.js";

test("a Sentinel puts the replica in the place of a primary that crashed: sessions live, and new ones are written", async () => {
  const group = await startSentinel();
  const sentinel = { host: "127.0.0.1", port: group.sentinelPort };
  const node = await createSentinel({ name: group.name, sentinelRootNodes: [sentinel] })
    .on("error", () => undefined)
    .connect();
  const io = new Ioredis({ name: group.name, sentinels: [sentinel] }).on("error", () => undefined);
  await io.ping();
  const stores = [redisStore(node, { prefix: "node:" }), redisStore(io, { prefix: "io:" })];
  for (const store of stores) await store.write("before", "value", 600);
  const replica = await createClient({ url: group.servers[1]?.url ?? "" }).connect();
  // Replication comes after the answer.
  await vi.waitFor(async () => expect(await replica.dbSize()).toBe(2), { timeout: 10_000 });
  replica.destroy();

  await group.failOver();
  for (const store of stores) {
    await vi.waitFor(() => store.write("after", "value", 600), { timeout: 30_000 });
    expect(await store.read("before")).toBe("value");
    expect(await store.add("before", "other", 600)).toBe(false);
  }

  io.disconnect();
  await node.destroy();
  await group.stop();
}, 60_000);
