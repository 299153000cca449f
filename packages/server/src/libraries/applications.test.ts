import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Express } from "express";
import session from "express-session";
import { Passport } from "passport";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { Browser, SECRET } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { express4 } from "../../test/express-4.js";
import { createAuth } from "../adapters/express.js";
import { createVerifier, type StartedLogin } from "../verify.js";
import { createNextAuth, type NextAuthProvider } from "./next-auth.js";
import { createStrategy } from "./passport.js";

/** The lines “after” of docs/applications.md, by name. */
const document = readFileSync(new URL("../../../../docs/applications.md", import.meta.url), "utf8");
const snippets = new Map(
  [...document.matchAll(/^```js name=(\S+)\n(.*?)^```$/gms)].map(([, name = "", text = ""]) => [name, text]),
);

let hostile: HostileProvider;
let server: Server | undefined;
/** Accounts of the application, by issuer and sub. */
let accounts: Map<string, { id: string }>;
const findAccount = async (issuer: string, sub: string) => accounts.get(`${issuer} ${sub}`);
const sign = async ({ id }: { id: string }): Promise<string> => `signed-${id}`;

beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(() => hostile.stop());
beforeEach(() => {
  accounts = new Map();
  vi.stubEnv("MONCOMPTEPRO_ISSUER", hostile.issuer);
  vi.stubEnv("MONCOMPTEPRO_CLIENT_ID", hostile.clientId);
  vi.stubEnv("MONCOMPTEPRO_CLIENT_SECRET", hostile.clientSecret);
  vi.stubEnv("MONCOMPTEPRO_SESSION_SECRET", SECRET);
});
afterEach(() => {
  vi.unstubAllEnvs();
  server?.close().closeAllConnections();
  server = undefined;
});

/** Runs a snippet, with what an application of its kind has. */
function run(name: string, has: Readonly<Record<string, unknown>> = {}): unknown {
  const given = { findAccount, sign, ...has };
  // oxlint-disable-next-line typescript/no-implied-eval -- the documentation's own lines, that they may not rot
  const made = new Function(...Object.keys(given), snippets.get(name) ?? "throw new Error('no snippet')") as (
    ...values: unknown[]
  ) => unknown;
  return made(...Object.values(given));
}

/** Starts the application of a snippet; gives what logs a person in there. */
async function start(
  app: Express,
  set: () => void,
): Promise<(paths: readonly string[]) => Promise<Response>> {
  server = app.listen(0);
  await once(server, "listening");
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  vi.stubEnv("MONCOMPTEPRO_BASE_URL", address);
  set();
  return async ([login = "", callback = ""]) => {
    const browser = new Browser({ handler: (request) => fetch(request, { redirect: "manual" }) }, address);
    const asked = new URL((await browser.open(login)).headers.get("location") ?? "").searchParams;
    hostile.nonce = asked.get("nonce") ?? "";
    const answer = { code: "code", state: asked.get("state") ?? "", iss: hostile.issuer };
    return browser.open(`${callback}?${new URLSearchParams(answer)}`);
  };
}

const known = (): unknown => accounts.set(`${hostile.issuer} 154`, { id: "42" });
const cookie = (response: Response): string | undefined =>
  response.headers.getSetCookie().find((each) => each.startsWith("jwt="));

test("Next, next-auth, Drizzle: the verified person, and the account by issuer and sub", async () => {
  const { providers, callbacks } = run("next-auth", { createNextAuth }) as {
    providers: [NextAuthProvider];
    callbacks: { signIn(login: { profile: object }): Promise<boolean> };
  };
  hostile.nonce = "the-nonce";
  const [provider] = providers;
  const { tokens } = await provider.token.request({
    provider: { callbackUrl: "https://app.example/callback" },
    params: { code: "code", state: "the-state", iss: hostile.issuer },
    checks: { state: "the-state", nonce: "the-nonce", code_verifier: "v".repeat(43) },
  });
  const profile = await provider.userinfo.request({ tokens });
  expect(await callbacks.signIn({ profile })).toBe(false);
  known();
  expect(await callbacks.signIn({ profile })).toBe(true);
});

test("Nest and React: who is new signs up, who is known gets the JWT of the application", async () => {
  const app = express();
  const logIn = await start(app, () => void run("nest", { app, createAuth }));
  const paths = ["/auth/login?returnTo=/dossiers", "/auth/callback"];
  const fresh = await logIn(paths);
  expect([fresh.headers.get("location"), cookie(fresh)]).toEqual(["/inscription", undefined]);
  known();
  const back = await logIn(paths);
  expect([back.headers.get("location"), cookie(back)]).toEqual([
    "/dossiers",
    "jwt=signed-42; Path=/; HttpOnly; Secure; SameSite=Lax",
  ]);
});

test("Express 4 and Passport: who is known gets the JWT of the application, and nobody else", async () => {
  const app = express4();
  const passport = new Passport();
  app.use(session({ secret: SECRET, resave: false, saveUninitialized: false }));
  const logIn = await start(app, () => void run("passport", { app, passport, createStrategy }));
  const paths = ["/login", "/login/callback"];
  expect((await logIn(paths)).status).toBe(403);
  known();
  expect(cookie(await logIn(paths))).toBe("jwt=signed-42; Path=/; HttpOnly; Secure; SameSite=Lax");
});

test("beside better-auth: who has an RPPS is saved with it, and who has none is told", async () => {
  const saved: unknown[] = [];
  const psc = run("rpps", {
    createVerifier,
    redirectUri: "https://app.example/profession",
    seal: JSON.stringify,
    open: JSON.parse,
    account: "42",
    saveProfession: async (...all: unknown[]) => void saved.push(all),
  }) as {
    start(): Promise<{ location: string; setCookie: string }>;
    finish(response: URLSearchParams, cookie: string): Promise<string>;
  };
  const prove = async (nationalId: string): Promise<string> => {
    hostile.answers = {
      ...hostile.honest(),
      userinfo: (claims) => ({ ...claims, SubjectNameID: nationalId, SubjectRefPro: { exercices: [] } }),
    };
    const { location, setCookie } = await psc.start();
    const { state, nonce } = JSON.parse(setCookie) as StartedLogin;
    expect(new URL(location).searchParams.get("scope")).toBe("openid scope_all");
    hostile.nonce = nonce;
    return psc.finish(new URLSearchParams({ code: "code", state, iss: hostile.issuer }), setCookie);
  };
  expect(await prove("3990000019/0042")).toBe("/no-rpps");
  expect(saved).toEqual([]);
  expect(await prove("810000000017")).toBe("/welcome");
  expect(saved).toEqual([["42", { rpps: "10000000017", practices: [] }]]);
});
