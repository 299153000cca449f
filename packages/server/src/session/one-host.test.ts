import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Browser, createApplication, logIn, quiet, start } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { memoryStore } from "../../test/memory-store.js";
import type { Auth, AuthOptions } from "../index.js";

let provider: HostileProvider;
const warn = vi.fn<(message: string, details?: object) => void>();

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  warn.mockClear();
});

const SECRETS = ["k4sW8zQ1pYb7NdR2tVx5JmC9hLf3GuE6", "Yb7NdR2tVx5JmC9hLf3GuE6k4sW8zQ1p"];
const json = { accept: "application/json", "sec-fetch-dest": "empty" };

/** Two applications of one host in one browser, which has one jar of cookies for them. */
function pair(options: (which: 0 | 1) => AuthOptions): [Browser, Browser] {
  const [first, second] = ([0, 1] as const).map((which) => {
    const given = { sessionSecret: SECRETS[which] ?? "", logger: { ...quiet, warn }, ...options(which) };
    const auth: Auth = createApplication(provider, given);
    return new Browser(auth, new URL(given.baseUrl ?? "https://application.example").origin);
  });
  if (!first || !second) throw new Error("not made");
  return [first, Object.assign(second, { cookies: first.cookies })];
}

const me = async (browser: Browser, base = ""): Promise<number> =>
  (await browser.open(`${base}/auth/me`, { headers: json })).status;
const logOut = (browser: Browser, base = ""): Promise<Response> =>
  browser.open(`${base}/auth/logout`, { method: "POST" });

describe.each(["in cookies", "in a store"])("sessions %s", (where) => {
  const session = () => (where === "in a store" ? { session: { store: memoryStore() } } : {});

  test.each<[string, [string, string], string]>([
    ["two ports of http", ["http://localhost:3000", "http://localhost:3001"], ""],
    ["two paths of https", ["https://a.example/one", "https://a.example/two"], ""],
    ["two paths that read alike", ["https://a.example/a/b", "https://a.example/a-b"], ""],
    ["a path beside none", ["https://a.example", "https://a.example/two"], ""],
  ])("%s: two applications do not log each other out", async (_what, baseUrls) => {
    const [first, second] = pair((which) => ({ baseUrl: baseUrls[which], ...session() }));
    const bases = baseUrls.map((each) => new URL(each).pathname.replace(/\/$/, "")) as [string, string];
    for (const [index, browser] of [first, second].entries()) {
      const base = bases[index] ?? "";
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const asked = await start(browser, `${base}/auth/login`);
      provider.nonce = asked.get("nonce") ?? "";
      const answer = { code: "code", state: asked.get("state") ?? "", iss: provider.issuer };
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const back = await browser.open(`${base}/auth/callback?${new URLSearchParams(answer).toString()}`);
      expect(back.status).toBe(303);
    }
    expect([await me(first, bases[0]), await me(second, bases[1])]).toEqual([200, 200]);
    await logOut(first, bases[0]);
    expect([await me(first, bases[0]), await me(second, bases[1])]).toEqual([401, 200]);
    expect(warn).not.toHaveBeenCalled();
  });

  test("the cookies of another application that has the same names are left alone; the log says so once", async () => {
    // A store does not tell another application's identifier from one that is over: the other one has none.
    const [first, second] = pair((which) => (which === 0 ? {} : session()));
    await logIn(first, provider);
    const login = [...(await begin(first))];
    const names = [...first.cookies.keys()].filter((name) => !name.includes(".turns"));

    expect([await me(second), await me(second)]).toEqual([401, 401]);
    await logOut(second);
    await begin(second);
    const state = login[0]?.replace(/^.*login\./, "") ?? "";
    expect((await second.open(`/auth/callback?code=code&state=${state}&iss=${provider.issuer}`)).status).toBe(
      400,
    );
    await second.open("/auth/logout/continue");

    expect([...first.cookies.keys()]).toEqual(expect.arrayContaining(names));
    expect(await me(first)).toBe(200);
    expect(warn.mock.calls).toEqual([
      [
        expect.stringContaining("cannot be opened"),
        expect.objectContaining({ name: "__Host-moncomptepro.session" }),
      ],
    ]);
  });

  /** @returns names of the transactions that are new in the browser */
  async function begin(browser: Browser): Promise<string[]> {
    const before = new Set(browser.cookies.keys());
    await start(browser);
    return [...browser.cookies.keys()].filter((name) => !before.has(name) && name.includes(".login."));
  }

  test("transactions that cannot be opened leave once there is no room for them", async () => {
    const [first, second] = pair(session);
    for (let index = 0; index < 9; index += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await begin(first);
    }
    for (let index = 0; index < 10; index += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await begin(second);
    }
    const logins = [...second.cookies].filter(([name]) => name.includes(".login."));
    expect(logins.length).toBeLessThanOrEqual(10);
    expect(logins.map(([name, value]) => name + value).join("").length).toBeLessThanOrEqual(4096);
  });

  test("a session that is over leaves the browser with its logout", async () => {
    const [browser] = pair(session);
    await logIn(browser, provider);
    await logOut(browser);
    expect([...browser.cookies.keys()].filter((name) => name.includes("session"))).toEqual([]);
  });
});
