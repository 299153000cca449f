import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Browser, createApplication, logIn } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { Auth, AuthOptions, ReceivedLogin } from "../index.js";

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;
let lines: string[];

/** An application whose every log line is kept, of all levels. */
const create = (options: AuthOptions): void => {
  const note = (message: string, details?: unknown): void =>
    void lines.push(`${message} ${JSON.stringify(details)}`);
  const logger = { debug: note, info: note, warn: note, error: note };
  auth = createApplication(provider, { logger, ...options });
  browser = new Browser(auth);
};

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  lines = [];
});

test("onLogin gets the access token with its end, and it is that of the provider", async () => {
  const received: ReceivedLogin["access"][] = [];
  create({ onLogin: ({ access }) => void received.push(access) });
  const before = Math.floor(Date.now() / 1000);
  await logIn(browser, provider);
  expect(received[0]?.token).toBe(provider.accessToken);
  expect(received[0]?.expiresAt).toBeGreaterThanOrEqual(before + 3600);
});

test("no copy, no JSON and no print of the login shows it, and the application keeps none by chance", async () => {
  const shown: string[] = [];
  let token = "";
  create({
    onLogin: (login) => {
      token = login.access.token;
      shown.push(JSON.stringify(login), inspect(login, { showHidden: true }), JSON.stringify({ ...login }));
      return { data: { login } };
    },
  });
  expect((await logIn(browser, provider)).status).toBe(303);
  const { session } = await auth.authenticate({ method: "GET", url: "/", headers: browser.headers });
  shown.push(JSON.stringify(session?.data));
  expect(token).not.toBe("");
  expect(shown.filter((text) => text.includes(token))).toEqual([]);
  expect(session?.data).toHaveProperty("login.userinfo.given_name", "Jean");
});

test("a login that waits for a sign-up does not keep it", async () => {
  create({ onLogin: () => ({ redirect: "/inscription" }) });
  await logIn(browser, provider);
  const pending = await auth.pendingLogin({ headers: browser.headers });
  expect(pending).toMatchObject({ userinfo: { given_name: "Jean" } });
  expect(pending).not.toHaveProperty("access");
});

test.each<[string, (token: string) => unknown]>([
  [
    "throws an error that quotes it",
    (token) => {
      throw new Error(`"Bearer ${token}" is no valid header`);
    },
  ],
  [
    "rejects with a text that quotes it",
    // oxlint-disable-next-line prefer-promise-reject-errors -- what an application rejects with may be anything
    (token) => Promise.reject(`refused: ${token}`),
  ],
  ["refuses with a reason that quotes it", (token) => ({ refuse: `closed, asked with ${token}` })],
])(
  "a hook that %s: neither the log nor the page has it, and the log says the rest",
  async (_what, answer) => {
    let token = "";
    create({
      onLogin: ({ access }) => {
        token = access.token;
        return answer(token) as undefined;
      },
    });
    const response = await logIn(browser, provider);
    expect(response.status).toBeGreaterThanOrEqual(403);
    const written = [await response.text(), ...lines];
    expect(written.filter((text) => text.includes(token))).toEqual([]);
    expect(lines.join("\n")).toMatch(/Bearer \(token\)|refused: \(token\)|asked with \(token\)/);
  },
);

test("a hook that fails otherwise is told as it was", async () => {
  create({
    onLogin: () => {
      throw new Error("the database is away");
    },
  });
  await logIn(browser, provider);
  expect(lines.join("\n")).toContain("the database is away");
});
