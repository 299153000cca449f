import { createRequire } from "node:module";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { createAuth } from "@moncomptepro/server/express";
import { createNextAuth, type NextAuthProvider } from "@moncomptepro/server/next-auth";
import { browserAt } from "@moncomptepro/test-kit/browser";
import { jwtOf, logInAt, runDocumented, stubSettings } from "@moncomptepro/test-kit/documented-application";
import { freePort } from "@moncomptepro/test-kit/free-port";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { startPostgres } from "@moncomptepro/test-kit/postgres";

/** The lines “after” of docs/applications.md with the frameworks that they are for: the step “accounts” installs them. */
const NEST = new URL("./", import.meta.url);
const ACCOUNTS = new URL("../../examples/accounts/", import.meta.url);
const installed = async <T>(name: string, where: URL): Promise<T> =>
  (await import(createRequire(where).resolve(name))) as T;

let hostile: HostileProvider;

beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(() => hostile.stop());
beforeEach(() => stubSettings(hostile));
afterEach(() => vi.unstubAllEnvs());

interface Pool {
  query(sql: string): Promise<unknown>;
  end(): Promise<void>;
}
interface Database {
  query(sql: string): Promise<unknown>;
}

test("Next, next-auth, Drizzle: the verified person, and the account by issuer and sub", async () => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const { default: pg } = await installed<{ default: { Pool: new (options: object) => Pool } }>(
    "pg",
    ACCOUNTS,
  );
  const pool = new pg.Pool({ connectionString: server.url });
  onTestFinished(() => pool.end());
  const own = async <T>(file: string): Promise<T> => (await import(new URL(file, ACCOUNTS).href)) as T;
  const { createAccountTables } = await own<{ createAccountTables: (database: Database) => Promise<void> }>(
    "tables.js",
  );
  await createAccountTables(pool);
  const { providers, callbacks } = runDocumented(["next-auth"], {
    createNextAuth,
    pool,
    ...(await installed<object>("drizzle-orm/node-postgres", ACCOUNTS)),
    ...(await own<object>("accounts-drizzle.js")),
  }) as {
    providers: [NextAuthProvider];
    callbacks: { signIn(login: { profile: object }): Promise<unknown> };
  };

  hostile.nonce = "the-nonce";
  const [provider] = providers;
  const { tokens } = await provider.token.request({
    provider: { callbackUrl: "https://app.example/callback" },
    params: { code: "code", state: "the-state", iss: hostile.issuer },
    checks: { state: "the-state", nonce: "the-nonce", code_verifier: "v".repeat(43) },
  });
  const profile = await provider.userinfo.request({ tokens });
  expect(await callbacks.signIn({ profile })).toBe("/inscription");
  await pool.query(`insert into account (name) values ('Jean')`);
  await pool.query(`insert into identity values ('${hostile.issuer}', '154', 1)`);
  expect(await callbacks.signIn({ profile })).toBe(true);
  await pool.query("update account set blocked = true");
  expect(await callbacks.signIn({ profile })).toBe(false);
}, 60_000);

interface NestApplication {
  use(middleware: unknown): void;
  listen(port: number): Promise<unknown>;
  close(): Promise<void>;
}
type Decorator = (target: object, key?: string, descriptor?: PropertyDescriptor) => void;
type Decorators = Record<"Controller" | "Get" | "UseGuards", (value?: unknown) => Decorator>;

test("Nest and React: who is new signs up, who is known gets the JWT of the application", async () => {
  await installed("reflect-metadata", NEST);
  const common = await installed<Decorators & { UnauthorizedException: unknown }>("@nestjs/common", NEST);
  const { NestFactory } = await installed<{
    NestFactory: { create(module: unknown, options: object): Promise<NestApplication> };
  }>("@nestjs/core", NEST);
  const { Controller, Get, UseGuards, UnauthorizedException } = common;

  const port = await freePort();
  const address = `http://localhost:${port}`;
  vi.stubEnv("MONCOMPTEPRO_BASE_URL", address);
  let LoggedIn: unknown;
  // As the decorators of a controller do it, without a compiler that knows them.
  class Agents {
    list(): string {
      return "agents";
    }
  }
  const list = Object.getOwnPropertyDescriptor(Agents.prototype, "list");
  Get()(Agents.prototype, "list", list);
  UseGuards(
    class {
      canActivate(context: unknown): Promise<boolean> {
        return new (LoggedIn as new () => { canActivate(context: unknown): Promise<boolean> })().canActivate(
          context,
        );
      }
    },
  )(Agents.prototype, "list", list);
  Controller("agents")(Agents);

  const app = await NestFactory.create({ module: Agents, controllers: [Agents] }, { logger: false });
  const accounts = new Map<string, { id: string }>();
  const findAccount = async (issuer: string, sub: string): Promise<unknown> =>
    accounts.get(`${issuer} ${sub}`);
  const sign = async ({ id }: { id: string }): Promise<string> => `signed-${id}`;
  const has = { app, createAuth, findAccount, sign, UnauthorizedException };
  LoggedIn = runDocumented(["nest", "nest-guard"], has, "LoggedIn");
  await app.listen(port);
  onTestFinished(() => app.close());

  const paths = { login: "/auth/login?returnTo=/dossiers", callback: "/auth/callback" };
  const browser = browserAt(address);
  const fresh = await logInAt(address, hostile, paths, browser);
  expect([fresh.headers.get("location"), jwtOf(fresh)]).toEqual(["/inscription", undefined]);
  expect((await browser.open("/agents")).status).toBe(401);
  accounts.set(`${hostile.issuer} 154`, { id: "42" });
  const back = await logInAt(address, hostile, paths, browser);
  expect([back.headers.get("location"), jwtOf(back)]).toEqual([
    "/dossiers",
    "jwt=signed-42; Path=/; HttpOnly; Secure; SameSite=Lax",
  ]);
  expect(await (await browser.open("/agents")).text()).toBe("agents");
}, 60_000);
