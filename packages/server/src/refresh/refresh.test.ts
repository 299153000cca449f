import { createClient } from "redis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { APPLICATION, Browser, comeBack, createApplication, start } from "@moncomptepro/test-kit/browser";
import {
  startHostileProvider,
  type Answers,
  type HostileProvider,
} from "@moncomptepro/test-kit/hostile-provider";
import { startRedis, type Redis } from "@moncomptepro/test-kit/redis";
import { startRotatingProvider, type RotatingProvider } from "@moncomptepro/test-kit/rotating-provider";
import { AuthError, SettingsError, type Auth, type AuthOptions, type Refreshed } from "../index.js";
import { redisStore } from "../stores/redis.js";

type Proconnect = AuthOptions<"proconnect">;

let rotating: RotatingProvider;
let hostile: HostileProvider;
let browser: Browser;
let auth: Auth;

beforeAll(async () => {
  [rotating, hostile] = await Promise.all([
    startRotatingProvider(`${APPLICATION}/auth/callback`),
    startHostileProvider(),
  ]);
});
afterAll(() => Promise.all([rotating.stop(), hostile.stop()]));
beforeEach(() => {
  rotating.calls.length = 0;
  rotating.claims = { email: "jean@mairie.example", given_name: "Jean", siret: "21920023500014" };
});
afterEach(() => vi.useRealTimers());

function create(provider: RotatingProvider | HostileProvider, options: Proconnect = {}): Auth {
  const settings: Proconnect = { provider: "proconnect", keepRefreshToken: true, ...options };
  return createApplication(provider as HostileProvider, settings);
}

async function logIn(options: Proconnect = {}): Promise<void> {
  auth = create(rotating, options);
  browser = new Browser(auth);
  const asked = await start(browser);
  const response = await comeBack(browser, asked, rotating, await rotating.answer(asked));
  expect(response.status).toBe(303);
}

const request = (): { url: string; headers: Record<string, string> } => ({
  url: "/",
  headers: browser.headers,
});

async function refresh(instance = auth): Promise<Refreshed> {
  const refreshed = await instance.refresh(request());
  browser.keep(refreshed.setCookie);
  return refreshed;
}

const me = async (): Promise<number> =>
  (await browser.open("/auth/me", { headers: { accept: "application/json", "sec-fetch-dest": "empty" } }))
    .status;

const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "done",
    (error: unknown) => (error instanceof AuthError ? error.code : error),
  );

