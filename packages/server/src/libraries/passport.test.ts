import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import session from "express-session";
import { Passport } from "passport";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { browserAt, quiet, SECRET, type Browser } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { LOGIN_LIES, named } from "@moncomptepro/test-kit/lies/every-lie";
import { express4 } from "../../test/express-4.js";
import { createStrategy, type PassportOptions } from "./passport.js";

let hostile: HostileProvider;
const servers: Server[] = [];

beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(() => hostile.stop());
beforeEach(() => {
  hostile.answers = hostile.honest();
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** An application as its authors wrote it before: sessions of express-session, users of Passport. */
async function start(
  framework: typeof express,
  options: Partial<PassportOptions> = {},
): Promise<Browser & { readonly address: string }> {
  const app = framework();
  const server = app.listen(0);
  servers.push(server);
  await once(server, "listening");
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;
  const passport = new Passport();
  passport.serializeUser((user, done) => done(null, user));
  passport.deserializeUser((user: Express.User, done) => done(null, user));
  const { clientId, clientSecret, issuer } = hostile;
  const strategy = createStrategy({
    clientId,
    clientSecret,
    issuer,
    logger: quiet,
    redirectUri: `${address}/login/callback`,
    ...options,
  });
  passport.use(strategy);
  app.use(session({ secret: SECRET, resave: false, saveUninitialized: false }));
  app.use(passport.session());
  app.get("/login", passport.authenticate("moncomptepro", { failureRedirect: "/refused" }));
  app.get(
    "/login/callback",
    passport.authenticate("moncomptepro", {
      successRedirect: "/",
      failureRedirect: "/refused",
      // The logins that other tabs have begun.
      keepSessionInfo: true,
    }),
  );
  app.get("/", (request, response) => void response.json(request.user ?? null));
  const failed: express.ErrorRequestHandler = (error: { code?: string; status?: number }, _req, res, _next) =>
    void res.status(error.status ?? 500).json({ code: error.code });
  app.use(failed);
  const browser = browserAt(address);
  return Object.assign(browser, { address });
}

/** Opens the login and goes to the provider, which notes the nonce. */
async function begin(browser: Browser): Promise<URLSearchParams> {
  const response = await browser.open("/login");
  const asked = new URL(response.headers.get("location") ?? "").searchParams;
  hostile.nonce = asked.get("nonce") ?? "";
  return asked;
}

function comeBack(
  browser: Browser,
  state: string | null,
  change: Record<string, string> = {},
): Promise<Response> {
  const answer = { code: "code", state: state ?? "", iss: hostile.issuer, ...change };
  return browser.open(`/login/callback?${new URLSearchParams(answer)}`);
}

const frameworks: [string, typeof express][] = [
  ["Express 4", express4],
  ["Express 5", express],
];

describe.each(frameworks)("Passport on %s", (_name, framework) => {
  test("a person logs in, in a session that is not the one from before", async () => {
    const browser = await start(framework);
    const asked = await begin(browser);
    const before = browser.cookies.get("connect.sid");
    const back = await comeBack(browser, asked.get("state"));
    expect([back.status, back.headers.get("location")]).toEqual([302, "/"]);
    expect(browser.cookies.get("connect.sid")).not.toBe(before);
    expect(await (await browser.open("/")).json()).toMatchObject({
      sub: "154",
      organization: { siret: "21920023500014" },
    });
  });

  test("two tabs do not disturb each other, and each answer is taken once", async () => {
    const browser = await start(framework);
    const first = (await begin(browser)).get("state");
    const nonceOfFirst = hostile.nonce;
    const second = (await begin(browser)).get("state");
    expect((await comeBack(browser, second)).headers.get("location")).toBe("/");
    hostile.nonce = nonceOfFirst;
    expect((await comeBack(browser, first)).headers.get("location")).toBe("/");
    expect((await comeBack(browser, first)).headers.get("location")).toBe("/refused");
  });
});

describe("every check of ours is made", () => {
  test.each(named(LOGIN_LIES.flatMap(([, lies]) => lies.slice(0, 2))))(
    "refuses: %s",
    async (_name, { answers, code }) => {
      const browser = await start(express);
      const asked = await begin(browser);
      Object.assign(hostile.answers, await answers(hostile));
      const refused = await comeBack(browser, asked.get("state"));
      const isPersons = refused.status === 302;
      expect(isPersons ? refused.headers.get("location") : ((await refused.json()) as object)).toEqual(
        isPersons ? "/refused" : { code },
      );
      expect(await (await browser.open("/")).json()).toBeNull();
    },
  );

  test("an answer that another browser started, or of another issuer, logs no person in", async () => {
    const browser = await start(express);
    const other = browserAt(browser.address);
    const state = (await begin(browser)).get("state");
    expect((await comeBack(other, state)).headers.get("location")).toBe("/refused");
    const mixedUp = await comeBack(browser, state, { iss: "https://evil.example" });
    expect(await mixedUp.json()).toEqual({ code: "issuer_mismatch" });
  });

  test("a level that was asked for and not reached is a refusal", async () => {
    const browser = await start(express, { acr: ["eidas1-mfa"] });
    const asked = await begin(browser);
    expect(JSON.parse(asked.get("claims") ?? "")).toMatchObject({ id_token: { acr: { essential: true } } });
    hostile.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas1" });
    expect((await comeBack(browser, asked.get("state"))).headers.get("location")).toBe("/refused");
  });
});

test("the application decides whom it takes, and as whom", async () => {
  const browser = await start(express, {
    verify: ({ user }) => (user.organization?.siret === "21920023500014" ? { id: 7 } : false),
  });
  await comeBack(browser, (await begin(browser)).get("state"));
  expect(await (await browser.open("/")).json()).toEqual({ id: 7 });
  const other = await start(express, { verify: () => false });
  expect((await comeBack(other, (await begin(other)).get("state"))).headers.get("location")).toBe("/refused");
});

test("without a session, and for a level that a browser can forge, the first error says what to do", () => {
  const options = { ...hostile, redirectUri: "https://app.example/login/callback" };
  const { clientId, clientSecret, issuer, redirectUri } = options;
  const made = { clientId, clientSecret, issuer, redirectUri, logger: quiet };
  expect(() => createStrategy({ ...made, acr: ["eidas1"] })).toThrow(/eidas1 proves nothing/);
  expect(() => createStrategy({ ...made, acr: [] })).toThrow(/not empty/);
  expect(() => createStrategy({ ...made, redirectUri: undefined as unknown as string })).toThrow(
    /redirectUri/,
  );
  const failed = new Promise((resolve) => {
    const actions = { error: resolve, fail: resolve, redirect: resolve, success: resolve };
    createStrategy(made).authenticate.call(actions, { url: "/login" });
  });
  return expect(failed).resolves.toMatchObject({ message: expect.stringContaining("needs a session") });
});
