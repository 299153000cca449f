import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { moncomptepro } from "@moncomptepro/profiles";
import { Browser, comeBack, createApplication, logIn } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { Auth, Guarded, Requirements } from "../index.js";
import { isRecent } from "../login/recency.js";
import { nextStepUp } from "./step-up.js";

/** What a guard did with a request. */
type Outcome = "opened" | "refused" | "sent to the login";

const LEVELS = ["eidas0-mfa", "eidas1-mfa"];
const now = (): number => Math.floor(Date.now() / 1000);
const setClock = (seconds: number): void => {
  vi.useFakeTimers({ toFake: ["Date"], now: seconds * 1000 });
};

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  // It stands still, so that a crowded machine changes nothing.
  setClock(now());
  provider.answers = provider.honest();
  auth = createApplication(provider);
  browser = new Browser(auth);
});
afterEach(() => vi.useRealTimers());

const guard = async (requirements: Requirements, url = "/paie"): Promise<Guarded> =>
  auth.requireUser({ method: "GET", url, headers: browser.headers }, requirements);

/** Goes where the guard sends; the provider answers what was asked, as an honest one does. */
async function followTo(response: Response): Promise<Response> {
  browser.keep(response.headers.getSetCookie());
  const asked = new URL(response.headers.get("location") ?? "").searchParams;
  provider.nonce = asked.get("nonce") ?? "";
  const wanted = JSON.parse(asked.get("claims") ?? "{}") as {
    id_token?: { acr?: { values: string[] }; auth_time?: object };
  };
  provider.answers.idTokenClaims = (claims) => ({
    ...claims,
    ...(wanted.id_token?.acr && { acr: wanted.id_token.acr.values[0] }),
    ...(wanted.id_token?.auth_time && { auth_time: now() }),
  });
  return comeBack(browser, asked, provider);
}

/** Opens a page behind guards until all open, one refuses, or it has gone round too often. */
async function visit(guards: readonly Requirements[], url = "/paie"): Promise<Outcome> {
  for (let round = 0; round < 5; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one guard after the other, as a page asks them
    const outcome = await pass(guards, url);
    if (outcome !== "sent to the login") return outcome;
  }
  return "sent to the login";
}

async function pass(guards: readonly Requirements[], url: string): Promise<Outcome> {
  for (const requirements of guards) {
    // oxlint-disable-next-line no-await-in-loop -- one guard after the other
    const { response } = await guard(requirements, url);
    if (response?.status === 403) return "refused";
    // oxlint-disable-next-line no-await-in-loop -- the next guard reads what this login brought
    if (response) await followTo(response);
    if (response) return "sent to the login";
  }
  return "opened";
}

describe("two guards on one page", () => {
  test.each<[string, Requirements[], Outcome]>([
    ["a level, then a recent authentication", [{ acr: LEVELS }, { maxAge: 300 }], "opened"],
    ["a recent authentication, then a level", [{ maxAge: 300 }, { acr: LEVELS }], "opened"],
    ["two times", [{ maxAge: 300 }, { maxAge: 60 }], "opened"],
    ["two lists that share a level", [{ acr: LEVELS }, { acr: ["eidas0", "eidas1-mfa"] }], "opened"],
    ["three of them", [{ acr: LEVELS }, { maxAge: 300 }, { acr: ["eidas1-mfa"] }], "opened"],
    ["two lists that share none", [{ acr: ["eidas1-mfa"] }, { acr: ["eidas0"] }], "refused"],
    ["the same twice, at no age", [{ maxAge: 0 }, { maxAge: 0 }], "opened"],
  ])("%s", async (_what, guards, outcome) => {
    await logIn(browser, provider);
    expect(await visit(guards)).toBe(outcome);
  });

  test.each(["/d%C3%A9", "/dé", "/paie?", "/paie#", "/paie?#", "//paie", "/a/../paie", "/paie?a=b c"])(
    "end, however the address is written: %s",
    async (url) => {
      await logIn(browser, provider);
      expect(await visit([{ acr: ["eidas1-mfa"] }, { acr: ["eidas0"] }], url)).toBe("refused");
      browser.cookies.clear();
      await logIn(browser, provider);
      expect(await visit([{ acr: LEVELS }, { maxAge: 300 }], url)).toBe("opened");
    },
  );
});

test("right after a recent authentication a level is asked for together with it", async () => {
  await logIn(browser, provider);
  expect(await visit([{ maxAge: 300 }])).toBe("opened");
  const { response } = await guard({ acr: LEVELS });
  const asked = new URL(response?.headers.get("location") ?? "").searchParams;
  expect(JSON.parse(asked.get("claims") ?? "")).toEqual({
    id_token: { acr: { essential: true, values: LEVELS }, auth_time: { essential: true } },
  });
});

