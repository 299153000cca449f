import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser, comeBack, createApplication, start } from "../packages/server/test/browser.js";
import { startHostileProvider, type HostileProvider } from "../packages/server/test/hostile-provider.js";
import { knowEverybody } from "./know-everybody.js";
import { startExample, type RunningExample } from "./running-example.js";

let provider: HostileProvider;
let example: RunningExample;

beforeAll(async () => {
  provider = await startHostileProvider();
  example = await startExample(provider);
});
afterAll(async () => {
  await example.stop();
  await provider.stop();
});

test("500 people log in at the same time: none is lost, none is taken for another", async () => {
  knowEverybody(provider);
  const headers = { accept: "application/json", "sec-fetch-dest": "empty" };
  const people = await Promise.all(
    Array.from({ length: 500 }, async (_, index) => {
      const browser = new Browser(example, example.address);
      const asked = await start(browser, `/auth/login?returnTo=/person/${index}`);
      const code = `${index}.${asked.get("nonce") ?? ""}`;
      const back = await comeBack(browser, asked, provider, { code });
      const me = await browser.open("/auth/me", { headers });
      const { user } = (await me.json()) as { user?: { sub: string; email: string } };
      return [back.headers.get("location"), user?.sub, user?.email];
    }),
  );
  const expected = people.map((_, index) => [`/person/${index}`, String(index), `${index}@mairie.example`]);
  expect(people).toEqual(expected);
  expect(example.isRunning()).toBe(true);
}, 60_000);

test("2,000 abandoned logins leave nothing behind", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const auth = createApplication(provider);
  const abandon = async (count: number): Promise<number> => {
    for (let index = 0; index < count; index += 1) await start(new Browser(auth));
    collect();
    return process.memoryUsage().heapUsed;
  };
  await abandon(500);
  const before = await abandon(1);
  const after = await abandon(2000);
  // What one attempt would leave is some kilobytes: 2,000 of them would show.
  expect(after - before).toBeLessThan(1_000_000);
}, 60_000);
