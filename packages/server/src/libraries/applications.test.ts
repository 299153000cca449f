import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import session from "express-session";
import { Passport } from "passport";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { SECRET } from "@moncomptepro/test-kit/browser";
import { jwtOf, logInAt, runDocumented, stubSettings } from "@moncomptepro/test-kit/documented-application";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { express4 } from "../../test/express-4.js";
import { createStrategy } from "./passport.js";

// The other applications of docs/applications.md are installed first: see e2e/applications.
let hostile: HostileProvider;
let server: Server | undefined;
/** Accounts of the application, by issuer and sub. */
let accounts: Map<string, { id: string }>;

beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(() => hostile.stop());
beforeEach(() => {
  accounts = new Map();
  stubSettings(hostile);
});
afterEach(() => {
  vi.unstubAllEnvs();
  server?.close().closeAllConnections();
  server = undefined;
});

test("Express 4 and Passport: who is known gets the JWT of the application, and nobody else", async () => {
  const app = express4();
  const passport = new Passport();
  app.use(session({ secret: SECRET, resave: false, saveUninitialized: false }));
  server = app.listen(0);
  await once(server, "listening");
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  vi.stubEnv("MONCOMPTEPRO_BASE_URL", address);
  const findAccount = async (issuer: string, sub: string): Promise<unknown> =>
    accounts.get(`${issuer} ${sub}`);
  const sign = async ({ id }: { id: string }): Promise<string> => `signed-${id}`;
  runDocumented(["passport"], { app, passport, createStrategy, findAccount, sign });

  const paths = { login: "/login", callback: "/login/callback" };
  expect((await logInAt(address, hostile, paths)).status).toBe(403);
  accounts.set(`${hostile.issuer} 154`, { id: "42" });
  const known = await logInAt(address, hostile, paths);
  expect(jwtOf(known)).toBe("jwt=signed-42; Path=/; HttpOnly; Secure; SameSite=Lax");
});
