import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Browser, createApplication, errorCode, logIn, quiet } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { later, startClock, stopClock } from "../../test/clock.js";

/** Bytes of one step: far less than what a renewal takes. */
const STEP = 10;

let provider: HostileProvider;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
});

/**
 * What becomes of a person whose session holds so many random bytes: at the login, a renewal later, and with the tokens
 * of a refresh.
 */
async function fate(size: number, keepRefreshToken: boolean): Promise<string> {
  const auth = createApplication(provider, {
    logger: quiet,
    provider: "proconnect",
    keepRefreshToken,
    keepAccessToken: keepRefreshToken,
    onLogin: () => ({ data: { text: randomBytes(size).toString("base64url") } }),
  });
  const browser = new Browser(auth);
  const response = await logIn(browser, provider);
  if (response.status !== 303) return (await errorCode(response)) ?? "no code";
  stopClock();
  try {
    later(20 * 60);
    const { user, setCookie } = await auth.authenticate({ headers: browser.headers });
    const refreshed = keepRefreshToken && (await auth.refresh({ headers: browser.headers }));
    return `${user?.sub} renewed by ${setCookie.length}${refreshed ? ", refreshed" : ""}`;
  } finally {
    startClock();
  }
}

test.each([
  ["renewed", false, "154 renewed by 1"],
  ["refreshed", true, "154 renewed by 1, refreshed"],
])("a session that a login may write can be %s, up to the last byte", async (_what, keeps, expected) => {
  provider.answers.tokenAnswer = (answer) => ({ ...answer, refresh_token: randomBytes(32).toString("hex") });
  const fates: string[] = [];
  for (let size = 1500; fates.at(-1) !== "session_too_large" && size < 4500; size += STEP)
    // oxlint-disable-next-line no-await-in-loop -- one login after the other, to the first one that is refused
    fates.push(await fate(size, keeps));
  expect(new Set(fates)).toEqual(new Set([expected, "session_too_large"]));
});
