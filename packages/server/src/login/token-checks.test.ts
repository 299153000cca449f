import { createHash } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { makeKey, startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { meetProvider } from "../../test/provider.js";
import type { Provider } from "../provider/provider.js";
import { checkRefreshedIdToken } from "../refresh/refreshed-id-token.js";
import { createSessionRecord } from "../session/session-record.js";
import type { Asked } from "./authorization-request.js";
import { checkIdToken } from "./id-token.js";
import { fetchUserinfo } from "./userinfo.js";

/** Claims in place of the honest ones; undefined leaves one out. */
type Change = Record<string, unknown>;

/** Each check of ours on its own: without those that openid-client makes of an ID token before. */
let hostile: HostileProvider;
let provider: Provider;

beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(() => hostile.stop());
afterEach(() => vi.useRealTimers());
beforeEach(() => {
  hostile.answers = hostile.honest();
  provider = meetProvider(hostile);
});

const NONCE = "the-nonce-of-the-login";
const now = (): number => Math.floor(Date.now() / 1000);
const outcome = (checking: Promise<unknown>): Promise<unknown> =>
  checking.then(
    () => "good",
    (error: { code?: string }) => error.code,
  );

const honest = (): Change => {
  const { issuer: iss, clientId: aud } = hostile;
  return { iss, aud, sub: "154", iat: now(), exp: now() + 3600, nonce: NONCE };
};

async function checkLogin(change: Change, asked: Asked = {}): Promise<unknown> {
  const idToken = await hostile.sign({ ...honest(), ...change });
  const transaction = { state: "state", nonce: NONCE, returnTo: "/", startedAt: now(), asked };
  return outcome(checkIdToken({ idToken, accessToken: "access" }, transaction, provider));
}

const halfHash = (text: string, bytes = 16): string =>
  createHash("sha256").update(text).digest().subarray(0, bytes).toString("base64url");

describe("the ID token of a login", () => {
  test.each<[string, Change, string?]>([
    ["as it should be", {}, "good"],
    ["no sub", { sub: undefined }],
    ["a sub of 256 characters", { sub: "1".repeat(256) }],
    ["no exp", { exp: undefined }],
    ["no iat", { iat: undefined }],
    ["expired 40 s ago", { exp: now() - 40 }],
    ["an iat in 20 s, which may be the clocks", { iat: now() + 20 }, "good"],
    ["an iat in 40 s", { iat: now() + 40 }],
    ["an iat 9 minutes old", { iat: now() - 540 }, "good"],
    ["an iat 11 minutes old", { iat: now() - 660 }],
    ["an iat 50 minutes old", { iat: now() - 3000 }],
    ["another nonce", { nonce: "another" }],
    ["no nonce", { nonce: undefined }],
    ["another issuer", { iss: "https://other.example" }],
    ["another audience", { aud: "other" }],
    ["several audiences without azp", { aud: ["application", "other"] }],
    ["several audiences, and azp", { aud: ["application", "other"], azp: "application" }, "good"],
    ["an azp of another client", { azp: "other" }],
    ["an azp that is empty", { azp: "" }],
    ["the hash of its access token", { at_hash: halfHash("access") }, "good"],
    ["the hash of another access token", { at_hash: halfHash("other") }],
    ["the whole hash of its access token", { at_hash: halfHash("access", 32) }],
    ["an empty hash", { at_hash: "" }],
  ])("%s", async (_name, change, expected = "id_token_invalid") => {
    expect(await checkLogin(change)).toBe(expected);
  });
});

test("an ID token is good for ten minutes after its iat, and not a second longer", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  expect(await checkLogin({ iat: now() - 600 })).toBe("good");
  expect(await checkLogin({ iat: now() - 601 })).toBe("id_token_invalid");
});

test("a token signed with EdDSA is hashed with SHA-512, as Ed25519 does", async () => {
  const key = await makeKey("EdDSA", "edwards");
  hostile.answers.keys = (keys) => ({ keys: [...keys, key.jwk] });
  const check = async (hash: string): Promise<unknown> => {
    const claims = { ...honest(), at_hash: createHash(hash).update("access").digest() };
    const half = claims.at_hash.subarray(0, claims.at_hash.length / 2).toString("base64url");
    const idToken = await hostile.sign({ ...claims, at_hash: half }, key);
    const transaction = { state: "state", nonce: NONCE, returnTo: "/", startedAt: now(), asked: {} };
    return outcome(checkIdToken({ idToken, accessToken: "access" }, transaction, provider));
  };
  expect(await check("sha512")).toBe("good");
  expect(await check("sha256")).toBe("id_token_invalid");
});

