import { setImmediate } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  APPLICATION,
  Browser,
  comeBack,
  createApplication,
  errorCode,
  start,
} from "@moncomptepro/test-kit/browser";
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

test.each(HOOKS)("%s has its own time: the deadline is the provider’s", async (_name, hooks) => {
  const browser = new Browser(createApplication(provider, hooks));
  const asked = await start(browser);
  provider.nonce = asked.get("nonce") ?? "";
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  expect((await comeBack(browser, asked, provider)).status).toBe(303);
});

test("all calls of a login together have 4.5 seconds: each one within its own time is not enough", async () => {
  const browser = new Browser(createApplication(provider));
  const asked = await start(browser);
  provider.nonce = asked.get("nonce") ?? "";
  const received: string[] = [];
  provider.answers.takeOver = (path) => {
    received.push(path);
    vi.advanceTimersByTime(3_000);
    return false;
  };
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const response = await comeBack(browser, asked, provider);
  expect([response.status, await errorCode(response)]).toEqual([504, "provider_timeout"]);
  expect(received.length).toBeGreaterThan(1);
});

test.each(HOOKS)("%s has its own time when a page logs in too", async (_name, hooks) => {
  const browser = new Browser(createApplication(provider, { browserRedirectUris: [PAGE], ...hooks }));
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
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  expect((await browser.open("/auth/callback", { method: "POST", headers, body })).status).toBe(200);
});
