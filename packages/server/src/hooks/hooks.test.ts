import { channel } from "node:diagnostics_channel";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  Browser,
  comeBack,
  createApplication,
  errorCode,
  logIn,
  quiet,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
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

test("a login_hint is compared with the e-mail received, whatever the letters of either", async () => {
  const differs: boolean[] = [];
  create({ onLogin: ({ loginHintDiffers }) => void differs.push(loginHintDiffers) });
  provider.answers.userinfoClaims = (claims) => ({ ...claims, email: "Jean@Mairie.example" });
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
    ["a SIRET of the list, with white space", { sirets: ["219 200 235 00014"] }, true],
    ["a domain that begins like it", { emailDomains: ["mairie.example.org"] }, false],
    [
      "one list of two, the other way round",
      { sirets: ["13002526500013"], emailDomains: ["mairie.example"] },
      false,
    ],
    ["both lists", { sirets: ["21920023500014"], emailDomains: ["other.example", "mairie.example"] }, true],
    ["one list of two", { sirets: ["21920023500014"], emailDomains: ["other.example"] }, false],
    ["a function", (user) => user.organization?.siren === "219200235", true],
    ["a function that says no later", async () => false, false],
    ["a function that says yes later", async () => true, true],
  ])("%s", async (_what, authorize, letIn) => {
    create(authorize ? { authorize } : {});
    const response = await logIn(browser, provider);
    expect(response.status).toBe(letIn ? 303 : 403);
    expect(Boolean(await session())).toBe(letIn);
  });
});

/** What JavaScript may answer where true or false was asked for. */
const NEITHER: [string, unknown][] = [
  ["nothing", undefined],
  ["null", null],
  ["1", 1],
  ["0", 0],
  ["a text", "yes"],
  ["an object", { siret: "21920023500014" }],
  ["a promise of an object", Promise.resolve({})],
  ["a promise of nothing", Promise.resolve()],
];

describe("a function that decides lets in with true alone, and the log names any answer that is not a boolean", () => {
  const errors: string[] = [];
  const logger = { ...quiet, error: (message: string) => void errors.push(message) };
  beforeEach(() => void errors.splice(0));

  test.each(NEITHER)("authorize: %s", async (_what, answer) => {
    create({ logger, authorize: () => answer as boolean });
    const response = await logIn(browser, provider);
    expect([response.status, await errorCode(response)]).toEqual([403, "login_refused"]);
    expect(errors).toEqual(["authorize must answer true or false: any other answer refuses the person."]);
    expect(await session()).toBeUndefined();
  });

  test.each(NEITHER)("check: %s", async (_what, answer) => {
    create({ logger });
    await logIn(browser, provider);
    const guarded = await auth.requireUser(
      { method: "GET", url: "/", headers: browser.headers },
      { check: () => answer as boolean },
    );
    expect(guarded.response?.status).toBe(403);
    expect(errors).toEqual(["check must answer true or false: any other answer refuses the person."]);
  });

  test("false is an answer, and no mistake", async () => {
    create({ logger, authorize: () => false });
    expect((await logIn(browser, provider)).status).toBe(403);
    expect(errors).toEqual([]);
  });
});

describe("an answer of onLogin that is not understood may have meant a refusal: the login does not go on", () => {
  test.each<[string, unknown]>([
    ["a misspelt refusal", { refus: "the account is closed" }],
    ["false", false],
    ["true", true],
    ["a text", "refuse"],
    ["null", null],
    ["an empty object", {}],
    ["a list", []],
    ["a refusal without a reason", { refuse: "" }],
    ["an undefined refusal", { refuse: undefined }],
    ["a refusal that is no text", { refuse: true }],
    ["both", { refuse: "no", data: {} }],
    ["data that is none", { data: "account 7" }],
    ["data and something unknown", { data: {}, refusee: "no" }],
    ["a promise of one", Promise.resolve({ refus: "no" })],
    ["an undefined page", { redirect: undefined }],
    ["a page of another site", { redirect: "https://evil.example/" }],
    ["a page of another site, without its scheme", { redirect: "//evil.example" }],
    ["a page that is none", { redirect: "" }],
    ["a route of ours", { redirect: "/auth/login" }],
    ["a page and a refusal", { redirect: "/inscription", refuse: "no" }],
    ["a page and data", { redirect: "/inscription", data: {} }],
    ["a refusal and cookies", { refuse: "no", setCookie: "a=1" }],
    ["a cookie that adds a header", { setCookie: "a=1\r\nLocation: https://evil.example" }],
    ["a cookie without a name", { data: {}, setCookie: ["=1"] }],
    ["a cookie of ours", { setCookie: "__Host-moncomptepro.session=1; Path=/" }],
    ["cookies that are none", { setCookie: [1] }],
  ])("%s", async (_what, answer) => {
    const hints: unknown[] = [];
    const logger = { ...quiet, error: (_message: string, details?: object) => void hints.push(details) };
    create({ logger, onLogin: () => answer as { data: object } as never });
    const response = await logIn(browser, provider);
    expect([response.status, await errorCode(response)]).toEqual([500, "settings_invalid"]);
    expect(hints).toEqual([
      expect.objectContaining({ hint: expect.stringContaining("onLogin() must answer nothing") }),
    ]);
    expect(await session()).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["undefined data", { data: undefined }],
    ["data", { data: {} }],
  ])("%s lets it go on", async (_what, answer) => {
    create({ onLogin: () => answer as undefined });
    expect((await logIn(browser, provider)).status).toBe(303);
  });
});

const failure = new Error("the application fails");
test.each<[string, () => Promise<void>]>([
  [
    "at once",
    () => {
      throw failure;
    },
  ],
  ["later", () => Promise.reject(failure)],
])("onLogout gets the session that ends, and cannot keep it alive by failing %s", async (_when, fail) => {
  const ended: string[] = [];
  const errors: string[] = [];
  create({
    logger: { ...quiet, error: (message) => void errors.push(message) },
    onLogout: ({ user }) => {
      ended.push(user.sub);
      return fail();
    },
  });
  await logIn(browser, provider);
  expect((await browser.open("/auth/logout", { method: "POST" })).status).toBe(200);
  expect(ended).toEqual(["154"]);
  expect(errors).toEqual(["The hook onLogout failed. The person is logged out anyway."]);
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