describe("what a login asked for", () => {
  test.each<[string, Asked, Change, string]>([
    ["a level that came", { acr: ["eidas1-mfa"] }, { acr: "eidas1-mfa" }, "good"],
    ["a level that did not come", { acr: ["eidas1-mfa"] }, {}, "acr_not_reached"],
    ["another level", { acr: ["eidas1-mfa"] }, { acr: "eidas0" }, "acr_not_reached"],
    ["60 s, 20 s ago", { maxAge: 60 }, { auth_time: now() - 20 }, "good"],
    ["60 s, 80 s ago, which may be the clocks", { maxAge: 60 }, { auth_time: now() - 80 }, "good"],
    ["60 s, 100 s ago", { maxAge: 60 }, { auth_time: now() - 100 }, "authentication_too_old"],
    ["0 s, 40 s ago", { maxAge: 0 }, { auth_time: now() - 40 }, "authentication_too_old"],
    ["60 s, in 20 s, which may be the clocks", { maxAge: 60 }, { auth_time: now() + 20 }, "good"],
    ["60 s, in 40 s", { maxAge: 60 }, { auth_time: now() + 40 }, "id_token_invalid"],
    ["60 s, and no time came", { maxAge: 60 }, {}, "id_token_invalid"],
    ["60 s, and the time is a text", { maxAge: 60 }, { auth_time: String(now()) }, "id_token_invalid"],
  ])("%s", async (_name, asked, change, expected) => {
    expect(await checkLogin(change, asked)).toBe(expected);
  });
});

describe("signed userinfo", () => {
  const fetchSigned = (change: Change): Promise<unknown> => {
    const { issuer: iss, clientId: aud } = hostile;
    hostile.answers.userinfo = (claims) => hostile.sign({ ...claims, iss, aud, ...change });
    return outcome(fetchUserinfo("access", "154", provider));
  };

  test.each<[string, Change, string?]>([
    ["as it should be, without any time", {}, "good"],
    ["no audience", { aud: undefined }],
    ["an audience without members", { aud: [] }],
    ["another audience", { aud: "other" }],
    ["no issuer", { iss: undefined }],
    ["another issuer", { iss: "https://other.example" }],
    ["no sub", { sub: undefined }],
    ["another sub", { sub: "155" }],
    ["an iat in 20 s, which may be the clocks", { iat: now() + 20 }, "good"],
    ["an iat in 40 s", { iat: now() + 40 }],
    ["expired 20 s ago, which may be the clocks", { exp: now() - 20 }, "good"],
    ["expired 40 s ago", { exp: now() - 40 }],
    ["valid in 40 s", { nbf: now() + 40 }],
  ])("%s", async (_name, change, expected = "userinfo_invalid") => {
    expect(await fetchSigned(change)).toBe(expected);
  });

  test("by an algorithm that is not registered for userinfo", async () => {
    provider = meetProvider(hostile, { userinfoSignedResponseAlg: "ES256" });
    expect(await fetchSigned({})).toBe("userinfo_invalid");
  });

  test("by the secret of the client, which is weaker than the provider’s keys, where it is not registered", async () => {
    const { issuer: iss, clientId: aud, clientSecret } = hostile;
    hostile.answers.userinfo = (claims) =>
      new SignJWT({ ...claims, iss, aud })
        .setProtectedHeader({ alg: "HS256" })
        .sign(new TextEncoder().encode(clientSecret));
    const fetched = (): Promise<unknown> => outcome(fetchUserinfo("access", "154", provider));
    expect(await fetched()).toBe("userinfo_invalid");
    provider = meetProvider(hostile, { provider: "proconnect", userinfoSignedResponseAlg: "HS256" });
    expect(await fetched()).toBe("good");
  });
});

describe("a refreshed ID token", () => {
  const time = now() - 1000;
  const check = async (change: Change, at = provider, issuer = hostile.issuer): Promise<unknown> => {
    const { nonce: _, ...claims } = honest();
    const idToken = await hostile.sign({ ...claims, ...change });
    const user = {
      sub: "154",
      issuer,
      provider: "moncomptepro",
      authentication: { acrProven: false, time },
    } as const;
    const session = createSessionRecord({
      client: [],
      user,
      refresh: { token: "refresh", nonce: NONCE },
    });
    return outcome(checkRefreshedIdToken({ idToken, accessToken: "access" }, session, at));
  };

  test.each<[string, Change, string?]>([
    ["without a nonce", {}, "good"],
    ["with the nonce of the login", { nonce: NONCE }, "good"],
    ["with another nonce", { nonce: "another" }],
    ["of another sub", { sub: "155" }],
    ["of another audience", { aud: "other" }],
    ["of another azp", { azp: "other" }],
    ["with an iat 11 minutes old", { iat: now() - 660 }],
    ["with an iat in 40 s", { iat: now() + 40 }],
    ["with the time of the login", { auth_time: time }, "good"],
    ["with another time of the login", { auth_time: time + 1 }],
    ["with the hash of another access token", { at_hash: halfHash("other") }],
  ])("%s", async (_name, change, expected = "id_token_invalid") => {
    expect(await check(change)).toBe(expected);
  });

  test("of a provider that spells its issuer in another way than at the login", async () => {
    expect(await check({}, provider, `${hostile.issuer}/`)).toBe("id_token_invalid");
  });

  test("the time of each answer, where the provider gives no other", async () => {
    const proconnect = meetProvider(hostile, { provider: "proconnect" });
    expect(await check({ auth_time: time + 1 }, proconnect)).toBe("good");
  });
});
