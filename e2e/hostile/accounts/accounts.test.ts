import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Browser, comeBack, errorCode, logIn, start } from "@moncomptepro/test-kit/browser";
import { settingsFor, startExample, type RunningExample } from "@moncomptepro/test-kit/example";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { knowEverybody } from "../know-everybody.js";

const ACCOUNTS = { folder: "accounts" };
const folder = mkdtempSync(join(tmpdir(), "accounts-"));
let provider: HostileProvider;
let example: RunningExample;
let administrator: Browser;

beforeAll(async () => {
  provider = await startHostileProvider();
  example = await startExample(ACCOUNTS, { ...settingsFor(provider), DATA_FOLDER: join(folder, "data") });
  administrator = (await comeAs("1", "admin@mairie.example")).browser;
}, 30_000);
afterAll(async () => {
  await example.stop();
  await provider.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  provider.answers = provider.honest();
});

/** Logs in as the person of this identity. */
async function comeAs(sub: string, email: string): Promise<{ browser: Browser; response: Response }> {
  provider.answers.idTokenClaims = (claims) => ({ ...claims, sub });
  provider.answers.userinfoClaims = (claims) => ({ ...claims, sub, email });
  const browser = new Browser(example, example.address);
  return { browser, response: await logIn(browser, provider, "/auth/login?returnTo=/compte") };
}

async function accountOf(sub: string, email: string): Promise<unknown> {
  const { browser, response } = await comeAs(sub, email);
  if (response.status !== 303) return errorCode(response);
  return (await browser.open("/compte")).json();
}

const ask = async (path: string, form: Record<string, string>): Promise<number> =>
  (await administrator.open(path, { method: "POST", body: new URLSearchParams(form) })).status;

test("a first login makes an account, a second one finds it", async () => {
  const account = await accountOf("20", "anne@mairie.example");
  expect(account).toEqual({ account: expect.any(Number), email: "anne@mairie.example" });
  expect(await accountOf("20", "anne@mairie.example")).toEqual(account);
});

test("ten first logins of the same person at once make one account", async () => {
  knowEverybody(provider);
  const accounts = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const browser = new Browser(example, example.address);
      const asked = await start(browser, "/auth/login?returnTo=/compte");
      await comeBack(browser, asked, provider, { code: `21.${asked.get("nonce") ?? ""}` });
      return (await browser.open("/compte")).text();
    }),
  );
  expect(new Set(accounts).size).toBe(1);
  expect(accounts[0]).toContain("21@mairie.example");
});

test("a new e-mail keeps the account", async () => {
  const before = await accountOf("22", "before@mairie.example");
  const after = await accountOf("22", "after@mairie.example");
  expect(after).toEqual({ ...(before as object), email: "after@mairie.example" });
});

test("another identity with a known e-mail gets nothing until an administrator says so", async () => {
  const { account } = (await accountOf("23", "shared@mairie.example")) as { account: number };
  expect(await accountOf("24", "Shared@mairie.example")).toBe("login_refused");
  expect(await accountOf("24", "shared@mairie.example")).toBe("login_refused");
  const waiting: unknown = await (await administrator.open("/identities")).json();
  expect(waiting).toEqual([
    { issuer: provider.issuer, sub: "24", account_id: account, email: "shared@mairie.example" },
  ]);
  expect(await ask("/identities/confirm", { issuer: provider.issuer, sub: "24" })).toBe(204);
  expect(await accountOf("24", "shared@mairie.example")).toEqual({ account, email: "shared@mairie.example" });
});

test("a blocked account is refused, and the log says why", async () => {
  const { account } = (await accountOf("25", "blocked@mairie.example")) as { account: number };
  example.log();
  expect(await ask(`/accounts/${account}/block`, {})).toBe(204);
  expect(await accountOf("25", "blocked@mairie.example")).toBe("login_refused");
  expect(example.log()).toContain("the account is blocked");
});

test("a block puts the person out at once, wherever they are logged in", async () => {
  const phone = (await comeAs("27", "out@mairie.example")).browser;
  const { browser } = await comeAs("27", "out@mairie.example");
  const { account } = (await (await browser.open("/compte")).json()) as { account: number };
  expect(await ask(`/accounts/${account}/block`, {})).toBe(204);
  for (const device of [phone, browser]) expect((await device.open("/compte")).status).toBe(303);
});

test("administration is for administrators, and not for forms of other sites", async () => {
  const { browser } = await comeAs("26", "nobody@mairie.example");
  expect((await browser.open("/identities")).status).toBe(403);
  const foreign = { method: "POST", headers: { "sec-fetch-site": "cross-site" } };
  expect((await administrator.open("/identities/confirm", foreign)).status).toBe(403);
});
