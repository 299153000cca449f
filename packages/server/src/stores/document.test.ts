import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startRedis } from "@moncomptepro/test-kit/redis";

/** The test of a store, as docs/stores.md prints it. */
function printed(): string {
  const document = readFileSync(new URL("../../../../docs/stores.md", import.meta.url), "utf8");
  const found = /^## A store of your own$.*?^```js\n(.*?)^```$/ms.exec(document)?.[1];
  if (!found) throw new Error("docs/stores.md prints no test");
  return found;
}

test("the test that docs/stores.md prints runs, and passes, under node:test", async () => {
  const script = printed();
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
