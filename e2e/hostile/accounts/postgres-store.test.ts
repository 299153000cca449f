import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessionStoreContract, type SessionStore } from "@moncomptepro/server/testing";
import { startPostgres, type Postgres } from "@moncomptepro/test-kit/postgres";

interface Database {
  query(sql: string, parameters?: unknown[]): Promise<{ rows: { count: number }[] }>;
  close(): Promise<void>;
}

/** The example is plain JavaScript, with packages of its own. */
interface Example {
  createSessionTable(database: Database): Promise<void>;
  postgresStore(database: Database, options?: { prefix?: string }): SessionStore;
  sweepSessions(database: Database): Promise<void>;
}

const folder = new URL("../../../examples/accounts/", import.meta.url);
const own = async <T>(file: string): Promise<T> => (await import(new URL(file, folder).href)) as T;
let server: Postgres;
let open: (environment: object) => Promise<Database>;
let database: Database;
let example: Example;

beforeAll(async () => {
  server = await startPostgres();
  example = await own<Example>("postgres-store.js");
  ({ openDatabase: open } = await own<{ openDatabase: typeof open }>("database.js"));
  database = await open({ DATABASE_URL: server.url });
  // As at every start of every instance.
  await Promise.all([1, 2, 3].map(() => example.createSessionTable(database)));
}, 30_000);
afterAll(async () => {
  await database.close();
  await server.stop();
});

describe("the store in PostgreSQL keeps the contract", () => {
  const make = (prefix: string): SessionStore => example.postgresStore(database, { prefix: `${prefix}:` });
  const unreachable = async (): Promise<SessionStore> => {
    const closed = await open({ DATABASE_URL: server.url });
    await closed.close();
    return example.postgresStore(closed);
  };
  for (const { name, run } of sessionStoreContract(make, { unreachable })) test(name, run, 30_000);
});

test("the sweep removes what has expired, and nothing else", async () => {
  const store = example.postgresStore(database, { prefix: "sweep:" });
  await store.write("long", "value", 600);
  await store.write("short", "value", 1);
  await expect.poll(() => store.read("short"), { timeout: 10_000 }).toBe(undefined);
  const rows = async (): Promise<number | undefined> =>
    (await database.query("select count(*)::int from session_store where key like 'sweep:%'")).rows[0]?.count;
  expect(await rows()).toBe(2);
  await example.sweepSessions(database);
  expect(await rows()).toBe(1);
  expect(await store.read("long")).toBe("value");
});
