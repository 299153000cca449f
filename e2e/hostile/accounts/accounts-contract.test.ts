import { createRequire } from "node:module";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { namedBlocks } from "@moncomptepro/test-kit/documented-lines";
import { startPostgres, type Postgres } from "@moncomptepro/test-kit/postgres";

/** What of a login the accounts look at. */
interface Person {
  readonly issuer: string;
  readonly sub: string;
  readonly provider: string;
  readonly email?: string;
}
interface Account {
  readonly id: number;
  readonly email: string | null;
}
interface Found {
  readonly state: "open" | "blocked" | "new" | "waits";
  readonly account?: Account;
}
interface Accounts {
  logIn(user: Person): Promise<Found>;
  signUp(user: Person, form: { name: string; administrator?: boolean }): Promise<Found>;
  cases(): Promise<{ issuer: string; sub: string; account_id: number; received: object; name: string }[]>;
  settle(
    who: { issuer: string; sub: string },
    decision: "replace" | "add" | "other",
  ): Promise<object[] | undefined>;
  block(id: number, blocked: boolean): Promise<object[]>;
}
interface Database {
  query(sql: string, parameters?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}
interface Pool extends Database {
  on(event: "error", listener: () => void): void;
  end(): Promise<void>;
}

const folder = new URL("../../../examples/accounts/", import.meta.url);
const own = async <T>(file: string): Promise<T> => (await import(new URL(file, folder).href)) as T;
const installed = async <T>(name: string): Promise<T> => {
  const path = createRequire(folder).resolve(name);
  return (await import(path)) as T;
};

/** The statements of docs/accounts.md, by name. */
const statements = namedBlocks("docs/accounts.md", "sql name=");
const say = (name: string): Promise<unknown> => pool.query(statements.get(name) ?? "no such statement");

let server: Postgres;
let pool: Pool;
let close: () => Promise<void>;
const made: Partial<Record<string, Accounts>> = {};

beforeAll(async () => {
  server = await startPostgres();
  const { openDatabase } = await own<{
    openDatabase: (environment: object) => Promise<Database & { close(): Promise<void> }>;
  }>("database.js");
  const database = await openDatabase({ DATABASE_URL: server.url });
  close = () => database.close();
  const { createAccountTables } = await own<{ createAccountTables: (database: Database) => Promise<void> }>(
    "tables.js",
  );
  // As at every start of every instance.
  await Promise.all([1, 2, 3].map(() => createAccountTables(database)));

  const { default: pg } = await installed<{ default: { Pool: new (options: object) => Pool } }>("pg");
  pool = new pg.Pool({ connectionString: server.url, max: 20 });
  // Connections that are not in use end with the server.
  pool.on("error", () => undefined);
  const { drizzle } = await installed<{ drizzle: (pool: Pool) => object }>("drizzle-orm/node-postgres");
  const { Kysely, PostgresDialect } = await installed<{
    Kysely: new (options: object) => object;
    PostgresDialect: new (options: object) => object;
  }>("kysely");
  const ways = {
    "accounts.js": database,
    "accounts-drizzle.js": drizzle(pool),
    "accounts-kysely.js": new Kysely({ dialect: new PostgresDialect({ pool }) }),
  };
  for (const [file, way] of Object.entries(ways)) {
    const { createAccounts } = await own<{ createAccounts: (database: object) => Accounts }>(file);
    made[file] = createAccounts(way);
  }
}, 60_000);
afterAll(async () => {
  await close();
  await pool.end();
  await server.stop();
});
beforeEach(() => pool.query("truncate account, identity, open_case restart identity"));

const A = "https://a.example";
const B = "https://b.example";
const person = (sub: string, email = "anne@mairie.example", more: Partial<Person> = {}): Person => ({
  issuer: A,
  sub,
  provider: "proconnect",
  email,
  ...more,
});
const atOnce = <T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, async (_, index) => run(index)));

/** An account that was there before the provider was. */
async function existing(email: string, until = "now() + interval '1 month'"): Promise<number> {
  const { rows } = await pool.query(
    `insert into account (name, email, opens_by_email_until) values ('Anne', $1, ${until}) returning id`,
    [email],
  );
  return Number(rows[0]?.["id"]);
}
const count = async (table: string): Promise<unknown> =>
  (await pool.query(`select count(*)::int from ${table}`)).rows[0]?.["count"];

