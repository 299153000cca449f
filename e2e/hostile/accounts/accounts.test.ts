import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Browser, comeBack, errorCode, logIn, start } from "@moncomptepro/test-kit/browser";
import { settingsFor, startExample, type RunningExample } from "@moncomptepro/test-kit/example";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { startPostgres, type Postgres } from "@moncomptepro/test-kit/postgres";
import { startBalancer, type Balancer } from "../balancer.js";
import { knowEverybody } from "../know-everybody.js";

const ACCOUNTS = { folder: "accounts" };
let provider: HostileProvider;
let database: Postgres;
let balancer: Balancer;
let instances: RunningExample[];
let administrator: Browser;

beforeAll(async () => {
  [provider, database, balancer] = await Promise.all([
    startHostileProvider(),
    startPostgres(),
    startBalancer(),
  ]);
  const settings = {
    ...settingsFor(provider),
    ADMINISTRATOR_EMAIL: "Admin@mairie.example",
    DATABASE_URL: database.url,
    MONCOMPTEPRO_BASE_URL: balancer.address,
  };
  // Each request meets another instance than the one before.
  instances = await Promise.all([startExample(ACCOUNTS, settings), startExample(ACCOUNTS, settings)]);
  balancer.instances = instances;
  administrator = (await signUpAs("1", "admin@mairie.example")).browser;
}, 60_000);
afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.stop()));
  await Promise.all([balancer.stop(), database.stop(), provider.stop()]);
});
beforeEach(() => {
  provider.answers = provider.honest();
});

interface Visit {
  readonly browser: Browser;
  readonly response: Response;
}

/** Logs in as the person of this identity. */
async function comeAs(
  sub: string,
  email: string,
  browser = new Browser(balancer, balancer.address),
): Promise<Visit> {
  provider.answers.idTokenClaims = (claims) => ({ ...claims, sub });
  provider.answers.userinfoClaims = (claims) => ({ ...claims, sub, email, given_name: `<i>${sub}` });
  return { browser, response: await logIn(browser, provider, "/auth/login?returnTo=/compte") };
}

const send = (browser: Browser, path: string, form: Record<string, string> = {}): Promise<Response> =>
  browser.open(path, { method: "POST", body: new URLSearchParams(form) });

/** Comes for the first time, fills in the form, and is sent to the login again. */
async function signUpAs(sub: string, email: string): Promise<Visit> {
  const { browser, response } = await comeAs(sub, email);
  expect(response.headers.get("location")).toBe("/inscription");
  const sent = await send(browser, "/inscription", { name: `Person ${sub}` });
  // The form goes on as a form, and gets a page that goes on by itself: see e2e/sign-up.test.ts.
  expect([sent.status, sent.headers.get("location")]).toEqual([307, "/auth/login?returnTo=%2Fcompte"]);
  return comeAs(sub, email, browser);
}

/** Where a login leads: the account’s number, a page, or the code of an error. */
async function arrival({ browser, response }: Visit): Promise<unknown> {
  if (response.status !== 303) return errorCode(response);
  const location = response.headers.get("location") ?? "";
  return location === "/compte" ? accountOf(browser) : location;
}

async function accountOf(browser: Browser): Promise<string | undefined> {
  return /<dt>Numéro<\/dt><dd>(\d+)</.exec(await (await browser.open("/compte")).text())?.[1];
}

test("a new person signs up with what was received, and is found from then on", async () => {
  const { browser, response } = await comeAs("20", "anne@mairie.example");
  expect(response.headers.get("location")).toBe("/inscription");
  const form = await (await browser.open("/inscription")).text();
  expect(form).toContain("anne@mairie.example");
  expect(form).toContain("21920023500014");
  expect(form).toContain("&lt;i&gt;20");
  expect(form).not.toContain("<i>");
  // Not logged in yet, and a form that is not filled in makes no account.
  expect((await browser.open("/compte")).headers.get("location")).toContain(`${provider.issuer}/authorize`);
  expect((await send(browser, "/inscription", { name: " " })).headers.get("location")).toBe("/inscription");
  expect((await send(browser, "/inscription", { name: "Anne" })).headers.get("location")).toContain(
    "/auth/login",
  );
  const account = await arrival(await comeAs("20", "anne@mairie.example", browser));
  expect(account).toMatch(/^\d+$/);
  expect(await arrival(await comeAs("20", "anne@ministere.example"))).toBe(account);
});

