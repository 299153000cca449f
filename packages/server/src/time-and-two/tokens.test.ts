import { createPublicKey, generateKeyPairSync, verify, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT, type JSONWebKeySet } from "jose";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { APPLICATION } from "@moncomptepro/test-kit/browser";
import { later } from "../../test/clock.js";
import { EVERYWHERE, TwoOfEverything, type Options } from "../../test/two-of-everything.js";
import { Visitor } from "../../test/visitor.js";
import type { Auth, IssueTokenOptions } from "../index.js";
import { RESERVED_CLAIMS } from "../tokens/claims.js";
import { verifyToken } from "../verify-token.js";

const API = "https://api.example";
const ec = (): KeyObject => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const pem = (key: KeyObject): string => key.export({ format: "pem", type: "pkcs8" }).toString();
const jwk = (key: KeyObject, kid: string): object => ({ ...key.export({ format: "jwk" }), kid });
const [key, nextKey] = [ec(), ec()];
const JEAN = { sub: "jean" };

async function keysOf(auth: Auth): Promise<JSONWebKeySet> {
  const answer = await auth.handler(new Request(`${APPLICATION}/auth/jwks`));
  return (await answer?.json()) as JSONWebKeySet;
}
const parts = (token: string): Record<string, unknown>[] =>
  token
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>);

describe.each(EVERYWHERE)("a token for another service, with sessions %s", (where) => {
  const two = new TwoOfEverything(where);
  const instance = (options: Options = {}): Auth => two.instance({ tokenPrivateKey: pem(key), ...options });
  let one: Auth;
  let other: Auth;
  let jean: Visitor;

  beforeEach(async () => {
    [one, other] = [instance(), instance()];
    jean = new Visitor();
    await jean.logIn(one, two.provider, JEAN);
  });

  const issue = async (auth: Auth, more: Partial<IssueTokenOptions> = {}): Promise<string> =>
    (await auth.issueToken(jean.request(), { audience: API, ...more })).token;

  test("says whose request it is, and is verified by the keys of either instance, also without our code", async () => {
    const { token, expiresAt } = await one.issueToken(jean.request(), {
      audience: API,
      seconds: 60,
      claims: { account: 7 },
    });
    const jwks = await keysOf(other);
    const verified = await verifyToken(token, { issuer: APPLICATION, audience: API, jwks });
    expect(verified).toMatchObject({
      provider: "proconnect",
      sub: "jean",
      expiresAt,
      claims: { account: 7 },
    });

    const [header, claims] = parts(token);
    expect(header).toEqual({ alg: "ES256", typ: "at+jwt", kid: jwks.keys[0]?.kid });
    const now = Math.floor(Date.now() / 1000);
    expect(claims).toMatchObject({ iss: APPLICATION, aud: API, iat: now, exp: now + 60, jti: verified.id });
    expect(parts(await issue(one))[1]?.["jti"]).not.toBe(verified.id);
    const end = token.lastIndexOf(".");
    const published = createPublicKey({ key: jwks.keys[0] as object, format: "jwk" } as never);
    expect(
      verify(
        "sha256",
        Buffer.from(token.slice(0, end)),
        { key: published, dsaEncoding: "ieee-p1363" },
        Buffer.from(token.slice(end + 1), "base64url"),
      ),
    ).toBe(true);
    expect(JSON.stringify(jwks)).not.toContain('"d"');
  });

  test("is not issued once the session is over, and does not outlive it", async () => {
    const short = instance({ session: { idle: 100 } });
    const [, claims] = parts(await issue(short, { seconds: 3600 }));
    expect(Number(claims?.["exp"]) - Number(claims?.["iat"])).toBe(100);
    const copy = jean.copy();
    await jean.logOut(where === "in Redis" ? other : one);
    await expect(one.issueToken(copy.request(), { audience: API })).rejects.toThrow(/not_authenticated/);
    await expect(one.issueToken(new Visitor().request(), { audience: API })).rejects.toThrow(
      /not_authenticated/,
    );
  });

  test("names a person of the application's own otherwise than one of the provider with the same sub", async () => {
    const own = await one.createSession(jean.request(), JEAN);
    const token = await issue(one);
    jean.keep(own.setCookie);
    const subjects = [token, await issue(other)].map((each) => parts(each)[1]?.["sub"]);
    expect(subjects).toEqual(["proconnect|jean", "local|jean"]);
  });

  test.each<[string, object, RegExp]>([
    ["no audience", { audience: undefined }, /audience/],
    ["an audience that is empty", { audience: "" }, /audience/],
    ["more than an hour", { seconds: 3601 }, /seconds must be 3600 seconds or less/],
    ["no second", { seconds: 0 }, /seconds must be 1 second or more/],
    ["another issuer", { claims: { iss: "https://evil.example" } }, /claims may not hold iss/],
    [
      "another person and a level",
      { claims: { sub: "marie", acr: "eidas3" } },
      /claims may not hold sub, acr/,
    ],
    ["claims that JSON makes a text of", { claims: { toJSON: () => "x" } }, /must be an object/],
    ["claims that are too large", { claims: { text: "a".repeat(6000) } }, /too large/],
    ["a misspelt option", { ttl: 60 }, /ttl is unknown/],
  ])("is refused with %s", async (_what, options, message) => {
    await expect(issue(one, options)).rejects.toThrow(message);
  });

  test("is accepted for what it was issued for, and while it is good", async () => {
    const jwks = await keysOf(one);
    const accept = (token: string, more: object = {}): Promise<string> =>
      verifyToken(token, { issuer: `${APPLICATION}/`, audience: API, jwks, ...more }).then(
        ({ sub }) => sub,
        ({ code }: { code: string }) => code,
      );
    const token = await issue(one, { seconds: 60 });
    expect(await accept(token)).toBe("jean");
    const [header = "", , signature = ""] = token.split(".");
    const marie = Buffer.from(JSON.stringify({ ...parts(token)[1], sub: "proconnect|marie" }));
    const claims = parts(token)[1];
    const kid = jwks.keys[0]?.kid ?? "";
    const sign = (typ: string, by = key, more: object = {}): Promise<string> =>
      new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg: "ES256", typ, kid }).sign(by);
    const refused = [
      accept(`${header}.${marie.toString("base64url")}.${signature}`),
      accept(`${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString("base64url")}.${token.split(".")[1]}.`),
      accept(token, { audience: "https://other.example" }),
      accept(token, { issuer: "https://other.example" }),
      accept(await sign("JWT")),
      accept(await sign("at+jwt", nextKey)),
      accept(await sign("at+jwt", key, { provider: "local" })),
      accept(await sign("at+jwt", key, { iat: 0 })),
      accept(await sign("at+jwt", key, { sub: 5 })),
      accept(await sign("at+jwt", key, { sub: ["proconnect|jean"] })),
      accept(await sign("at+jwt", key, { jti: 5 })),
      accept("a".repeat(20_000)),
      accept(undefined as never),
      accept(""),
    ];
    expect(await Promise.all(refused)).toEqual(refused.map(() => "token_invalid"));
    later(91);
    expect(await accept(token)).toBe("token_invalid");
  });

  test("goes on while keys are rotated", async () => {
    const [before, both, after] = [
      pem(key) + pem(nextKey),
      { keys: [jwk(nextKey, "next"), jwk(key, "first")] },
      { keys: [jwk(nextKey, "next")] },
    ];
    const [first, second, third] = [
      instance({ tokenPrivateKey: before }),
      instance({ tokenPrivateKey: JSON.stringify(both) }),
      instance({ tokenPrivateKey: JSON.stringify(after) }),
    ];
    expect((await keysOf(first)).keys).toHaveLength(2);
    expect(parts(await issue(second))[0]?.["kid"]).toBe("next");
    const jwks = await keysOf(second);
    const { sub } = await verifyToken(await issue(third), { issuer: APPLICATION, audience: API, jwks });
    expect(sub).toBe("jean");
  });
});

