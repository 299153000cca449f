import type { JWK, JWTPayload } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { franceconnectPlus } from "@moncomptepro/profiles";
import { APPLICATION, Browser, createApplication, logIn, quiet } from "@moncomptepro/test-kit/browser";
import { makeDecryptionKey } from "@moncomptepro/test-kit/decryption-key";
import {
  foreignKey,
  makeKey,
  startHostileProvider,
  type HostileProvider,
  type SigningKey,
} from "@moncomptepro/test-kit/hostile-provider";
import { expectRefusal } from "@moncomptepro/test-kit/refusal";
import { encryptTo } from "../../test/encrypt.js";
import type { Auth, AuthOptions } from "../index.js";
import { createVerifier } from "../verify.js";

const KEY = makeDecryptionKey();
const NEXT = makeDecryptionKey();

let provider: HostileProvider;
let signing: SigningKey;
let browser: Browser;
/** The key that the provider encrypts to. */
let published: JWK;

const create = (options: AuthOptions = {}): Auth =>
  createApplication(provider, {
    provider: "franceconnect-plus",
    decryptionKey: KEY,
    ...options,
  });

async function publishedBy(auth: Auth): Promise<JWK[]> {
  const response = await auth.handler(new Request(`${APPLICATION}/auth/jwks`));
  if (!response) throw new Error("there is no such route");
  const { keys } = (await response.json()) as { keys: JWK[] };
  return keys;
}

const encrypt = (text: string, to: JWK = published): Promise<string> => encryptTo(to, text);
const sign = (claims: JWTPayload, key = signing): Promise<string> => provider.sign(claims, key);
const userinfoOf = (claims: object): JWTPayload => ({
  ...claims,
  iss: provider.issuer,
  aud: provider.clientId,
});

beforeAll(async () => {
  provider = await startHostileProvider();
  signing = await makeKey("ES256", "elliptic");
  provider.keys.unshift(signing);
});
afterAll(() => provider.stop());
beforeEach(async () => {
  const auth = create();
  browser = new Browser(auth);
  [published = {}] = await publishedBy(auth);
  provider.answers = provider.honest();
  provider.answers.idTokenClaims = (claims) => ({ ...claims, acr: "eidas2" });
  provider.answers.idToken = async (claims) => encrypt(await sign(claims));
  provider.answers.userinfo = async (claims) => encrypt(await sign(userinfoOf(claims)));
});

test("what is signed, then encrypted to us, logs in", async () => {
  expect((await logIn(browser, provider)).status).toBe(303);
  const me = await browser.open("/auth/me", { headers: { accept: "application/json" } });
  expect(await me.json()).toMatchObject({ user: { provider: "franceconnect-plus", givenName: "Jean" } });
});

test("the hint of a logout is the ID token that was signed, not the encrypted one", async () => {
  let signed = "";
  provider.answers.idToken = async (claims) => encrypt((signed = await sign(claims)));
  await logIn(browser, provider);
  const page = await browser.open("/auth/logout", { method: "POST" });
  const next = await browser.open((page.headers.get("refresh") ?? "").replace("0; url=", ""));
  const { searchParams } = new URL(next.headers.get("location") ?? "");
  expect(searchParams.get("id_token_hint")).toBe(signed);
});

describe("an ID token", () => {
  const lies: [string, (claims: JWTPayload) => Promise<string>][] = [
    ["that is not encrypted", (claims) => sign(claims)],
    ["that another key signed", async (claims) => encrypt(await sign(claims, await foreignKey("elliptic")))],
    ["that is encrypted twice", async (claims) => encrypt(await encrypt(await sign(claims)))],
    ["without a signature", (claims) => encrypt(JSON.stringify(claims))],
    ["of another login", async (claims) => encrypt(await sign({ ...claims, nonce: "other" }))],
    ["of another client", async (claims) => encrypt(await sign({ ...claims, aud: "other" }))],
    ["below the level", async (claims) => encrypt(await sign({ ...claims, acr: "eidas1" }))],
  ];
  test.each(lies)("%s is refused", async (name, idToken) => {
    provider.answers.idToken = idToken;
    const code = name === "below the level" ? "acr_not_reached" : "id_token_invalid";
    await expectRefusal(await logIn(browser, provider), code, browser);
  });

  test("that is encrypted to a key of another application is refused", async () => {
    const [other = {}] = await publishedBy(create({ decryptionKey: NEXT }));
    provider.answers.idToken = async (claims) => encrypt(await sign(claims), other);
    await expectRefusal(await logIn(browser, provider), "id_token_invalid", browser);
  });
});