describe.each(["accounts.js", "accounts-drizzle.js", "accounts-kysely.js"])("%s", (file) => {
  let accounts: Accounts;
  beforeEach(() => {
    accounts = made[file] ?? expect.fail(file);
  });
  const signUp = (user: Person): Promise<Found> => accounts.signUp(user, { name: "Anne" });
  const idOf = async (login: Promise<Found>): Promise<unknown> => {
    const { state, account } = await login;
    return account && state === "open" ? account.id : state;
  };

  test("who is new signs up, and is found again by issuer and sub, whatever the e-mail becomes", async () => {
    expect(await accounts.logIn(person("1"))).toEqual({ state: "new" });
    const id = await idOf(signUp(person("1")));
    expect(await accounts.logIn(person("1", "new@mairie.example"))).toMatchObject({
      state: "open",
      account: { id, name: "Anne", email: "new@mairie.example", administrator: false },
    });
    // The former e-mail opens nothing.
    expect(await idOf(accounts.logIn(person("2")))).toBe("new");
  });

  test("ten sign-ups of one person at once make one account", async () => {
    const ids = await atOnce(10, () => idOf(signUp(person("1"))));
    expect([new Set(ids).size, typeof ids[0], await count("account")]).toEqual([1, "number", 1]);
    // Without an e-mail too: there is nothing but issuer and sub.
    await atOnce(10, () => idOf(signUp(person("2", undefined, { provider: "franceconnect" }))));
    expect(await count("account")).toBe(2);
  });

  test("of ten people who sign up at once with one e-mail, one gets an account and nine wait", async () => {
    const ids = await atOnce(10, (index) =>
      idOf(signUp(person(String(index), ["a@x.fr", "A@x.fr"][index % 2]))),
    );
    expect(ids.filter((id) => id === "waits")).toHaveLength(9);
    expect([await count("account"), await count("open_case")]).toEqual([1, 9]);
  });

  test("the same sub at another issuer is another person", async () => {
    const id = await idOf(signUp(person("1")));
    expect(await idOf(accounts.logIn(person("1", "other@mairie.example", { issuer: B })))).toBe("new");
    expect(await idOf(accounts.logIn(person("1", undefined, { issuer: B })))).toBe("waits");
    expect(await idOf(signUp(person("1", undefined, { issuer: B })))).toBe("waits");
    expect(await idOf(accounts.logIn(person("1")))).toBe(id);
  });

  test("an account from before opens by its e-mail once, in any case, then by sub alone", async () => {
    const id = await existing("Anne@Mairie.example");
    expect(await idOf(accounts.logIn(person("1", "aNNe@mairie.EXAMPLE")))).toBe(id);
    expect(await idOf(accounts.logIn(person("2")))).toBe("waits");
    expect(await idOf(accounts.logIn(person("1", "new@mairie.example")))).toBe(id);
    expect(await idOf(accounts.logIn(person("2")))).toBe("new");
  });

  test("ten first logins of one person at once open it; of two people at once, one", async () => {
    const id = await existing("anne@mairie.example");
    expect(new Set(await atOnce(10, () => idOf(accounts.logIn(person("1")))))).toEqual(new Set([id]));
    const other = await existing("paul@mairie.example");
    const two = await atOnce(2, (index) => idOf(accounts.logIn(person(`p${index}`, "paul@mairie.example"))));
    expect(new Set(two)).toEqual(new Set([other, "waits"]));
  });

  test("it stays shut once its time is over, when it is blocked, and for an e-mail that nobody verified", async () => {
    await existing("late@mairie.example", "now() - interval '1 second'");
    expect(await idOf(accounts.logIn(person("1", "late@mairie.example")))).toBe("waits");
    const blocked = await existing("blocked@mairie.example");
    await accounts.block(blocked, true);
    expect(await idOf(accounts.logIn(person("2", "blocked@mairie.example")))).toBe("waits");
    await existing("open@mairie.example");
    const citizen = person("3", "open@mairie.example", { provider: "franceconnect" });
    expect(await idOf(accounts.logIn(citizen))).toBe("new");
    expect((await signUp(citizen)).account?.email).toBe(null);
  });

  test("what the documentation says of accounts from before", async () => {
    await say("before");
    const found = await accounts.logIn(person("1", "Anne.Martin@mairie.example"));
    expect(found).toMatchObject({ state: "open", account: { name: "Anne Martin" } });
  });

  test("opened anew, for a move or a new sub, it takes the new sub in the place of the former one", async () => {
    const former = person("1", undefined, { issuer: "https://identite.proconnect.gouv.fr" });
    const id = await idOf(signUp(former));
    await signUp(person("9", "beside@mairie.example"));
    await say("move");
    // Logins by the sub that is known leave it open.
    expect(await idOf(accounts.logIn(former))).toBe(id);
    expect(await idOf(accounts.logIn(person("new")))).toBe(id);
    expect(await idOf(accounts.logIn(former))).toBe(id);
    expect(await idOf(accounts.logIn(person("another")))).toBe("waits");
    await say("move");
    expect(await idOf(accounts.logIn(person("newer")))).toBe(id);
    expect(await idOf(accounts.logIn(person("new")))).toBe("waits");
    await say("moved");
    expect(await idOf(accounts.logIn(former))).toBe("waits");
    expect(await idOf(accounts.logIn(person("newer")))).toBe(id);
  });

  test("an e-mail is the account’s of who proved it last", async () => {
    const paul = await idOf(signUp(person("1", "paul@mairie.example")));
    const anne = await idOf(signUp(person("2")));
    await pool.query("update account set opens_by_email_until = now() + interval '1 month'");
    expect(await idOf(accounts.logIn(person("2", "Paul@mairie.example")))).toBe(anne);
    const emails = "select email, opens_by_email_until is not null as opens from account where id = $1";
    expect((await pool.query(emails, [paul])).rows).toEqual([{ email: null, opens: false }]);
    expect((await accounts.logIn(person("1", "anne@mairie.example"))).account?.email).toBe(
      "anne@mairie.example",
    );
    // Both ways at once.
    for (let round = 0; round < 10; round += 1) {
      const [one, two] = ["anne@mairie.example", "paul@mairie.example"].toSorted(() => (round % 2) * 2 - 1);
      const both = [person("1", one), person("2", two)];
      expect(await Promise.all(both.map((each) => idOf(accounts.logIn(each))))).toEqual([paul, anne]);
    }
  });

  test("who decides sees who waits, and which account they ask for", async () => {
    const id = await idOf(signUp(person("1")));
    const given = { givenName: "Zoé", organization: { siret: "21920023500014", siren: "219200235" } };
    const newcomer = { ...person("2", "Anne@mairie.example"), ...given };
    await accounts.logIn(person("2", "anne@mairie.example"));
    await accounts.logIn(newcomer);
    await accounts.logIn(person("3"));
    expect(await accounts.cases()).toMatchObject([
      {
        issuer: A,
        sub: "2",
        account_id: id,
        name: "Anne",
        email: "anne@mairie.example",
        received: { email: "Anne@mairie.example", provider: "proconnect", ...given },
        since: expect.any(Date),
        last_login: expect.any(Date),
      },
      { sub: "3" },
    ]);
  });

  test.each([
    ["replace", { former: "waits", newcomer: "the account" }],
    ["add", { former: "the account", newcomer: "the account" }],
    ["other", { former: "the account", newcomer: "new" }],
  ] as const)("the decision %s", async (decision, expected) => {
    const id = await idOf(signUp(person("1")));
    await accounts.logIn(person("2"));
    const replaced = decision === "replace" ? [{ issuer: A, sub: "1" }] : [];
    expect(await accounts.settle({ issuer: A, sub: "2" }, decision)).toEqual(replaced);
    expect(await accounts.settle({ issuer: A, sub: "2" }, decision)).toBe(undefined);
    expect(await accounts.cases()).toEqual([]);
    const state = async (sub: string): Promise<unknown> => {
      const found = await idOf(accounts.logIn(person(sub)));
      return found === id ? "the account" : found;
    };
    const newcomer = await state("2");
    if (decision === "other") await signUp(person("2"));
    const former = decision === "other" ? person("1", "anne.left@mairie.example") : person("1");
    const found = await idOf(accounts.logIn(former));
    expect({ former: found === id ? "the account" : found, newcomer }).toEqual(expected);
  });

  test("of two who decide at once one does, and a login at the same moment leaves no case behind", async () => {
    await signUp(person("1"));
    for (let round = 0; round < 10; round += 1) {
      const who = person(`round-${round}`);
      await accounts.logIn(who);
      const [first, second] = await Promise.all([
        accounts.settle(who, "add"),
        accounts.settle(who, "add"),
        accounts.logIn(who),
        accounts.logIn(who),
      ]);
      expect([first, second].filter((done) => done !== undefined).length).toBeGreaterThan(0);
      expect((await accounts.logIn(who)).state).toBe("open");
    }
    expect(await count("open_case")).toBe(0);
  });

  test("a block shows whose sessions are to end", async () => {
    const id = (await signUp(person("1"))).account?.id ?? 0;
    expect(await accounts.block(id, true)).toEqual([{ issuer: A, sub: "1" }]);
    expect(await idOf(accounts.logIn(person("1")))).toBe("blocked");
    await accounts.block(id, false);
    expect(await idOf(accounts.logIn(person("1")))).toBe(id);
  });
});
