import { vi } from "vitest";
import { logIn, type Browser } from "./browser.js";
import type { HostileProvider } from "./hostile-provider.js";

/** Milliseconds after which a person gets a page, whatever the provider does. */
const DEADLINE = 4_500;

/**
 * Logs in at a provider that never answers one path as it should. Once it is asked there the time of a person is over at
 * once for all timers of this process; the requests take the real time that they need.
 */
export async function logInUntilDeadline(
  browser: Browser,
  provider: HostileProvider,
  path: string,
): Promise<Response> {
  provider.requests.length = 0;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const answer = logIn(browser, provider);
    await vi.waitUntil(() => provider.requests.includes(path), { timeout: 10_000, interval: 5 });
    vi.advanceTimersByTime(DEADLINE);
    return await answer;
  } finally {
    vi.useRealTimers();
  }
}
