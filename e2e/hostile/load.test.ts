import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Browser, comeBack, logIn, start } from "@moncomptepro/test-kit/browser";
import {
  EXPRESS,
  REPORTS_HEAP,
  settingsFor,
  startExample,
  type RunningExample,
} from "@moncomptepro/test-kit/example";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { LOGIN_LIES } from "@moncomptepro/test-kit/lies/every-lie";
import { knowEverybody } from "./know-everybody.js";

let provider: HostileProvider;
let example: RunningExample;

beforeAll(async () => {
  provider = await startHostileProvider();
  example = await startExample(EXPRESS, { ...settingsFor(provider), ...REPORTS_HEAP });
});
beforeEach(() => {
  provider.answers = provider.honest();
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
  const abandon = async (count: number): Promise<number> => {
    for (let index = 0; index < count; index += 1) await start(new Browser(example, example.address));
    return example.heap();
  };
  const before = await abandon(500);
  const after = await abandon(2000);
  // What one attempt would leave is some kilobytes: 2,000 of them would show.
  expect(after - before).toBeLessThan(1_000_000);
}, 60_000);

test("whatever a provider answers, it leaves nothing behind", async () => {
  const lies = LOGIN_LIES.flatMap(([, each]) => each);
  const hearAll = async (): Promise<number> => {
    for (const { answers } of lies) {
      Object.assign(provider.answers, provider.honest(), await answers(provider));
      const response = await logIn(new Browser(example, example.address), provider);
      expect(response.status).toBeGreaterThanOrEqual(400);
    }
    return example.heap();
  };
  const before = await hearAll();
  const after = await hearAll();
  // One connection, call or answer that stays with each of some 200 logins would be more.
  expect(after - before).toBeLessThan(1_000_000);
}, 60_000);
