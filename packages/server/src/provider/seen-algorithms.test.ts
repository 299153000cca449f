import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  APPLICATION,
  Browser,
  createApplication,
  errorCode,
  logIn,
  quiet,
} from "@moncomptepro/test-kit/browser";
import {
  makeKey,
  startHostileProvider,
  type HostileProvider,
  type SigningKey,
} from "@moncomptepro/test-kit/hostile-provider";
import { signed, signedUserinfo } from "@moncomptepro/test-kit/lies/lie";
import { memoryStore } from "../../test/memory-store.js";
import type { Auth, AuthOptions } from "../index.js";

let provider: HostileProvider;
let elliptic: SigningKey;
let auth: Auth;
const hints: unknown[] = [];

const create = (options: AuthOptions = {}): void => {
  const warn = (_message: string, details?: object): void => void hints.push(details);
  auth = createApplication(provider, { logger: { ...quiet, warn }, ...options });
};

beforeAll(async () => {
  provider = await startHostileProvider();
  elliptic = await makeKey("ES256", "elliptic");
  provider.keys.push(elliptic);
});
afterAll(() => provider.stop());
beforeEach(() => {
  hints.length = 0;
  provider.answers = provider.honest();
  create();
});

const byEllipticKey = (): object => signed((claims) => provider.sign(claims, elliptic));

/** What a login comes to. */
async function outcome(answers: object = {}): Promise<string | undefined> {
  Object.assign(provider.answers, provider.honest(), answers);
  const response = await logIn(new Browser(auth), provider);
  return response.status === 303 ? "logged in" : errorCode(response);
}

test("each algorithm of the profile that the provider announces will do at first; another one then will not", async () => {
  expect(await outcome(byEllipticKey())).toBe("logged in");
  expect(await outcome()).toBe("id_token_invalid");
  expect(hints).toEqual([
    expect.objectContaining({
      hint: expect.stringContaining("signed with RS256, and was signed with ES256 before") as string,
    }),
  ]);
  expect(await outcome(byEllipticKey())).toBe("logged in");
  // Another process, or the same after a new start, learns by itself.
  create();
  expect(await outcome()).toBe("logged in");
});

test("one that the provider does not announce is refused", async () => {
  const id_token_signing_alg_values_supported = ["RS256"];
  const discovery = (document: object): object => ({ ...document, id_token_signing_alg_values_supported });
  expect(await outcome({ ...byEllipticKey(), discovery })).toBe("id_token_invalid");
  expect(await outcome()).toBe("logged in");
});

test("a refused token teaches nothing", async () => {
  const another = signed((claims) => provider.sign({ ...claims, aud: "another" }, elliptic));
  expect(await outcome(another)).toBe("id_token_invalid");
  expect(await outcome()).toBe("logged in");
});

test("the one that the client is registered with counts, announced or not, and no other", async () => {
  create({ idTokenSignedResponseAlg: "ES256" });
  const discovery = (document: object): object => ({
    ...document,
    id_token_signing_alg_values_supported: ["RS256"],
  });
  expect(await outcome({ ...byEllipticKey(), discovery })).toBe("logged in");
  expect(await outcome()).toBe("id_token_invalid");
});

test("userinfo that was signed is not taken unsigned, nor the other way round", async () => {
  expect(await outcome(signedUserinfo(provider))).toBe("logged in");
  expect(await outcome()).toBe("userinfo_invalid");
  create();
  expect(await outcome()).toBe("logged in");
  expect(await outcome(signedUserinfo(provider))).toBe("userinfo_invalid");
});

test("a logout token is signed as the ID tokens are, and teaches nothing", async () => {
  create({ session: { store: memoryStore() } });
  const time = Math.floor(Date.now() / 1000);
  const logout = async (jti: string, key?: SigningKey): Promise<number | undefined> => {
    const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
    const { issuer: iss, clientId: aud } = provider;
    const token = await provider.sign({ iss, aud, sub: "154", iat: time, exp: time + 60, jti, events }, key);
    const body = new URLSearchParams({ logout_token: token });
    const request = new Request(`${APPLICATION}/auth/backchannel-logout`, { method: "POST", body });
    return (await auth.handler(request))?.status;
  };
  expect(await logout("before any login", elliptic)).toBe(200);
  expect(await outcome()).toBe("logged in");
  expect(await logout("of another key", elliptic)).toBe(400);
  expect(await logout("of the right key")).toBe(200);
});
