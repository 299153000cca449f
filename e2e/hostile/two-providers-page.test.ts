import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import express, { type Express } from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";
import { createAuth, type AuthOptions } from "@moncomptepro/server/express";
import { browserAt, quiet, SECRET, type Browser } from "@moncomptepro/test-kit/browser";
import { runLines } from "@moncomptepro/test-kit/documented-lines";
import { listen, stopListening } from "@moncomptepro/test-kit/listen";
import { memoryStore } from "@moncomptepro/test-kit/memory-store";

/** docs/several-providers.md, as an application at both mocks. */
const PAGE = readFileSync(new URL("../../docs/several-providers.md", import.meta.url), "utf8");
const [snippet = ""] = [...PAGE.matchAll(/^```js\n(.*?)^```$/gms)].map(([, found = ""]) => found);

type Name = "proconnect" | "franceconnect";
const PEOPLE = { proconnect: "town-hall-agent", franceconnect: "usage-name" } as const;
const ORDERS: [first: Name, second: Name][] = [
  ["proconnect", "franceconnect"],
  ["franceconnect", "proconnect"],
];

let mocks: Record<Name, MockProvider>;
/** The application of the test that runs, always at the same address: the redirect URIs are registered. */
let app: Express;
let server: Server;
let address: string;
const clientSecret = (name: Name): string => `secret-at-${name}`;

beforeAll(async () => {
  server = createServer((request, response) => void app(request, response));
  address = (await listen(server)).origin;
  const start = (provider: Name, path: string): Promise<MockProvider> =>
    startMockProvider({
      provider,
      clientSecret: clientSecret(provider),
      redirectUris: [`${address}/auth/callback${path}`],
      postLogoutRedirectUris: [`${address}/auth/logout/callback`],
    });
  const [proconnect, franceconnect] = await Promise.all([
    start("proconnect", ""),
    start("franceconnect", "/franceconnect"),
  ]);
  mocks = { proconnect, franceconnect };
});
afterAll(async () => {
  await Promise.all(Object.values(mocks).map((mock) => mock.stop()));
  await stopListening(server);
});

describe.each([
  ["in cookies", () => ({})],
  ["in a store", () => ({ store: memoryStore() })],
])("two logins of one person, with sessions %s", (_where, session) => {
  /** Accounts by issuer and `sub`. */
  let accounts: Map<string, string>;

  beforeEach(() => {
    accounts = new Map();
    app = express();
    const client = (name: Name): object => ({
      clientId: mocks[name].clientId,
      clientSecret: clientSecret(name),
      issuer: mocks[name].issuer,
    });
    const settings = {
      providers: { proconnect: client("proconnect"), franceconnect: client("franceconnect") },
      baseUrl: address,
      sessionSecret: SECRET,
      logger: quiet,
      session: session(),
    };
    const key = (issuer: string, sub: string): string => `${issuer} ${sub}`;
    runLines(snippet, {
      app,
      createAuth: (options: AuthOptions) => createAuth({ ...settings, ...options } as AuthOptions),
      findAccount: async (issuer: string, sub: string) => accounts.get(key(issuer, sub)),
      createAccount: async () => `account-${accounts.size + 1}`,
      linkAccount: async (account: string, issuer: string, sub: string) =>
        void accounts.set(key(issuer, sub), account),
    });
  });

  const open = (): Browser => browserAt(address);

  /** From the answer that leads to a provider to the one that comes of its answer. */
  async function goThrough(browser: Browser, name: Name, start: Response): Promise<Response> {
    const inPage = /href="([^"]*)"/.exec(await start.text())?.[1]?.replaceAll("&amp;", "&");
    const location = start.headers.get("location") ?? inPage ?? "";
    const { pathname, search } = await mocks[name].logIn(location, PEOPLE[name]);
    return browser.open(pathname + search);
  }

  const logIn = async (browser: Browser, name: Name): Promise<Response> =>
    goThrough(browser, name, await browser.open(`/auth/login/${name}?returnTo=/compte`));
  const accountOf = async (browser: Browser): Promise<unknown> =>
    ((await (await browser.open("/compte")).json()) as { account: unknown }).account;
  const wish = (browser: Browser, name: string, headers: Record<string, string> = {}): Promise<Response> =>
    browser.open(`/compte/lier/${name}`, { method: "POST", headers });

  test.each(ORDERS)("are one account once the person asked for it: %s, then %s", async (first, second) => {
    const browser = open();
    await logIn(browser, first);
    const account = await accountOf(browser);
    const asked = await wish(browser, second);
    // A form's answer redirects nowhere else, so that a strict `form-action` lets it through.
    expect(asked.status).toBe(200);
    expect((await goThrough(browser, second, asked)).headers.get("location")).toBe("/compte");
    expect(await accountOf(browser)).toBe(account);
    const later = open();
    await logIn(later, second);
    expect(await accountOf(later)).toBe(account);
  });

  test.each(ORDERS)("are two accounts as long as no person asks: %s, then %s", async (first, second) => {
    const browser = open();
    await logIn(browser, first);
    const account = await accountOf(browser);
    await logIn(browser, second);
    expect(await accountOf(browser)).not.toBe(account);
    // The first account is as it was.
    await logIn(browser, first);
    expect(await accountOf(browser)).toBe(account);
  });

  test("an identity that has an account keeps it, and the session stays", async () => {
    const [other, browser] = [open(), open()];
    await logIn(other, "franceconnect");
    await logIn(browser, "proconnect");
    const account = await accountOf(browser);
    const answer = await goThrough(browser, "franceconnect", await wish(browser, "franceconnect"));
    expect(answer.status).toBe(403);
    expect(await accountOf(browser)).toBe(account);
  });

  test("a provider that there is not is refused", async () => {
    const browser = open();
    await logIn(browser, "proconnect");
    expect((await wish(browser, "elsewhere")).status).toBe(500);
  });
});
