import { createHash, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  APPLICATION,
  Browser,
  comeBack,
  createApplication,
  errorCode,
  logIn,
  quiet,
  start,
} from "@moncomptepro/test-kit/browser";
import {
  foreignKey,
  makeKey,
  startHostileProvider,
  type HostileProvider,
} from "@moncomptepro/test-kit/hostile-provider";
import { comeBackWith, FALSE_ANSWERS } from "@moncomptepro/test-kit/lies/authorization-response";
import { DISCOVERY_LIES } from "@moncomptepro/test-kit/lies/discovery";
import { LOGIN_LIES, named } from "@moncomptepro/test-kit/lies/every-lie";
import { KEYS_LIES } from "@moncomptepro/test-kit/lies/keys";
import { send, signed, signedUserinfo } from "@moncomptepro/test-kit/lies/lie";
import { ODDITIES } from "@moncomptepro/test-kit/lies/oddities";
import { pathOf, SLOW_LIES } from "@moncomptepro/test-kit/lies/slowness";
import * as refusal from "@moncomptepro/test-kit/refusal";
import { logInUntilDeadline } from "@moncomptepro/test-kit/slow-login";
import type { Auth, AuthOptions } from "../index.js";

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;
const create = (options?: AuthOptions): Auth => createApplication(provider, options);

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  auth = create();
  browser = new Browser(auth);
});

const now = (): number => Math.floor(Date.now() / 1000);

async function me(): Promise<unknown> {
  return (await browser.open("/auth/me?optional", { headers: { accept: "application/json" } })).json();
}

const expectRefusal = (response: Response, code: string): Promise<void> =>
  refusal.expectRefusal(response, code, browser);

test("an honest provider logs in, and the page where it started comes back", async () => {
  const response = await logIn(browser, provider);
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe("/dossiers");
  // What is left of the login itself is a count, which ends circles, for a quarter of a minute.
  expect([...browser.cookies.keys()].toSorted()).toEqual([
    "__Host-moncomptepro.session",
    "__Host-moncomptepro.turns",
  ]);
  expect(await me()).toMatchObject({
    user: {
      sub: "154",
      issuer: provider.issuer,
      email: "jean@mairie.example",
      organization: { siren: "219200235" },
    },
  });
});

test("the code is redeemed with the verifier of its challenge and the redirect URI asked with", async () => {
  const asked = await start(browser);
  provider.nonce = asked.get("nonce") ?? "";
  await comeBack(browser, asked, provider);
  const request = provider.tokenRequests.at(-1);
  const challenge = createHash("sha256")
    .update(request?.get("code_verifier") ?? "")
    .digest("base64url");
  expect(asked.get("code_challenge")).toBe(challenge);
  expect(asked.get("code_challenge_method")).toBe("S256");
  expect(request?.get("redirect_uri")).toBe(`${APPLICATION}/auth/callback`);
  expect(asked.get("redirect_uri")).toBe(`${APPLICATION}/auth/callback`);
});

describe.each(LOGIN_LIES)("%s", (_specification, lies) => {
  test.each(named(lies))("%s", async (_name, { answers, code }) => {
    Object.assign(provider.answers, await answers(provider));
    await expectRefusal(await logIn(browser, provider), code);
  });
});

describe("odd and true", () => {
  test.each(named(ODDITIES))("%s", async (_name, { answers }) => {
    Object.assign(provider.answers, await answers(provider));
    provider.requests.length = 0;
    expect((await logIn(browser, provider)).status).toBe(303);
    expect(provider.requests).not.toContain("/elsewhere");
    expect(await me()).toMatchObject({ user: { organization: { siret: "21920023500014" } } });
  });
});

describe.each([
  ["OpenID Connect Discovery 4, the discovery document:", DISCOVERY_LIES],
  ["OpenID Connect Core 10.1, the provider’s keys:", KEYS_LIES],
])("%s", (_specification, lies) => {
  test.each(named(lies))("%s", async (_name, { answers, code }) => {
    Object.assign(provider.answers, await answers(provider));
    await expectRefusal(await logIn(browser, provider), code);
    provider.answers = provider.honest();
    expect((await logIn(browser, provider)).status).toBe(303);
  });
});

