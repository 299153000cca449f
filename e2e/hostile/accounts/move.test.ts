import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { personas, startMockProvider, type MockProvider, type SimulatedProvider } from "@moncomptepro/mock";
import { createAuth, type Auth, type AuthOptions } from "@moncomptepro/server";
import { APPLICATION, Browser, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { namedBlocks } from "@moncomptepro/test-kit/documented-lines";
import { startPostgres, type Postgres } from "@moncomptepro/test-kit/postgres";

interface User {
  readonly issuer: string;
  readonly sub: string;
  readonly email?: string;
}
interface Found {
  readonly state: "open" | "blocked" | "new" | "waits";
  readonly account?: { readonly id: number };
}
interface Accounts {
  logIn(user: User): Promise<Found>;
  signUp(user: User, form: { name: string }): Promise<Found>;
  cases(): Promise<{ issuer: string; sub: string; account_id: number }[]>;
  settle(who: { issuer: string; sub: string }, decision: "replace" | "add" | "other"): Promise<object[]>;
}
interface Database {
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
  close(): Promise<void>;
}

const folder = new URL("../../../examples/accounts/", import.meta.url);
const own = async <T>(file: string): Promise<T> => (await import(new URL(file, folder).href)) as T;
const move = namedBlocks("docs/accounts.md", "sql name=").get("move") ?? "no such statement";

const CLIENT_SECRET = "the-secret-of-the-application";

/** The ministry agent’s address was given to another person at the new provider. */
const NEWCOMER = {
  id: "newcomer",
  email: "karim.benali@ministere-exemple.example",
  sub: "9102",
};

let server: Postgres;
let database: Database;
let accounts: Accounts;
const mocks: MockProvider[] = [];

beforeAll(async () => {
  server = await startPostgres();
  const { openDatabase } = await own<{ openDatabase: (environment: object) => Promise<Database> }>(
    "database.js",
  );
  database = await openDatabase({ DATABASE_URL: server.url });
  const tables = await own<{ createAccountTables: (database: Database) => Promise<void> }>("tables.js");
  await tables.createAccountTables(database);
  const { createAccounts } = await own<{ createAccounts: (database: Database) => Accounts }>("accounts.js");
  accounts = createAccounts(database);
}, 60_000);
afterAll(async () => {
  await Promise.all(mocks.map((mock) => mock.stop()));
  await database.close();
  await server.stop();
});

beforeEach(() => database.query("truncate account, identity, open_case restart identity"));

/** The application, at one provider or the other: this is the one setting that changes. */
async function applicationAt(provider: SimulatedProvider): Promise<{ auth: Auth; mock: MockProvider }> {
  const others = personas.filter(({ email }) => email !== NEWCOMER.email);
  const agent = personas.find(({ id }) => id === "ministry-agent") ?? expect.fail("ministry-agent");
  const mock = await startMockProvider({
    provider,
    clientSecret: CLIENT_SECRET,
    redirectUris: [`${APPLICATION}/auth/callback`],
    ...(provider === "proconnect" && { personas: [...others, { ...agent, ...NEWCOMER }] }),
  });
  mocks.push(mock);
  const auth = createAuth({
    provider,
    issuer: mock.issuer,
    clientId: mock.clientId,
    clientSecret: CLIENT_SECRET,
    baseUrl: APPLICATION,
    sessionSecret: SECRET,
    logger: quiet,
    async onLogin({ user }: { user: User }) {
      const { state, account } = await accounts.logIn(user);
      if (state === "new") return { redirect: "/inscription" };
      if (state === "waits") return { redirect: "/en-attente" };
      return state === "blocked" ? { refuse: "the account is blocked" } : { data: { id: account?.id } };
    },
  } as AuthOptions<"proconnect">) as unknown as Auth;
  return { auth, mock };
}

/** What a login leads to: the number of the account, or the page that it ends on. */
async function logIn(
  { auth, mock }: Awaited<ReturnType<typeof applicationAt>>,
  person: string,
): Promise<unknown> {
  const browser = new Browser(auth);
  const started = await browser.open("/auth/login");
  const back = await browser.open(String(await mock.logIn(started.headers.get("location") ?? "", person)));
  const request = { method: "GET", url: "/", headers: browser.headers };
  const { session } = await auth.authenticate(request);
  if (session) return session.data?.["id"];
  const pending = await auth.pendingLogin(request);
  if (pending && back.headers.get("location") === "/inscription") {
    const { account } = await accounts.signUp(pending.user, { name: person });
    return account?.id;
  }
  return back.headers.get("location");
}

test("one setting moves the application from MonComptePro to ProConnect, and each account is found once by its e-mail", async () => {
  const before = await applicationAt("moncomptepro");
  const claire = await logIn(before, "town-hall-agent");
  const karim = await logIn(before, "ministry-agent");
  expect([claire, karim]).toEqual([expect.any(Number), expect.any(Number)]);
  expect(await logIn(before, "town-hall-agent")).toBe(claire);

  // Before the day nothing opens by an e-mail.
  const after = await applicationAt("proconnect");
  expect(await logIn(after, "town-hall-agent")).toBe("/en-attente");
  await database.query("delete from open_case");

  await database.query(move);
  expect(await logIn(after, "town-hall-agent")).toBe(claire);
  // By its new sub from now on, at either provider while both are there, and by its e-mail no more.
  const { rows } = await database.query(
    `select issuer from identity where account_id = ${String(claire)} order by issuer`,
  );
  const issuers = [before.mock.issuer, after.mock.issuer];
  expect(new Set(rows.map(({ issuer }) => issuer))).toEqual(new Set(issuers));
  expect([await logIn(after, "town-hall-agent"), await logIn(before, "town-hall-agent")]).toEqual([
    claire,
    claire,
  ]);
  expect(await logIn(after, "private-employee")).not.toBe(claire);
});

test("a conflict waits for a person who decides, and loses nothing", async () => {
  const before = await applicationAt("moncomptepro");
  const karim = await logIn(before, "contractor");
  const after = await applicationAt("proconnect");
  // No move was announced for this account: who comes with its e-mail is not known to be the same person.
  await database.query("update account set opens_by_email_until = null");
  expect(await logIn(after, "contractor")).toBe("/en-attente");
  const [open] = await accounts.cases();
  expect(open).toMatchObject({ account_id: karim, issuer: after.mock.issuer });
  if (!open) return;
  await accounts.settle(open, "add");
  expect(await logIn(after, "contractor")).toBe(karim);
  expect(await accounts.cases()).toEqual([]);

  // The other decision: the address was given to another person, who gets an account of their own.
  const ministry = await logIn(before, "ministry-agent");
  expect(await logIn(after, "newcomer")).toBe("/en-attente");
  const [other] = await accounts.cases();
  await accounts.settle(other ?? expect.fail("no case"), "other");
  const newcomer = await logIn(after, "newcomer");
  expect([typeof newcomer, newcomer === ministry]).toEqual(["number", false]);
  expect(await logIn(before, "ministry-agent")).toBe(ministry);
});
