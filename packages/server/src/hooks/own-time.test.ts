import { setImmediate } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { APPLICATION, Browser, comeBack, createApplication, start } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { AuthOptions } from "../index.js";

const PAGE = `${APPLICATION}/spa`;

let provider: HostileProvider;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
});
afterEach(() => vi.useRealTimers());

/** Lets a minute pass for every timer of ours, while the hook is at work. */
async function takeAMinute(): Promise<void> {
  vi.advanceTimersByTime(60_000);
  await setImmediate();
}

const HOOKS: [name: string, hooks: AuthOptions][] = [
  ["onLogin", { onLogin: async () => takeAMinute().then(() => ({ data: { account: 7 } })) }],
  ["authorize", { authorize: async () => takeAMinute().then(() => true) }],
];

/** A login up to the provider’s answer; what it gives brings that answer. */
const WAYS: [name: string, begin: (browser: Browser) => Promise<() => Promise<Response>>][] = [
  [
    "a browser that comes back",
    async (browser) => {
      const asked = await start(browser);
      provider.nonce = asked.get("nonce") ?? "";
      return () => comeBack(browser, asked, provider);
    },
  ],
  [
    "a page that logs in itself",
    async (browser) => {
      provider.nonce = "n".repeat(32);
      const body = JSON.stringify({
        code: "code",
        state: "s".repeat(32),
        iss: provider.issuer,
        redirect_uri: PAGE,
        code_verifier: "v".repeat(43),
        nonce: provider.nonce,
      });
      const headers = {
        accept: "application/json",
        "content-type": "application/json",
        "sec-fetch-dest": "empty",
      };
      return () => browser.open("/auth/callback", { method: "POST", headers, body });
    },
  ],
];

describe.each(WAYS)("%s", (_name, begin) => {
  const visit = (options: AuthOptions = {}): Browser =>
    new Browser(createApplication(provider, { browserRedirectUris: [PAGE], ...options }));

  test.each(HOOKS)("%s has its own time: the deadline is the provider’s", async (_hook, hooks) => {
    const bringAnswer = await begin(visit(hooks));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    expect((await bringAnswer()).status).toBeLessThan(400);
  });

  test("all calls together have 4.5 seconds: each one within its own time is not enough", async () => {
    const bringAnswer = await begin(visit());
    const received: string[] = [];
    provider.answers.takeOver = (path) => {
      received.push(path);
      vi.advanceTimersByTime(3_000);
      return false;
    };
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const response = await bringAnswer();
    expect([response.status, await response.text()]).toEqual([
      504,
      expect.stringContaining("provider_timeout"),
    ]);
    expect(received.length).toBeGreaterThan(1);
  });
});