describe("userinfo", () => {
  const lies: [string, (claims: object) => Promise<unknown>][] = [
    ["as JSON", async (claims) => claims],
    ["that is not encrypted", (claims) => sign(userinfoOf(claims))],
    [
      "that another key signed",
      async (claims) => encrypt(await sign(userinfoOf(claims), await foreignKey("x"))),
    ],
    ["of another person", async (claims) => encrypt(await sign(userinfoOf({ ...claims, sub: "155" })))],
    ["of another client", async (claims) => encrypt(await sign({ ...userinfoOf(claims), aud: "other" }))],
  ];
  test.each(lies)("%s is refused", async (_name, userinfo) => {
    provider.answers.userinfo = userinfo;
    await expectRefusal(await logIn(browser, provider), "userinfo_invalid", browser);
  });
});

describe("a change of keys, with two instances", () => {
  test("each step opens what the one before it published", async () => {
    const steps = [[KEY], [KEY, NEXT], [NEXT, KEY], [NEXT]].map((decryptionKey) => create({ decryptionKey }));
    for (const [at, auth] of steps.entries()) {
      for (const neighbour of [steps[at - 1], steps[at + 1]].filter((each) => each !== undefined)) {
        // oxlint-disable-next-line no-await-in-loop -- one login after the other
        [published = {}] = await publishedBy(auth);
        const other = new Browser(neighbour);
        // oxlint-disable-next-line no-await-in-loop -- as above
        expect((await logIn(other, provider)).status).toBe(303);
      }
    }
  });

  test("one key alone is published, without its private part", async () => {
    const keys = await publishedBy(create({ decryptionKey: [KEY, NEXT] }));
    expect(keys).toEqual([
      {
        kty: "EC",
        crv: "P-256",
        x: expect.any(String),
        y: expect.any(String),
        kid: published.kid,
        use: "enc",
      },
    ]);
  });
});

test("a key of RSA does as well", async () => {
  const auth = create({ decryptionKey: makeDecryptionKey("rsa") });
  [published = {}] = await publishedBy(auth);
  expect((await logIn(new Browser(auth), provider)).status).toBe(303);
});

test("an application of its own sessions publishes the same key, and may bring an ID token that is open already", async () => {
  const { clientId, clientSecret, issuer, accessToken } = provider;
  const options = {
    provider: "franceconnect-plus",
    decryptionKey: KEY,
    clientId,
    clientSecret,
    issuer,
  } as const;
  const { jwks, verifyLogin } = createVerifier({ ...options, logger: quiet });
  expect(jwks.keys).toEqual([published]);
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer,
    sub: "154",
    aud: clientId,
    iat: now,
    exp: now + 60,
    nonce: "nonce",
    acr: "eidas2",
  };
  const signed = await sign(claims);
  for (const idToken of [signed, await encrypt(signed)]) {
    // oxlint-disable-next-line no-await-in-loop -- one login after the other
    const { user } = await verifyLogin({ tokens: { idToken, accessToken }, nonce: "nonce" });
    expect(user.sub).toBe("154");
  }
});

test("where a provider may encrypt, what it does not encrypt is taken too", async () => {
  const encryption = { keyManagementAlgorithms: ["ECDH-ES"], contentEncryptionAlgorithms: ["A256GCM"] };
  const { idToken, userinfo } = franceconnectPlus;
  const own = {
    ...franceconnectPlus,
    id: "own",
    idToken: { ...idToken, encryption },
    userinfo: { ...userinfo, encryption },
  };
  provider.answers.userinfo = (claims) => sign(userinfoOf(claims));
  const auth = createApplication(provider, { provider: own, decryptionKey: KEY });
  expect((await logIn(new Browser(auth), provider)).status).toBe(303);
});
