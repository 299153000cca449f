import { channel } from "node:diagnostics_channel";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Browser, comeBack, createApplication, errorCode, logIn } from "../../test/browser.js";
import { startHostileProvider, type HostileProvider } from "../../test/hostile-provider.js";
import type { Auth, AuthOptions, ReceivedLogin, Session } from "../index.js";

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;

const create = (options?: AuthOptions): void => {
  auth = createApplication(provider, options);
  browser = new Browser(auth);
};
const session = async (): Promise<Session | undefined> =>
  (await auth.authenticate({ method: "GET", url: "/", headers: browser.headers })).session;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
});

test("onLogin gets everything received and may add data to the session", async () => {
  const received: ReceivedLogin[] = [];
  create({
    onLogin: (login) => {
      received.push(login);
      return { data: { account: 7 } };
    },
  });
  await logIn(browser, provider);
  expect(received).toEqual([
    expect.objectContaining({
      returnTo: "/dossiers",
      loginHintDiffers: false,
      userinfo: expect.objectContaining({ given_name: "Jean" }),
      idToken: expect.objectContaining({ iss: provider.issuer }),
    }),
  ]);
  expect((await session())?.data).toEqual({ account: 7 });
});

test("onLogin may refuse: the reason goes to the log and never to the page", async () => {
  create({ onLogin: async () => ({ refuse: "the account is closed" }) });
  const response = await logIn(browser, provider);
  expect(await response.clone().text()).not.toContain("closed");
  expect([response.status, await errorCode(response)]).toEqual([403, "login_refused"]);
  expect(await session()).toBeUndefined();
});

test("a login_hint is compared with the e-mail received", async () => {
  const differs: boolean[] = [];
  create({ onLogin: ({ loginHintDiffers }) => void differs.push(loginHintDiffers) });
  for (const loginHint of ["JEAN@mairie.example", "other@mairie.example"]) {
    const response = await auth.login({ loginHint });
    browser.keep(response.headers.getSetCookie());
    const asked = new URL(response.headers.get("location") ?? "").searchParams;
    provider.nonce = asked.get("nonce") ?? "";
    await comeBack(browser, asked, provider);
  }
  expect(differs).toEqual([false, true]);
});

describe("authorize", () => {
  test.each<[string, AuthOptions["authorize"], boolean]>([
    ["a SIRET of the list", { sirets: ["21920023500014"] }, true],
    ["a SIRET not of the list", { sirets: ["13002526500013"] }, false],
    ["a domain of the list, in any case", { emailDomains: ["Mairie.example"] }, true],
    ["a sub-domain is another domain", { emailDomains: ["example"] }, false],
    ["a role that nobody has here", { roles: ["agent_public"] }, false],
    ["one list of two", { sirets: ["21920023500014"], emailDomains: ["other.example"] }, false],
    ["an empty list", { sirets: [] }, false],
    ["a function", (user) => user.organization?.siren === "219200235", true],
    ["a function that says no later", async () => false, false],
  ])("%s", async (_what, authorize, letIn) => {
    create(authorize ? { authorize } : {});
    const response = await logIn(browser, provider);
    expect(response.status).toBe(letIn ? 303 : 403);
    expect(Boolean(await session())).toBe(letIn);
  });
});

test("onLogout gets the session that ends, and cannot keep it alive", async () => {
  const ended: string[] = [];
  create({
    onLogout: ({ user }) => {
      ended.push(user.sub);
      throw new Error("the application fails");
    },
  });
  await logIn(browser, provider);
  expect((await browser.open("/auth/logout", { method: "POST" })).status).toBe(200);
  expect(ended).toEqual(["154"]);
  expect(await session()).toBeUndefined();
});

test("security events are told without personal data", async () => {
  const messages: unknown[] = [];
  const listen = (message: unknown): void => void messages.push(message);
  channel("moncomptepro").subscribe(listen);
  create();
  await logIn(browser, provider);
  await browser.open("/auth/logout", { method: "POST" });
  channel("moncomptepro").unsubscribe(listen);
  expect(messages).toEqual([{ event: "login_succeeded", acrProven: false }, { event: "logout" }]);
});
