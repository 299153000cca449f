import type { JWTPayload } from "jose";
import { createClient } from "redis";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { APPLICATION, Browser, createApplication, logIn } from "@moncomptepro/test-kit/browser";
import { makeKey, startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { startRedis, type Redis } from "@moncomptepro/test-kit/redis";
import type { Auth } from "../index.js";
import { redisStore } from "../stores/redis.js";

const EVENT = "http://schemas.openid.net/event/backchannel-logout";
const connect = (url: string) => createClient({ url }).connect();

let provider: HostileProvider;
let redis: Redis;
let client: Awaited<ReturnType<typeof connect>>;
let auth: Auth;
let browser: Browser;
let serial = 0;

beforeAll(async () => {
  [provider, redis] = await Promise.all([startHostileProvider(), startRedis()]);
  client = await connect(redis.url);
});
afterAll(async () => {
  client.destroy();
  await Promise.all([provider.stop(), redis.stop()]);
});
beforeEach(async () => {
  // No test meets what an earlier one left: a token without jti, for example, would be taken for a used one.
  await client.flushAll();
  provider.answers = provider.honest();
  provider.answers.idTokenClaims = (claims) => ({ ...claims, sid: "provider-session" });
  auth = createApplication(provider, { session: { store: redisStore(client) } });
  browser = new Browser(auth);
  await logIn(browser, provider);
});

const now = (): number => Math.floor(Date.now() / 1000);

function logoutClaims(change: Record<string, unknown> = {}): JWTPayload {
  serial += 1;
  const { issuer: iss, clientId: aud } = provider;
  return {
    iss,
    aud,
    sub: "154",
    iat: now(),
    exp: now() + 120,
    jti: `token-${serial}`,
    events: { [EVENT]: {} },
    ...change,
  };
}

async function post(token: string): Promise<number | undefined> {
  const body = new URLSearchParams({ logout_token: token });
  return (await auth.handler(new Request(`${APPLICATION}/auth/backchannel-logout`, { method: "POST", body })))
    ?.status;
}

const isLoggedIn = async (): Promise<boolean> =>
  Boolean((await auth.authenticate({ url: "/", headers: browser.headers })).user);

test.each<[string, Record<string, unknown>]>([
  ["sub", {}],
  ["sid", { sub: undefined, sid: "provider-session" }],
  ["both", { sid: "provider-session" }],
  ["both, with an iat in 20 s, which may be the clocks", { sid: "provider-session", iat: now() + 20 }],
  ["both, with an iat 10 minutes old", { sid: "provider-session", iat: now() - 590 }],
])("a logout token by %s ends the session", async (_what, change) => {
  expect(await isLoggedIn()).toBe(true);
  expect(await post(await provider.sign(logoutClaims(change), undefined, { typ: "logout+jwt" }))).toBe(200);
  expect(await isLoggedIn()).toBe(false);
});

test("one that is already logged out is a success", async () => {
  expect(await post(await provider.sign(logoutClaims({ sub: "nobody" })))).toBe(200);
  expect(await isLoggedIn()).toBe(true);
});

test("a session of the provider that is another one ends nothing", async () => {
  expect(await post(await provider.sign(logoutClaims({ sid: "other" })))).toBe(200);
  expect(await isLoggedIn()).toBe(true);
});

test("a token is taken once", async () => {
  const token = await provider.sign(logoutClaims());
  expect(await post(token)).toBe(200);
  await logIn(browser, provider);
  expect(await post(token)).toBe(400);
  expect(await isLoggedIn()).toBe(true);
});

test.each<[string, Record<string, unknown>, Record<string, unknown>?]>([
  ["another issuer", { iss: "https://other.example" }],
  ["another audience", { aud: "other" }],
  ["no exp", { exp: undefined }],
  ["expired 40 s ago", { exp: now() - 40 }],
  ["an iat 11 minutes old", { iat: now() - 660 }],
  ["an iat in 40 s", { iat: now() + 40 }],
  ["no iat", { iat: undefined }],
  ["an iat that is no number", { iat: "1" }],
  ["no issuer", { iss: undefined }],
  ["no audience", { aud: undefined }],
  ["a sub that is no text", { sub: 154 }],
  ["a sid that is no text", { sid: ["provider-session"] }],
  ["events that are a list", { events: [EVENT] }],
  ["an event that is a list", { events: { [EVENT]: [] } }],
  ["a nonce", { nonce: "x" }],
  ["no events", { events: undefined }],
  ["other events", { events: { "http://schemas.openid.net/event/other": {} } }],
  ["events that are no object", { events: { [EVENT]: true } }],
  ["it has neither sub nor sid", { sub: undefined }],
  ["no jti", { jti: undefined }],
  ["the typ of another token", {}, { typ: "at+jwt" }],
])("refuses %s", async (_what, change, header) => {
  expect(await post(await provider.sign(logoutClaims(change), undefined, header))).toBe(400);
  expect(await isLoggedIn()).toBe(true);
});

test("refuses a foreign signature, none, and what is no token", async () => {
  expect(await post(await provider.sign(logoutClaims(), await makeKey("RS256", "first")))).toBe(400);
  const [, payload] = (await provider.sign(logoutClaims())).split(".");
  expect(await post(`${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`)).toBe(400);
  expect(await post("")).toBe(400);
  expect(await isLoggedIn()).toBe(true);
});

test("an ID token is no logout token, and a logout token no ID token", async () => {
  const { issuer: iss, clientId: aud, nonce } = provider;
  expect(await post(await provider.sign({ iss, aud, sub: "154", iat: now(), exp: now() + 60, nonce }))).toBe(
    400,
  );
});

test("without a store there is no such route", () => {
  expect(createApplication(provider).owns({ url: "/auth/backchannel-logout", headers: {} })).toBe(false);
});