test("a level that another page asks for later is asked for without another authentication", async () => {
  const start = now();
  setClock(start);
  await logIn(browser, provider);
  expect(await visit([{ maxAge: 300 }])).toBe("opened");
  setClock(start + 60);
  const { response } = await guard({ acr: LEVELS }, "/archives");
  const asked = new URL(response?.headers.get("location") ?? "").searchParams;
  expect(JSON.parse(asked.get("claims") ?? "")).toEqual({
    id_token: { acr: { essential: true, values: LEVELS }, auth_time: { essential: true } },
  });
  expect(asked.get("prompt")).toBeNull();
});

test("lists that share nothing, on two pages, lead to a login again once the first one is past", async () => {
  const start = now();
  setClock(start);
  await logIn(browser, provider);
  expect(await visit([{ acr: ["eidas1-mfa"] }])).toBe("opened");
  setClock(start + 11);
  expect(await visit([{ acr: ["eidas0"] }], "/archives")).toBe("opened");
});

test.each([-7200, 7200])("a clock that jumps by %d seconds refuses no person for long", async (jump) => {
  const start = now();
  setClock(start);
  auth = createApplication(provider, { session: { idle: 40_000, absolute: 40_000 } });
  browser = new Browser(auth);
  await logIn(browser, provider);
  expect(await visit([{ acr: ["eidas1-mfa"], maxAge: 300 }])).toBe("opened");
  setClock(start + jump);
  expect(await visit([{ acr: ["eidas0"], maxAge: 300 }])).toBe("opened");
});

describe("recency", () => {
  const at = 1_800_000_000;

  test("the answer of a login and the guard have the same tolerance: what came back opens the page", async () => {
    for (const age of [0, 29, 30]) {
      setClock(at);
      browser.cookies.clear();
      // oxlint-disable-next-line no-await-in-loop -- one browser
      const { response } = await guard({ maxAge: 0 });
      browser.keep(response?.headers.getSetCookie() ?? []);
      const asked = new URL(response?.headers.get("location") ?? "").searchParams;
      provider.nonce = asked.get("nonce") ?? "";
      provider.answers.idTokenClaims = (claims) => ({ ...claims, auth_time: at - age });
      // oxlint-disable-next-line no-await-in-loop -- one browser
      expect((await comeBack(browser, asked, provider)).status).toBe(303);
      // oxlint-disable-next-line no-await-in-loop -- one browser
      expect(await guard({ maxAge: 0 })).toHaveProperty("user");
    }
  });

  test("a time in the future is never fresh, and has not become so when it comes", async () => {
    setClock(at);
    provider.answers.idTokenClaims = (claims) => ({ ...claims, auth_time: at + 1200 });
    await logIn(browser, provider);
    for (const later of [0, 600, 1180, 1200, 1300, 1500]) {
      setClock(at + later);
      // oxlint-disable-next-line no-await-in-loop -- one browser
      expect((await guard({ maxAge: 300 })).response?.status).toBe(303);
    }
  });

  test.each<[string, number, number, number, boolean]>([
    ["now", 0, 0, 0, true],
    ["at the end of the tolerance", -330, 300, 0, true],
    ["past the tolerance", -331, 300, 0, false],
    ["within the tolerance in the future", 30, 300, 0, true],
    ["beyond it in the future", 31, 300, 0, false],
    ["beyond it when it was received", -10, 300, -41, false],
    ["within it when it was received", -10, 300, -40, true],
    ["in the future of a clock that went back", 100, 300, 100, false],
  ])("%s", (_what, time, maxAge, receivedAt, expected) => {
    setClock(at);
    expect(isRecent(at + time, maxAge, at + receivedAt)).toBe(expected);
  });
});

test("levels that compare by order share the stronger ones", () => {
  const acr = { ...moncomptepro.acr, values: ["eidas1", "eidas2", "eidas3"], forgeable: [] };
  const profile = { ...moncomptepro, acr: { ...acr, comparison: "ordered" as const } };
  const session = (level: string): Parameters<typeof nextStepUp>[0] => ({
    createdAt: now(),
    provenFor: { acr: [level] },
    user: { sub: "1", issuer: "", provider: profile.id, authentication: { acr: level, acrProven: true } },
  });
  expect(nextStepUp(session("eidas2"), { acr: ["eidas3"] }, profile)).toEqual({ acr: ["eidas3"] });
  expect(nextStepUp(session("eidas3"), { acr: ["eidas2"] }, profile)).toBe(undefined);
});
