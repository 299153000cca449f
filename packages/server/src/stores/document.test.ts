import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { blockUnder } from "@moncomptepro/test-kit/documented-lines";
import { startRedis } from "@moncomptepro/test-kit/redis";

test("the test that docs/stores.md prints runs, and passes, under node:test", async () => {
  const script = blockUnder("A store of your own", "docs/stores.md");
  const redis = await startRedis();
  try {
    const cwd = fileURLToPath(new URL("../../", import.meta.url));
    const env = { ...process.env, REDIS_URL: redis.url };
    const parameters = ["--input-type=module", "--eval", script];
    const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd, env });
    expect(stdout).toMatch(/^# pass (1[5-9]|2\d)$/m);
    expect(stdout).toMatch(/^# fail 0$/m);
  } finally {
    await redis.stop();
  }
}, 60_000);