test("a form of a login that is over leads to the login", async () => {
  const browser = new Browser(balancer, balancer.address);
  expect(await (await browser.open("/inscription")).text()).toContain("S’identifier");
  expect(await (await browser.open("/en-attente")).text()).toContain("S’identifier");
  expect((await send(browser, "/inscription", { name: "Anne" })).headers.get("location")).toBe(
    "/inscription",
  );
});

test("ten tabs that sign the same person up at once make one account", async () => {
  knowEverybody(provider);
  const tabs = Array.from({ length: 10 }, () => new Browser(balancer, balancer.address));
  const come = (): Promise<Response[]> =>
    Promise.all(
      tabs.map(async (browser) => {
        const asked = await start(browser, "/auth/login?returnTo=/compte");
        return comeBack(browser, asked, provider, { code: `21.${asked.get("nonce") ?? ""}` });
      }),
    );
  const locations = async (): Promise<Set<unknown>> =>
    new Set((await come()).map(({ headers }) => headers.get("location")));
  expect(await locations()).toEqual(new Set(["/inscription"]));
  await Promise.all(tabs.map((browser) => send(browser, "/inscription", { name: "Anne" })));
  expect(await locations()).toEqual(new Set(["/compte"]));
  const accounts = await Promise.all(tabs.map(accountOf));
  expect([new Set(accounts).size, accounts[0]]).toEqual([1, expect.stringMatching(/^\d+$/)]);
});

test("another identity with a known e-mail waits, and gets what an administrator decides", async () => {
  const { browser: former } = await signUpAs("23", "shared@mairie.example");
  const account = await accountOf(former);
  const { browser, response } = await comeAs("24", "Shared@mairie.example");
  expect(response.headers.get("location")).toBe("/en-attente");
  expect(await (await browser.open("/en-attente")).text()).toContain("Shared@mairie.example");
  expect((await browser.open("/compte")).headers.get("location")).toContain(`${provider.issuer}/authorize`);

  const page = await (await administrator.open("/demandes")).text();
  expect(page).toContain(`moncomptepro (${provider.issuer})`);
  expect(page).toContain("&lt;i&gt;24");
  expect(page).toContain(`Person 23 (numéro ${account})`);
  const who = { issuer: provider.issuer, sub: "24" };
  expect((await send(administrator, "/demandes", { ...who, decision: "toString" })).status).toBe(400);
  expect((await send(administrator, "/demandes", { ...who, decision: "replace" })).status).toBe(303);
  expect(await (await administrator.open("/demandes")).text()).toContain("Aucune demande");

  expect(await arrival(await comeAs("24", "shared@mairie.example"))).toBe(account);
  // The former sub opens the account no more, and its session is over.
  expect((await former.open("/compte")).status).toBe(303);
  expect(await arrival(await comeAs("23", "shared@mairie.example"))).toBe("/en-attente");
  // Decided the other way, that person signs up.
  const again = { issuer: provider.issuer, sub: "23", decision: "other" };
  await send(administrator, "/demandes", again);
  expect(await arrival(await comeAs("23", "shared@mairie.example"))).toBe("/inscription");
});

test("a blocked account is refused, and the log says why", async () => {
  const account = await arrival(await signUpAs("25", "blocked@mairie.example"));
  for (const instance of instances) instance.log();
  expect((await send(administrator, `/accounts/${String(account)}/block`)).status).toBe(204);
  expect(await arrival(await comeAs("25", "blocked@mairie.example"))).toBe("login_refused");
  expect(instances.map((instance) => instance.log()).join("\n")).toContain("the account is blocked");
});

test("a block puts the person out at once, wherever they are logged in", async () => {
  const phone = (await signUpAs("27", "out@mairie.example")).browser;
  const { browser } = await comeAs("27", "out@mairie.example");
  expect((await send(administrator, `/accounts/${await accountOf(browser)}/block`)).status).toBe(204);
  for (const device of [phone, browser]) expect((await device.open("/compte")).status).toBe(303);
});

test("administration is for administrators, and not for forms of other sites", async () => {
  const { browser } = await signUpAs("26", "nobody@mairie.example");
  expect((await browser.open("/demandes")).status).toBe(403);
  expect((await send(browser, "/demandes", { decision: "add" })).status).toBe(403);
  const foreign = { method: "POST", headers: { "sec-fetch-site": "cross-site" } };
  for (const path of ["/demandes", "/inscription", "/accounts/1/block"])
    expect((await administrator.open(path, foreign)).status).toBe(403);
});
