import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Browser } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";
import { outcome } from "../test/outcome.js";

const PROVIDERS = [
  {
    provider: "moncomptepro",
    scope: "openid email",
    lifetimes: { code: 600, accessToken: 3600, session: 86_400 },
  },
  {
    provider: "proconnect",
    scope: "openid email",
    lifetimes: { code: 600, accessToken: 3600, session: 43_200, refreshToken: 43_200 },
  },
] as const;

const REFRESHES = [
  ["just before the end", -5, 200],
  ["just after it", 5, 400],
] as const;

describe.each(PROVIDERS)("lifetimes of $provider (rule 2)", async ({ provider, scope, lifetimes }) => {
  const { application, browser } = await startFixture(
    { provider, userinfoSignedResponseAlg: "none" },
    { scope },
  );
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"] });
  });
  afterEach(() => vi.useRealTimers());

  /** Lets time pass for the provider, which runs in this process. */
  const pass = (seconds: number): unknown => vi.setSystemTime(Date.now() + seconds * 1000);
  async function code(): Promise<string> {
    const { url } = await application.logIn(browser, "town-hall-agent");
    return url.searchParams.get("code") ?? "";
  }
  async function tokens(): Promise<Record<string, string>> {
    return (await (await application.token({ code: await code() })).json()) as Record<string, string>;
  }

  it.each([
    ["just before the end", -5, 200],
    ["just after it", 5, 400],
  ])("a code redeemed %s", async (_name, seconds, status) => {
    const fresh = await code();
    pass(lifetimes.code + seconds);
    expect((await application.token({ code: fresh })).status).toBe(status);
  });

  it.each([
    ["just before the end", -5, 200],
    ["just after it", 5, 401],
  ])("an access token used %s", async (_name, seconds, status) => {
    const { access_token: accessToken = "" } = await tokens();
    pass(lifetimes.accessToken + seconds);
    expect((await application.userinfo(accessToken)).status).toBe(status);
  });

  it.each([
    ["just before the end", -5, "code"],
    ["just after it", 5, "error login_required: End-User authentication is required"],
  ])("a session asked for %s", async (_name, seconds, expected) => {
    await application.logIn(browser, "town-hall-agent");
    pass(lifetimes.session + seconds);
    expect(outcome(await application.start(browser, { prompt: "none" }))).toBe(expected);
  });

  it.each("refreshToken" in lifetimes ? REFRESHES : [])(
    "a refresh token used %s",
    async (_name, seconds, status) => {
      const { refresh_token = "" } = await tokens();
      pass(lifetimes.session + seconds);
      expect((await application.token({ grant_type: "refresh_token", refresh_token })).status).toBe(status);
    },
  );
});

describe("MonComptePro and max_age (rule 13)", async () => {
  const { mock, application } = await startFixture();
  afterEach(() => vi.useRealTimers());

  it.each([
    ["", "code"],
    ["none", "error login_required: End-User authentication could not be obtained"],
  ])("max_age=1 long after the login, with prompt=%j: %s", async (prompt, expected) => {
    const browser = new Browser(mock.url);
    const login = await application.finish(
      await application.logIn(browser, "town-hall-agent", { parameters: { prompt: "login" } }),
    );
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(Date.now() + 60_000);
    const screen = await application.start(browser, { max_age: "1", ...(prompt !== "" && { prompt }) });
    expect(outcome(screen)).toBe(expected);
    if (expected !== "code") return;
    // A relying party with a check of its own would refuse: the answer is older than it asked for.
    expect((await application.finish(screen)).idToken.auth_time).toBe(login.idToken.auth_time);
  });
});