describe("OpenID Connect Core 3.1.3.7, the ID token", () => {
  test("accepts HS256 with the client secret where it is registered", async () => {
    auth = create({ provider: "proconnect", idTokenSignedResponseAlg: "HS256" });
    browser = new Browser(auth);
    Object.assign(
      provider.answers,
      signed((claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: "HS256" })
          .sign(new TextEncoder().encode(provider.clientSecret)),
      ),
    );
    expect((await logIn(browser, provider)).status).toBe(303);
  });

  test("10.1.1 accepts a rotated key at once", async () => {
    await logIn(browser, provider);
    const before = provider.keys.splice(0);
    provider.keys.push(await makeKey("RS256", "second"));
    expect((await logIn(browser, provider)).status).toBe(303);
    provider.keys.splice(0, 1, ...before);
  });

  test.each(["first", undefined])(
    "10.1.1 accepts at once a key rotated under the same key id (%s)",
    async (kid) => {
      provider.answers.keys = (keys) => ({ keys: keys.map((key) => ({ ...key, kid })) });
      Object.assign(
        provider.answers,
        signed((claims) => provider.sign(claims, undefined, { kid })),
      );
      expect((await logIn(browser, provider)).status).toBe(303);
      const before = provider.keys.splice(0);
      provider.keys.push(await makeKey("RS256", "first"));
      expect((await logIn(browser, provider)).status).toBe(303);
      provider.keys.splice(0, 1, ...before);
    },
  );

  test("a flood of unknown keys costs a handful of look-ups", async () => {
    const foreign = await foreignKey("unknown");
    Object.assign(
      provider.answers,
      signed((claims) => provider.sign(claims, foreign)),
    );
    provider.requests.length = 0;
    for (let attempt = 0; attempt < 20; attempt += 1) await logIn(new Browser(auth), provider);
    expect(provider.requests.filter((path) => path === "/jwks").length).toBeLessThanOrEqual(6);
  });

  test("several keys without key ids: the right one is found", async () => {
    provider.keys.unshift(await makeKey("RS256", "other"));
    const signing = provider.keys[1];
    provider.answers.keys = (keys) => ({ keys: keys.map(({ kid: _, ...key }) => key) });
    Object.assign(
      provider.answers,
      signed((claims) => provider.sign(claims, signing, { kid: undefined })),
    );
    expect((await logIn(browser, provider)).status).toBe(303);
    provider.keys.shift();
  });
});

describe("what was asked is compared with what came back", () => {
  const ask = async (options: Parameters<Auth["login"]>[0]): Promise<Response> => {
    const response = await auth.login(options);
    browser.keep(response.headers.getSetCookie());
    const asked = new URL(response.headers.get("location") ?? "").searchParams;
    provider.nonce = asked.get("nonce") ?? "";
    return comeBack(browser, asked, provider);
  };

  test("acr: another level is refused, none too", async () => {
    const acr = ["eidas0-mfa", "eidas1-mfa"];
    await expectRefusal(await ask({ acr }), "acr_not_reached");
    provider.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas0" });
    await expectRefusal(await ask({ acr }), "acr_not_reached");
    const lies = [
      ["eidas1-mfa"],
      "eidas1-mfa ",
      "EIDAS1-MFA",
      "eidas0-mfa eidas1-mfa",
      "eidas1",
      "",
      null,
      {},
    ];
    for (const lie of lies) {
      provider.answers.idTokenClaims = (claims) => ({ ...claims, acr: lie });
      await expectRefusal(await ask({ acr }), "acr_not_reached");
    }
  });

  test("acr: proven only when it was asked for as essential", async () => {
    provider.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas1-mfa" });
    await ask({ acr: ["eidas0-mfa", "eidas1-mfa"] });
    expect(await me()).toMatchObject({ user: { authentication: { acr: "eidas1-mfa", acrProven: true } } });
    await ask({ acrValues: ["eidas1-mfa", "eidas1"] });
    expect(await me()).toMatchObject({ user: { authentication: { acr: "eidas1-mfa", acrProven: false } } });
  });

  test("recency: auth_time must be there and recent", async () => {
    await expectRefusal(await ask({ maxAge: 60 }), "id_token_invalid");
    provider.answers.idTokenClaims = (claims) => ({ ...claims, auth_time: now() - 3600 });
    await expectRefusal(await ask({ maxAge: 60 }), "authentication_too_old");
    provider.answers.idTokenClaims = (claims) => ({ ...claims, auth_time: now() + 3600 });
    await expectRefusal(await ask({ maxAge: 60 }), "id_token_invalid");
    provider.answers.idTokenClaims = (claims) => ({ ...claims, auth_time: String(now()) });
    await expectRefusal(await ask({ maxAge: 60 }), "id_token_invalid");
    provider.answers.idTokenClaims = (claims) => ({ ...claims, auth_time: now() - 10 });
    expect((await ask({ maxAge: 60 })).status).toBe(303);
  });
});

