import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Browser, createApplication, logIn } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { DISCOVERY_LIES } from "@moncomptepro/test-kit/lies/discovery";
import { named } from "@moncomptepro/test-kit/lies/every-lie";
import { KEYS_LIES } from "@moncomptepro/test-kit/lies/keys";
import { pathOf, SLOW_LIES } from "@moncomptepro/test-kit/lies/slowness";
import { TOKEN_LIES } from "@moncomptepro/test-kit/lies/token-endpoint";
import { USERINFO_LIES } from "@moncomptepro/test-kit/lies/userinfo";
import { expectNobody, expectRefusal } from "@moncomptepro/test-kit/refusal";
import { logInUntilDeadline } from "@moncomptepro/test-kit/slow-login";
import { CALL_TIMEOUT } from "./provider-call.js";

/**
 * Who calls the provider by a fetch of their own is lied to in the same ways. What an ID token says is no affair of the
 * call: verify-login.test.ts has those lies, by fetch too.
 */
let provider: HostileProvider;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
});
afterEach(() => vi.useRealTimers());

const visit = (of: HostileProvider): Browser => new Browser(createApplication(of, { fetch }));

test("an honest provider logs in", async () => {
  expect((await logIn(visit(provider), provider)).status).toBe(303);
});

test("a fetch that does not heed its signal is not waited for", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const browser = new Browser(createApplication(provider, { fetch: () => new Promise(() => undefined) }));
  const opening = browser.open("/auth/login");
  await vi.waitUntil(() => vi.getTimerCount() > 0);
  vi.advanceTimersByTime(CALL_TIMEOUT);
  await expectRefusal(await opening, "provider_timeout", browser);
});

// Which code it is may differ: fetch decodes by itself, and says less about what went wrong.
describe.each([
  ["OpenID Connect Core 3.1.3.3, the token endpoint:", TOKEN_LIES],
  ["OpenID Connect Core 5.3, userinfo:", USERINFO_LIES],
  ["OpenID Connect Discovery 4, the discovery document:", DISCOVERY_LIES],
  ["OpenID Connect Core 10.1, the provider’s keys:", KEYS_LIES],
] as const)("%s", (_specification, lies) => {
  test.each(named(lies))("%s", async (_name, { answers }) => {
    const browser = visit(provider);
    Object.assign(provider.answers, await answers(provider));
    provider.requests.length = 0;
    expect((await logIn(browser, provider)).status).toBeGreaterThanOrEqual(400);
    expect(provider.requests).not.toContain("/elsewhere");
    await expectNobody(browser);
  });
});

describe("a provider that is slow:", () => {
  test.each(named(SLOW_LIES))("%s", async (_name, lie) => {
    const browser = visit(provider);
    Object.assign(provider.answers, await lie.answers(provider));
    // Without an end of ours it would never come.
    await expectRefusal(await logInUntilDeadline(browser, provider, pathOf(lie)), lie.code, browser);
  });
});
