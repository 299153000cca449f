import { channel } from "node:diagnostics_channel";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  APPLICATION,
  Browser,
  comeBack,
  createApplication,
  logIn,
  quiet,
  start,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { memoryStore } from "../test/memory-store.js";
import type { SecurityEvent } from "./events.js";
import type { Auth, RequestParts } from "./index.js";

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;
let published: unknown[];
let logged: unknown[];
/** What was answered is told beside. */
function info(event: string, details?: object): void {
  if (!event.startsWith("Answered ")) logged.push({ event, ...details });
}
const listen = (message: unknown): void => void published.push(message);

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  published = [];
  logged = [];
  provider.answers = provider.honest();
  auth = createApplication(provider, {
    logger: { ...quiet, info },
    session: { store: memoryStore() },
    allowLoginParameters: ["prompt"],
  });
  browser = new Browser(auth);
  channel("moncomptepro").subscribe(listen);
});
afterEach(() => channel("moncomptepro").unsubscribe(listen));

const request = (): RequestParts => ({ url: "/", headers: browser.headers });

async function backchannelLogout(): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const token = await provider.sign({
    iss: provider.issuer,
    aud: provider.clientId,
    sub: "154",
    iat: now,
    exp: now + 60,
    jti: "once",
    events: { "http://schemas.openid.net/event/backchannel-logout": {} },
  });
  const body = new URLSearchParams({ logout_token: token });
  await auth.handler(new Request(`${APPLICATION}/auth/backchannel-logout`, { method: "POST", body }));
}

/** How each event comes about: one that has no entry here does not compile. */
const CAUSES: Readonly<Record<SecurityEvent, () => Promise<unknown>>> = {
  login_succeeded: () => logIn(browser, provider),
  login_failed: () => {
    provider.answers.userinfoClaims = () => ({ sub: "other" });
    return logIn(browser, provider);
  },
  user_changed: () => {
    provider.answers.idTokenClaims = (claims) => ({ ...claims, sub: "another" });
    provider.answers.userinfoClaims = (claims) => ({ ...claims, sub: "another" });
    return logIn(browser, provider, "/auth/login?prompt=select_organization");
  },
  logout: () => browser.open("/auth/logout", { method: "POST" }),
  refresh_failed: async () => {
    const settings = { provider: "proconnect", keepRefreshToken: true, logger: { ...quiet, info } } as const;
    const refreshing = createApplication(provider, settings);
    provider.answers.tokenAnswer = (answer) => ({ ...answer, refresh_token: "refresh" });
    browser = new Browser(refreshing);
    await logIn(browser, provider);
    provider.answers.userinfoClaims = () => ({ sub: "other" });
    // Both requests share the refresh, and its failure.
    const failed = [refreshing.refresh(request()), refreshing.refresh(request())];
    await Promise.allSettled(failed);
  },
  access_refused: async () => {
    await auth.requireUser(request(), { check: () => false });
    // Nobody is refused what they may see, nor a visitor who is sent to the login.
    await auth.requireUser(request());
    await auth.requireUser({ url: "/", headers: {} });
  },
  backchannel_logout: backchannelLogout,
  backchannel_logout_refused: () => {
    const body = new URLSearchParams({ logout_token: "jean@mairie.example" });
    return auth.handler(new Request(`${APPLICATION}/auth/backchannel-logout`, { method: "POST", body }));
  },
};

test.each(Object.keys(CAUSES) as SecurityEvent[])(
  "%s is told to the log and on the channel, once, when it happens and not before",
  async (event) => {
    await logIn(browser, provider);
    for (const told of [published, logged]) {
      expect(told).toEqual([{ event: "login_succeeded", acrProven: false }]);
      told.length = 0;
    }
    await CAUSES[event]();
    const login = { event: "login_succeeded", acrProven: false };
    const told: Partial<Record<SecurityEvent, object[]>> = {
      login_succeeded: [login],
      login_failed: [{ event, code: "userinfo_invalid", fault: "answer" }],
      refresh_failed: [login, { event, code: "userinfo_invalid", fault: "answer" }],
      access_refused: [{ event, code: "not_authorized", fault: "person" }],
      user_changed: [login, { event }],
      backchannel_logout_refused: [{ event, code: "logout_token_invalid", fault: "answer" }],
    };
    const expected = told[event] ?? [{ event }];
    expect(published).toEqual(expected);
    expect(logged).toEqual(expected);
  },
);

test("what did not happen is not told: a logout of another site, a login that asks in silence", async () => {
  await browser.open("/auth/logout", { method: "POST", headers: { "sec-fetch-site": "cross-site" } });
  const asked = await start(browser, "/auth/login?prompt=none");
  await comeBack(browser, asked, provider, { code: "", error: "login_required" });
  expect(published).toEqual([]);
});