describe("RFC 9207, RFC 9700: the authorization response", () => {
  test.each(named(FALSE_ANSWERS))("%s, before anything is sent", async (_name, answer) => {
    provider.tokenRequests.length = 0;
    await expectRefusal(await comeBackWith(answer, browser, provider), answer.code);
    expect(provider.tokenRequests).toEqual([]);
  });

  test("finishes a transaction once only", async () => {
    const asked = await start(browser);
    provider.nonce = asked.get("nonce") ?? "";
    const cookies = new Map(browser.cookies);
    await comeBack(browser, asked, provider);
    const thief = new Browser(auth);
    for (const [name, value] of cookies) thief.cookies.set(name, value);
    expect(await errorCode(await comeBack(thief, asked, provider))).toBe("login_expired");
  });

  test("a state that none of ours can have is unknown, even where a cookie bears its name", async () => {
    const { issuer: iss } = provider;
    const state = "a b";
    browser.cookies.set(`__Host-moncomptepro.login.${state}`, "x");
    const response = await browser.open(`/auth/callback?${new URLSearchParams({ code: "c", state, iss })}`);
    await expectRefusal(response, "login_expired");
  });

  test("a transaction of another browser is unknown here (login CSRF)", async () => {
    const asked = await start(new Browser(auth));
    await expectRefusal(await comeBack(browser, asked, provider), "login_expired");
  });

  test.each([
    ["access_denied", "access_denied"],
    ["interaction_required", "login_required"],
    ["temporarily_unavailable", "provider_unavailable"],
    ["server_error", "provider_error"],
    ["invalid_scope", "request_refused"],
  ])("error=%s becomes %s", async (error, code) => {
    await expectRefusal(await comeBackWith({ parameters: { error } }, browser, provider), code);
  });

  test("prompt=none: a refusal is an answer and goes back to the page", async () => {
    auth = create({ allowLoginParameters: ["prompt"] });
    browser = new Browser(auth);
    const asked = await start(browser, "/auth/login?prompt=none&returnTo=/dossiers");
    const response = await comeBack(browser, asked, provider, { error: "login_required" });
    expect(response.headers.get("location")).toBe("/dossiers");
    expect(await me()).toEqual({ user: null });
    const failed = await start(browser, "/auth/login?prompt=none&returnTo=/dossiers");
    await expectRefusal(
      await comeBack(browser, failed, provider, { error: "server_error" }),
      "provider_error",
    );
  });
});

describe("OpenID Connect Core 5.3, userinfo", () => {
  test("registered for signed answers: plain JSON is refused, and the other way round", async () => {
    browser = new Browser((auth = create({ userinfoSignedResponseAlg: "RS256" })));
    await expectRefusal(await logIn(browser, provider), "userinfo_invalid");
    browser = new Browser((auth = create({ userinfoSignedResponseAlg: "none" })));
    Object.assign(provider.answers, signedUserinfo(provider));
    await expectRefusal(await logIn(browser, provider), "userinfo_invalid");
  });

  test("claims that would not fit in the cookies are refused, and the log says which", async () => {
    const lines: string[] = [];
    auth = create({
      keepClaims: ["organizations"],
      logger: { ...quiet, error: (_message, details) => lines.push(JSON.stringify(details)) },
    });
    browser = new Browser(auth);
    provider.answers.userinfoClaims = (claims) => ({
      ...claims,
      organizations: Array.from({ length: 200 }, () => randomUUID()),
    });
    await expectRefusal(await logIn(browser, provider), "session_too_large");
    expect(lines.join()).toContain("organizations (");
  });
});

describe("a provider that is unwell", () => {
  test("a provider of the Internet has no endpoints on this machine", async () => {
    const issuer = "https://provider.example";
    const endpoints = ["authorize", "token", "userinfo", "jwks"].map((name) => `${issuer}/${name}`);
    const [authorization_endpoint, token_endpoint, userinfo_endpoint] = endpoints;
    const asked: string[] = [];
    const document = { issuer, authorization_endpoint, token_endpoint, userinfo_endpoint };
    auth = create({
      issuer,
      fetch: async (address) => {
        asked.push(new Request(address).url);
        return Response.json({ ...document, jwks_uri: `${provider.issuer}/jwks` });
      },
    });
    browser = new Browser(auth);
    await expectRefusal(await browser.open("/auth/login"), "provider_error");
    expect(asked).toEqual([`${issuer}/.well-known/openid-configuration`]);
  });

  test("a final slash in the issuer is a spelling: the one found is then the only one accepted", async () => {
    const issuer = `${provider.issuer}/`;
    provider.answers.discovery = (document) => ({ ...document, issuer });
    await expectRefusal(await logIn(browser, provider), "issuer_mismatch");
    const asked = await start(browser);
    provider.nonce = asked.get("nonce") ?? "";
    provider.answers.idTokenClaims = (claims) => ({ ...claims, iss: issuer });
    expect((await comeBack(browser, asked, { issuer })).status).toBe(303);
  });

  test.each(["/token", "/userinfo"])("a redirect of %s is not followed", async (only) => {
    Object.assign(provider.answers, send(only, 307, { location: `${provider.issuer}/elsewhere` }, ""));
    provider.requests.length = 0;
    await logIn(browser, provider);
    expect(provider.requests).toContain(only);
    expect(provider.requests).not.toContain("/elsewhere");
  });

  test.each(named(SLOW_LIES))("%s: the person gets a page all the same", async (_name, lie) => {
    Object.assign(provider.answers, await lie.answers(provider));
    // Without an end of ours it would never come.
    await expectRefusal(await logInUntilDeadline(browser, provider, pathOf(lie)), lie.code);
  });

  test("concurrent first logins fetch the discovery document once", async () => {
    provider.requests.length = 0;
    await Promise.all(Array.from({ length: 10 }, () => new Browser(auth).open("/auth/login")));
    expect(provider.requests).toEqual(["/.well-known/openid-configuration"]);
  });
});
