import { calculateJwkThumbprint, compactDecrypt, exportJWK, generateKeyPair } from "jose";
import * as client from "openid-client";
import { afterEach, describe, expect, it } from "vitest";
import { Browser } from "../test/browser.js";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";
import { startMockProvider, type MockProvider } from "./index.js";

describe("encryption to the client", () => {
  let mock: MockProvider | undefined;
  afterEach(() => mock?.stop());

  it.each(["RSA-OAEP", "ECDH-ES"])("of the ID token and of userinfo with %s", async (algorithm) => {
    const { publicKey, privateKey } = await generateKeyPair(algorithm);
    const jwk = await exportJWK(publicKey);
    const kid = await calculateJwkThumbprint(jwk);
    mock = await startMockProvider({
      clients: [
        {
          clientId: "encrypted",
          clientSecret: "secret",
          redirectUris: [REDIRECT_URI],
          jwks: { keys: [{ ...jwk, kid, use: "enc", alg: algorithm }] },
          idTokenSignedResponseAlg: "ES256",
          idTokenEncryptedResponseAlg: algorithm,
          idTokenEncryptedResponseEnc: "A256GCM",
          userinfoSignedResponseAlg: "ES256",
          userinfoEncryptedResponseAlg: algorithm,
          userinfoEncryptedResponseEnc: "A256GCM",
        },
      ],
    });
    const application = await RelyingParty.discover(mock, {
      metadata: { id_token_signed_response_alg: "ES256", userinfo_signed_response_alg: "ES256" },
    });
    client.enableDecryptingResponses(application.config, ["A256GCM"], {
      key: privateKey,
      kid,
      alg: algorithm,
    });

    const callback = await application.logIn(new Browser(mock.url), "private-employee");
    const { tokens, idToken, userinfo } = await application.finish(callback);
    expect(idToken.sub).toBe("103");
    expect(userinfo.siret).toBe("00451782700012");

    const answer = await (await application.userinfo(tokens.access_token)).text();
    for (const jwe of [tokens.id_token ?? "", answer]) {
      const { protectedHeader } = await compactDecrypt(jwe, privateKey);
      expect(protectedHeader).toMatchObject({ alg: algorithm, enc: "A256GCM", cty: "JWT" });
    }
  });
});
