import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, type JSONWebKeySet } from "jose";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { REDIRECT_URI } from "../../test/relying-party.js";
import { startMockProvider, type MockProvider } from "../index.js";

let mock: MockProvider;

beforeAll(async () => {
  const { publicKey } = await generateKeyPair("ECDH-ES");
  const client = { clientSecret: "secret", redirectUris: [REDIRECT_URI] };
  mock = await startMockProvider({
    provider: "proconnect",
    clients: [
      { ...client, clientId: "open" },
      { ...client, clientId: "shared", idTokenSignedResponseAlg: "HS256" },
      {
        ...client,
        clientId: "sealed",
        jwks: { keys: [{ ...(await exportJWK(publicKey)), use: "enc", alg: "ECDH-ES" }] },
        idTokenEncryptedResponseAlg: "ECDH-ES",
        idTokenEncryptedResponseEnc: "A256GCM",
      },
    ],
  });
});
beforeEach(() => mock.reset());
afterAll(() => mock.stop());

/** What the token endpoint answers to a login. */
async function tokens(clientId: string, person = "town-hall-agent"): Promise<Response> {
  const url = new URL(`${mock.issuer}/authorize`);
  const asked = {
    response_type: "code",
    scope: "openid email",
    state: "a".repeat(32),
    nonce: "b".repeat(32),
  };
  url.search = new URLSearchParams({ client_id: clientId, redirect_uri: REDIRECT_URI, ...asked }).toString();
  const callback = await mock.logIn(url, person);
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: clientId,
    client_secret: "secret",
    redirect_uri: REDIRECT_URI,
    code: callback.searchParams.get("code") ?? "",
  });
  return fetch(`${mock.issuer}/token`, { method: "POST", body });
}

async function idToken(clientId: string, person?: string): Promise<string> {
  return ((await (await tokens(clientId, person)).json()) as { id_token: string }).id_token;
}

const keys = async (): Promise<JSONWebKeySet> => (await fetch(`${mock.issuer}/jwks`)).json() as never;

it("knows a person under the sub that this provider gives them", async () => {
  const fault = mock.fault("wrong_nonce", { person: "contractor" });
  await idToken("open", "town-hall-agent");
  expect(fault.applied).toBe(0);
  const { payload } = await jwtVerify(await idToken("open", "contractor"), createLocalJWKSet(await keys()));
  expect(payload["nonce"]).toBe("other-nonce");
});

it("replaces the keys of this provider by keys of the same kinds", async () => {
  const kinds = ({ keys: all }: JSONWebKeySet): unknown => all.map(({ kty, crv, use }) => [kty, crv, use]);
  const before = await keys();
  mock.fault("key_rotation");
  const token = await idToken("open");
  await jwtVerify(token, createLocalJWKSet(await keys()));
  await expect(jwtVerify(token, createLocalJWKSet(before))).rejects.toThrow("no applicable key");
  expect(kinds(await keys())).toEqual(kinds(before));
});

it("signs again with the secret of a client that shares one", async () => {
  mock.fault("wrong_nonce");
  const { payload } = await jwtVerify(await idToken("shared"), new TextEncoder().encode("secret"));
  expect(payload["nonce"]).toBe("other-nonce");
  mock.fault("unknown_key");
  const token = await idToken("shared");
  await expect(jwtVerify(token, new TextEncoder().encode("secret"))).rejects.toThrow("signature");
});

it("says that it cannot open a token that is encrypted to its client", async () => {
  const said = vi.spyOn(console, "error").mockReturnValue();
  mock.fault("wrong_nonce");
  const answer = await tokens("sealed");
  expect([answer.status, await answer.json()]).toMatchObject([500, { error: "mock_fault" }]);
  expect(said.mock.calls).toEqual([[expect.stringContaining("the token is encrypted")]]);
  said.mockRestore();
});
