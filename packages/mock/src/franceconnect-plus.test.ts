import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { compactDecrypt, decodeJwt, exportJWK, generateKeyPair, type CryptoKey, type JWK } from "jose";
import * as client from "openid-client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Browser, type Screen } from "../test/browser.js";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";
import { startMockProvider, type MockProvider } from "./index.js";

const STATE = "s".repeat(32);
const NONCE = "n".repeat(22);
const ASKED = { acr_values: "eidas2", state: STATE, nonce: NONCE };
const CHECKS = { expectedState: STATE, expectedNonce: NONCE };
const AFTER = "http://localhost:3000/auth/logout/callback";
const SCOPE = "openid identite_pivot rnipp_identite_pivot email";

/** The keys of the application, as it publishes them. */
let published: JWK[] = [];
let privateKey: CryptoKey;
let server: Server;
let mock: MockProvider;
let application: RelyingParty;
let browser: Browser;

beforeAll(async () => {
  const pair = await generateKeyPair("ECDH-ES", { extractable: true });
  ({ privateKey } = pair);
  published = [{ ...(await exportJWK(pair.publicKey)), kid: "ours", use: "enc" }];
  server = createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ keys: published }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  mock = await startMockProvider({
    provider: "franceconnect-plus",
    jwksUri: `http://127.0.0.1:${port}/auth/jwks`,
  });
  application = await RelyingParty.discover(mock, {
    scope: SCOPE,
    metadata: { id_token_signed_response_alg: "ES256", userinfo_signed_response_alg: "ES256" },
  });
  client.enableDecryptingResponses(application.config, ["A256GCM"], {
    key: privateKey,
    kid: "ours",
    alg: "ECDH-ES",
  });
  browser = new Browser(mock.url);
});
beforeEach(async () => {
  await mock.reset();
  browser.clear();
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  await mock.stop();
  server.close().closeAllConnections();
});

const start = (parameters: Record<string, string> = {}): Promise<Screen> =>
  application.start(browser, { ...ASKED, ...parameters });

async function logIn(person: string, parameters: Record<string, string> = {}): Promise<Screen> {
  const next = await browser.submit(await start(parameters), { persona: person }, "/persona");
  return next.left ? next : browser.submit(next, {}, "/confirmation");
}

describe("FranceConnect+", () => {
  it("encrypts both tokens to the application around a signature of its own", async () => {
    const { tokens, idToken, userinfo } = await application.finish(await logIn("usage-name"), CHECKS);
    expect(idToken.acr).toBe("eidas2");
    expect(userinfo).toMatchObject({
      given_name: "Marie Ange",
      family_name: "SANTONI",
      rnipp_given_name: "Marie Ange",
      rnipp_given_name_array: ["Marie", "Ange"],
      rnipp_birthplace: "2A004",
    });
    // The list of given names is the register's alone.
    expect(userinfo).not.toHaveProperty("given_name_array");

    const answer = await application.userinfo(tokens.access_token);
    expect(answer.headers.get("content-type")).toMatch(/^application\/jwt/);
    for (const jwe of [tokens.id_token ?? "", await answer.text()]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { protectedHeader, plaintext } = await compactDecrypt(jwe, privateKey);
      expect(protectedHeader).toMatchObject({
        alg: "ECDH-ES",
        enc: "A256GCM",
        cty: "JWT",
        kid: "ours",
        iss: mock.issuer,
        aud: mock.clientId,
      });
      expect(decodeJwt(new TextDecoder().decode(plaintext)).sub).toMatch(/^[\da-f]{64}v1$/);
    }
  });

  it("tells the level that was reached, and refuses who reaches less than was asked", async () => {
    const { idToken } = await application.finish(await logIn("high-level"), CHECKS);
    expect(idToken.acr).toBe("eidas3");
    browser.clear();
    const both = await logIn("citizen", { acr_values: "eidas2 eidas3" });
    expect(both.url.searchParams.has("code")).toBe(true);
    browser.clear();
    const page = await browser.submit(
      await start({ acr_values: "eidas3" }),
      { persona: "citizen" },
      "/persona",
    );
    expect([page.status, page.text.includes("Y100001")]).toEqual([400, true]);
    browser.clear();
    const unknown = await logIn("citizen", { acr_values: "nonsense" });
    expect(unknown.url.searchParams.has("code")).toBe(true);
  });

  it("asks who it is once its session of ten minutes is over", async () => {
    await logIn("citizen");
    expect((await start({ prompt: "login" })).left).toBe(true);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 601_000 });
    expect((await start({ prompt: "login" })).left).toBe(false);
  });

  it("knows no eidas1, and refuses what FranceConnect refuses", async () => {
    const { url } = await start({ acr_values: "eidas1" });
    expect(url.searchParams.get("error")).toBe("invalid_acr");
    expect((await start({ code_challenge: "" })).text).toContain("Y030007");
  });

  it("opens no data: API Particulier has no scope here", async () => {
    expect((await fetch(`${mock.url}/v3/dss/quotient_familial/france_connect`)).status).toBe(404);
  });

  it("takes the ID token that was encrypted as the hint of a logout, and no encrypted one", async () => {
    const { tokens } = await application.finish(await logIn("citizen"), CHECKS);
    const logOut = (id_token_hint: string): Promise<Screen> => {
      const asked = new URLSearchParams({ id_token_hint, post_logout_redirect_uri: AFTER, state: STATE });
      return browser.open(`${mock.issuer}/session/end?${asked}`);
    };
    expect((await logOut(tokens.id_token ?? "")).text).toContain("Y04FEDB9");
    const { plaintext } = await compactDecrypt(tokens.id_token ?? "", privateKey);
    const { url } = await browser.submit(await logOut(new TextDecoder().decode(plaintext)));
    expect(url.href).toBe(`${AFTER}?state=${STATE}`);
  });

  it("looks for the keys of an application of this kit where it publishes them", async () => {
    const { port } = server.address() as AddressInfo;
    const other = await startMockProvider({
      provider: "franceconnect-plus",
      redirectUris: [`http://127.0.0.1:${port}/auth/callback`],
    });
    try {
      const party = await RelyingParty.discover(other, { scope: SCOPE });
      const redirect_uri = `http://127.0.0.1:${port}/auth/callback`;
      const address = await other.logIn(
        party.authorizationUrl({ ...ASKED, redirect_uri, prompt: "login" }),
        "citizen",
      );
      const answer = await party.token({ code: address.searchParams.get("code") ?? "", redirect_uri });
      expect(((await answer.json()) as { id_token: string }).id_token.split(".")).toHaveLength(5);
    } finally {
      await other.stop();
    }
  });

  it.each([
    ["RS256", { idTokenSignedResponseAlg: "RS256" }],
    ["userinfo as JSON", { userinfoSignedResponseAlg: "none" }],
  ])("registers no client for %s", async (_name, options) => {
    await expect(
      startMockProvider({ provider: "franceconnect-plus", redirectUris: [REDIRECT_URI], ...options }),
    ).rejects.toThrow("Client");
  });
});