test("the documentation names the claims that the application cannot give", async () => {
  const text = await readFile(new URL("../../../../docs/sessions.md", import.meta.url), "utf8");
  const [, row = ""] = /^\| what `claims` says\s*\|(.*)\|$/m.exec(text) ?? [];
  expect([...row.matchAll(/`(\w+)`/g)].map(([, name]) => name)).toEqual(RESERVED_CLAIMS);
});

describe("verifyToken and the keys at the application's address", () => {
  const two = new TwoOfEverything("in cookies");

  test("fetches them once, again for a key that it does not know, and says when it cannot", async () => {
    let auth: Auth | undefined;
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      const address = `http://localhost${request.url}`;
      void auth?.handler(new Request(address)).then(async (answer) => response.end(await answer?.text()));
      if (!auth) response.writeHead(503).end();
    }).listen(0);
    await once(server, "listening");
    const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
    const jean = new Visitor("", baseUrl);
    const start = async (tokenPrivateKey: string[]): Promise<string> => {
      auth = two.instance({ baseUrl, tokenPrivateKey });
      await jean.logIn(auth, two.provider, JEAN);
      return (await auth.issueToken(jean.request(), { audience: API })).token;
    };
    const options = { issuer: baseUrl, audience: API };
    const first = await start([pem(key)]);
    const known = auth;
    auth = undefined;
    await expect(verifyToken(first, options)).rejects.toMatchObject({
      code: "token_keys_unavailable",
      status: 503,
    });
    auth = known;
    for (let time = 0; time < 3; time += 1) expect((await verifyToken(first, options)).sub).toBe("jean");
    expect(asked).toBe(2);

    const second = await start([pem(nextKey), pem(key)]);
    // jose asks again for an unknown key every half a minute at most.
    later(31);
    expect((await verifyToken(second, options)).sub).toBe("jean");
    expect((await verifyToken(first, options)).sub).toBe("jean");
    expect(asked).toBe(3);
    server.close().closeAllConnections();
    await expect(verifyToken(first, { ...options, issuer: "http://app.example" })).rejects.toThrow(/https/);
  });
});

describe("the setting tokenPrivateKey", () => {
  const two = new TwoOfEverything("in cookies");
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

  test.each<[string, string | string[]]>([
    ["no key", "secret"],
    ["a key of another kind", pem(rsa)],
    ["a public key", createPublicKey(key).export({ format: "pem", type: "spki" }).toString()],
    ["one that cannot be read among others", [pem(key), "{"]],
    ["the same key twice", pem(key) + pem(key)],
    ["an empty list", []],
  ])("refuses %s, and does not quote it", (_what, tokenPrivateKey) => {
    const make = (): Auth => two.instance({ tokenPrivateKey });
    expect(make).toThrow(/tokenPrivateKey/);
    expect(make).not.toThrow(/PRIVATE KEY|secret,/);
  });

  test("without it there is no token, and no route", async () => {
    const auth = two.instance();
    expect(auth.owns({ url: "/auth/jwks", headers: {} })).toBe(false);
    await expect(auth.issueToken(new Visitor().request(), { audience: API })).rejects.toThrow(
      /tokenPrivateKey/,
    );
  });

  test("is read from the environment, on one line too", async () => {
    vi.stubEnv("MONCOMPTEPRO_TOKEN_PRIVATE_KEY", pem(key).replaceAll("\n", String.raw`\n`));
    const auth = two.instance();
    vi.unstubAllEnvs();
    expect((await keysOf(auth)).keys).toHaveLength(1);
  });
});
