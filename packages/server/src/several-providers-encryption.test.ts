import type { JWK, JWTPayload } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { APPLICATION, Browser, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { makeDecryptionKey } from "@moncomptepro/test-kit/decryption-key";
import { makeKey, startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { memoryStore } from "@moncomptepro/test-kit/memory-store";
import { encryptTo } from "../test/encrypt.js";
import { who } from "../test/two-providers.js";
import { sendLogoutToken } from "../test/visitor.js";
import { createAuth, type Auth } from "./index.js";

const PLUS = "franceconnect-plus";
const KEY = makeDecryptionKey();
const NEXT = makeDecryptionKey();

/** One provider signs, the other one encrypts too. */
let signing: HostileProvider;
let encrypting: HostileProvider;
let published: JWK;

beforeAll(async () => {
  [signing, encrypting] = await Promise.all([startHostileProvider(), startHostileProvider()]);
  encrypting.keys.unshift(await makeKey("ES256", "elliptic"));
});
afterAll(() => Promise.all([signing.stop(), encrypting.stop()]));
beforeEach(() => {
  signing.answers = signing.honest();
  encrypting.answers = {
    ...encrypting.honest(),
    idTokenClaims: (claims) => ({ ...claims, acr: "eidas2" }),
    idToken: async (claims) => encryptTo(published, await encrypting.sign(claims)),
    userinfo: async (claims) =>
      encryptTo(
        published,
        await encrypting.sign({ ...claims, iss: encrypting.issuer, aud: encrypting.clientId }),
      ),
  };
});

function application(decryptionKey: string | string[], options: object = {}): Auth {
  const client = ({ clientId, clientSecret, issuer }: HostileProvider): object => ({
    clientId,
    clientSecret,
    issuer,
  });
  return createAuth({
    providers: { proconnect: client(signing), [PLUS]: { ...client(encrypting), decryptionKey } },
    baseUrl: APPLICATION,
    sessionSecret: SECRET,
    logger: quiet,
    ...options,
  }) as Auth;
}

async function publishedBy(auth: Auth): Promise<JWK[]> {
  const response = await auth.handler(new Request(`${APPLICATION}/auth/jwks`));
  if (!response) throw new Error("there is no such route");
  const { keys } = (await response.json()) as { keys: JWK[] };
  return keys;
}

async function logIn(auth: Auth, name: string, provider: HostileProvider): Promise<Browser> {
  const browser = new Browser(auth);
  const { headers } = await browser.open(`/auth/login/${name}`);
  const asked = new URL(headers.get("location") ?? "").searchParams;
  provider.nonce = asked.get("nonce") ?? "";
  const answer = { code: "code", state: asked.get("state") ?? "", iss: provider.issuer };
  await browser.open(`${asked.get("redirect_uri") ?? ""}?${new URLSearchParams(answer).toString()}`);
  return browser;
}

test("each step of a change of keys opens what its neighbours published, at either instance", async () => {
  const steps = [KEY, [KEY, NEXT], [NEXT, KEY], NEXT].map((key) => application(key));
  for (const [at, auth] of steps.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- one login after the other
    const keys = await publishedBy(auth);
    expect(keys).toEqual([expect.objectContaining({ use: "enc", kty: "EC" })]);
    expect(keys[0]).not.toHaveProperty("d");
    [published = {}] = keys;
    for (const neighbour of steps.slice(Math.max(0, at - 1), at + 2)) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      expect(await who(await logIn(neighbour, PLUS, encrypting))).toBe(`154 of ${PLUS}`);
    }
  }
});

test("a logout token is opened before it is asked whose it is: it ends the session of its sender alone", async () => {
  const auth = application(KEY, { session: { store: memoryStore() } });
  [published = {}] = await publishedBy(auth);
  const [citizen, agent] = [await logIn(auth, PLUS, encrypting), await logIn(auth, "proconnect", signing)];
  const now = Math.floor(Date.now() / 1000);
  const claims: JWTPayload = {
    iss: encrypting.issuer,
    aud: encrypting.clientId,
    sub: "154",
    iat: now,
    exp: now + 60,
    jti: "one",
    events: { "http://schemas.openid.net/event/backchannel-logout": {} },
  };
  // Whoever knows the public key encrypts: only the signature inside tells who it is.
  const forged = await signing.sign(claims);
  expect(await sendLogoutToken(auth, await encryptTo(published, forged))).toBe(400);
  expect(await sendLogoutToken(auth, await encryptTo(published, "no.token"))).toBe(400);
  expect(await who(citizen)).toBe(`154 of ${PLUS}`);

  expect(await sendLogoutToken(auth, await encryptTo(published, await encrypting.sign(claims)))).toBe(200);
  expect(await who(citizen)).toBeUndefined();
  expect(await who(agent)).toBe("154 of proconnect");
});