describe("at a provider that rotates", () => {
  test("gives an access token, and the person as they are now", async () => {
    await logIn();
    rotating.claims = { ...rotating.claims, siret: "13002526500013" };
    const { user, accessToken, expiresAt } = await refresh();
    expect(user.organization?.siret).toBe("13002526500013");
    expect(expiresAt).toBeGreaterThan(Date.now() / 1000);
    const headers = { authorization: `Bearer ${accessToken}` };
    expect((await fetch(`${rotating.issuer}/me`, { headers })).status).toBe(200);
    expect((await auth.authenticate(request())).user?.organization?.siret).toBe("13002526500013");
  });

  test("again and again, each time with the token of the time before", async () => {
    await logIn();
    for (let time = 0; time < 3; time += 1) expect((await refresh()).user.sub).toBe("154");
  });

  test("ten requests at once redeem one token once", async () => {
    await logIn();
    const all = await Promise.all(Array.from({ length: 10 }, () => auth.refresh(request())));
    expect(new Set(all.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect(rotating.calls.filter((path) => path === "/token").length).toBe(2);
  });

  test("a request that is still on its way with the cookie of before uses no token twice", async () => {
    await logIn();
    const before = request();
    await refresh();
    expect((await auth.refresh(before)).user.sub).toBe("154");
    expect((await refresh()).user.sub).toBe("154");
  });

  test("the cookie of a session that is due is written with the new token", async () => {
    await logIn();
    const before = request();
    await refresh();
    vi.useFakeTimers({ now: Date.now() + 1000 * 1000, toFake: ["Date"] });
    browser.keep((await auth.authenticate(before)).setCookie);
    vi.useRealTimers();
    auth = create(rotating);
    expect((await refresh()).user.sub).toBe("154");
  });

  test("what the token proves is what the login proved", async () => {
    await logIn();
    const before = (await auth.authenticate(request())).user?.authentication;
    expect((await refresh()).user.authentication).toEqual(before);
  });

  test("a token that the provider takes no more is forgotten, and the session goes on", async () => {
    await logIn();
    const { session } = await auth.authenticate(request());
    const token = session?.refresh?.token ?? "";
    const revoked = await fetch(`${rotating.issuer}/token/revocation`, {
      method: "POST",
      body: new URLSearchParams({
        token,
        client_id: rotating.clientId,
        client_secret: rotating.clientSecret,
      }),
    });
    expect(revoked.status).toBe(200);
    expect(await refusal(refresh())).toBe("refresh_refused");
    expect(await refusal(refresh())).toBe("refresh_unavailable");
    expect(await me()).toBe(200);
  });

  test("a logout revokes it", async () => {
    await logIn();
    const token = (await auth.authenticate(request())).session?.refresh?.token ?? "";
    await browser.open("/auth/logout", { method: "POST" });
    expect(rotating.calls).toContain("/token/revocation");
    const again = await fetch(`${rotating.issuer}/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "refresh_token",
        refresh_token: token,
        client_id: rotating.clientId,
        client_secret: rotating.clientSecret,
      }),
    });
    expect([again.status, ((await again.json()) as { error: string }).error]).toEqual([400, "invalid_grant"]);
  });

  test("a logout while it is redeemed wins: the session stays over", async () => {
    await logIn();
    const refreshing = refusal(auth.refresh(request()));
    const cookies = new Map(browser.cookies);
    await browser.open("/auth/logout", { method: "POST" });
    expect(await refreshing).not.toBe("done");
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect(await me()).toBe(401);
  });

  test("somebody whom the application no longer lets in is logged out", async () => {
    await logIn({ authorize: { sirets: ["21920023500014"] } });
    rotating.claims = { ...rotating.claims, siret: "13002526500013" };
    const refused = await refresh().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "login_refused" });
    // The browser forgets it too: another instance would still take its cookie.
    browser.keep((refused as AuthError).setCookie);
    expect([...browser.cookies.keys()].filter((name) => name.includes(".session"))).toEqual([]);
    expect(await me()).toBe(401);
  });

  test("neither the page nor the log sees a token", async () => {
    const lines: string[] = [];
    const log = (...line: unknown[]): void => void lines.push(JSON.stringify(line));
    await logIn({ logger: { debug: log, info: log, warn: log, error: log } });
    const token = (await auth.authenticate(request())).session?.refresh?.token ?? "none";
    const { accessToken } = await refresh();
    const body = await (await browser.open("/auth/me", { headers: { accept: "application/json" } })).text();
    for (const secret of [token, accessToken]) expect([body, ...lines].join()).not.toContain(secret);
  });
});

describe("settings", () => {
  test("without keepRefreshToken nothing is kept, and a refresh says so", async () => {
    await logIn({ keepRefreshToken: false });
    expect((await auth.authenticate(request())).session).not.toHaveProperty("refresh");
    expect(await refusal(refresh())).toBe("refresh_unavailable");
  });

  test("without a session there is nothing to refresh", async () => {
    await logIn();
    browser.cookies.clear();
    expect(await refusal(refresh())).toBe("not_authenticated");
  });

  test("a provider that gives none is a mistake in the settings", () => {
    expect(() => create(rotating, { provider: "moncomptepro" } as never)).toThrow(SettingsError);
  });
});

describe("a provider that lies", () => {
  const LIES: Record<string, [code: string, lie: (answers: Answers) => void]> = {
    "another sub in the ID token (12.2)": [
      "id_token_invalid",
      (answers) => (answers.idTokenClaims = (claims) => ({ ...claims, sub: "155" })),
    ],
    "another issuer (12.2)": [
      "id_token_invalid",
      (answers) => (answers.idTokenClaims = (claims) => ({ ...claims, iss: "https://evil.test" })),
    ],
    "another audience (12.2)": [
      "id_token_invalid",
      (answers) => (answers.idTokenClaims = (claims) => ({ ...claims, aud: "other" })),
    ],
    "another nonce (12.2)": [
      "id_token_invalid",
      (answers) => (answers.idTokenClaims = (claims) => ({ ...claims, nonce: "other" })),
    ],
    "another azp (12.2)": [
      "id_token_invalid",
      (answers) => (answers.idTokenClaims = (claims) => ({ ...claims, azp: "other" })),
    ],
    "an iat of long ago (12.2)": [
      "id_token_invalid",
      (answers) => (answers.idTokenClaims = (claims) => ({ ...claims, iat: (claims.iat ?? 0) - 7200 })),
    ],
    "a foreign signature": [
      "id_token_invalid",
      (answers) =>
        (answers.idToken = async (claims) => (await hostile.sign(claims)).replace(/.{8}$/, "AAAAAAAA")),
    ],
    "another sub in userinfo (5.3.2)": [
      "userinfo_invalid",
      (answers) => (answers.userinfoClaims = (claims) => ({ ...claims, sub: "155" })),
    ],
  };

  beforeEach(async () => {
    hostile.answers = hostile.honest();
    hostile.answers.tokenAnswer = (answer) => ({ ...answer, refresh_token: "refresh" });
    auth = create(hostile);
    browser = new Browser(auth);
    const asked = await start(browser);
    hostile.nonce = asked.get("nonce") ?? "";
    expect((await comeBack(browser, asked, hostile)).status).toBe(303);
  });

  test("is believed while it is honest", async () => {
    expect((await refresh()).accessToken).toBe(hostile.accessToken);
  });

  test.each(Object.entries(LIES))("%s: refused, and the session is over", async (_name, [code, lie]) => {
    lie(hostile.answers);
    expect(await refusal(refresh())).toBe(code);
    expect(await me()).toBe(401);
  });

  test("the hint of the logout is the newest ID token; how the person authenticated stays what the login proved", async () => {
    const before = (await auth.authenticate(request())).session;
    hostile.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas3", amr: ["mfa"], extra: "new" });
    const { session, user } = await refresh();
    expect(before?.idToken).toBeDefined();
    expect(session.idToken).not.toBe(before?.idToken);
    expect(user.authentication).toEqual(before?.user.authentication);
  });

  test("an ID token without a nonce, or none at all, is as the specification says", async () => {
    hostile.answers.idTokenClaims = ({ nonce: _nonce, ...claims }) => claims;
    expect(await refusal(refresh())).toBe("done");
    hostile.answers.tokenAnswer = ({ id_token: _token, ...answer }) => answer;
    expect(await refusal(refresh())).toBe("done");
  });

  test.each([500, 503])(
    "a provider that answers %i costs neither the token nor the session",
    async (status) => {
      hostile.answers.takeOver = (path, response) => {
        if (path === "/token") response.writeHead(status).end();
        return path === "/token";
      };
      expect(await refusal(refresh())).toBe("provider_error");
      hostile.answers.takeOver = () => false;
      expect(await refusal(refresh())).toBe("done");
    },
  );
});

describe("two instances with a store", () => {
  let redis: Redis;
  const makeClient = () => createClient({ url: redis.url });
  let client: ReturnType<typeof makeClient>;

  beforeAll(async () => {
    redis = await startRedis();
    client = makeClient();
    await client.connect();
  });
  afterAll(async () => {
    client.destroy();
    await redis.stop();
  });

  test("redeem in turn, each the token of the other, and none twice", async () => {
    const session = { store: redisStore(client) };
    await logIn({ session });
    const instances = [auth, create(rotating, { session })];
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, index) => (instances[index % 2] ?? auth).refresh(request())),
    );
    expect(all.map(({ user }) => user.sub)).toEqual(Array.from({ length: 8 }, () => "154"));
    expect(await refusal(refresh(instances[1]))).toBe("done");
  });

  test("nothing that can be read stands in the store", async () => {
    await logIn({ session: { store: redisStore(client) } });
    const token = (await auth.authenticate(request())).session?.refresh?.token ?? "none";
    const keys = await client.keys("*");
    const values = await Promise.all(
      keys.map(async (key) => ((await client.type(key)) === "string" ? client.get(key) : "")),
    );
    expect([...keys, ...values].join()).not.toContain(token);
  });

  test("a logout at one instance while the other redeems wins", async () => {
    const session = { store: redisStore(client) };
    await logIn({ session });
    const refreshing = refusal(create(rotating, { session }).refresh(request()));
    const cookies = new Map(browser.cookies);
    await browser.open("/auth/logout", { method: "POST" });
    expect(await refreshing).not.toBe("done");
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect(await me()).toBe(401);
  });
});
