import { exportJWK, generateKeyPair } from "jose";
import { describe, expect, it } from "vitest";
import { moncomptepro } from "@moncomptepro/profiles";
import { withFile } from "../../test/written-file.js";
import type { MockClient } from "../client.js";
import { readClientFile } from "./client-file.js";

const read = (text: string): Promise<MockClient[]> =>
  withFile("clients.json", text, (path) => readClientFile(path, moncomptepro));

/** The lines that follow the first one of the error, without the folder. */
async function problems(text: string): Promise<string[]> {
  const error: unknown = await read(text).catch((caught: unknown) => caught);
  const [, ...lines] = String(error).split("\n");
  return lines.map((line) => line.replace(/^.*clients\.json:/, ""));
}

describe("readClientFile", () => {
  it("gives each client under the names of the API", async () => {
    const { publicKey } = await generateKeyPair("RSA-OAEP");
    const key = { ...(await exportJWK(publicKey)), use: "enc" };
    const clients = [
      { client_id: "one", client_secret: "secret-one", redirect_uris: ["http://localhost:3000/callback"] },
      {
        client_id: "two",
        client_name: "Deux",
        token_endpoint_auth_method: "private_key_jwt",
        redirect_uris: ["http://localhost:4000/callback", "https://two.example/callback"],
        post_logout_redirect_uris: [],
        scope: "openid email",
        jwks: { keys: [key] },
        id_token_signed_response_alg: "ES256",
        id_token_encrypted_response_alg: "RSA-OAEP",
        id_token_encrypted_response_enc: "A256GCM",
        userinfo_signed_response_alg: "ES256",
        userinfo_encrypted_response_alg: "RSA-OAEP",
        userinfo_encrypted_response_enc: "A256GCM",
      },
    ];
    expect(await read(JSON.stringify(clients))).toEqual([
      { clientId: "one", clientSecret: "secret-one", redirectUris: ["http://localhost:3000/callback"] },
      {
        clientId: "two",
        clientName: "Deux",
        tokenEndpointAuthMethod: "private_key_jwt",
        redirectUris: ["http://localhost:4000/callback", "https://two.example/callback"],
        postLogoutRedirectUris: [],
        scope: "openid email",
        jwks: { keys: [key] },
        idTokenSignedResponseAlg: "ES256",
        idTokenEncryptedResponseAlg: "RSA-OAEP",
        idTokenEncryptedResponseEnc: "A256GCM",
        userinfoSignedResponseAlg: "ES256",
        userinfoEncryptedResponseAlg: "RSA-OAEP",
        userinfoEncryptedResponseEnc: "A256GCM",
      },
    ]);
  });

  it("names every mistake with its line, all at once", async () => {
    const text = `[
      {
        "client_id": "éa",
        "redirect_uris": ["foo",
          "http://localhost:3000/#there", 3],
        "redirect_uri": "http://localhost:3000/",
        "scope": "openid nonsense",
        "id_token_signed_response_alg": "none",
        "userinfo_encrypted_response_alg": "RSA-OAEP",
        "id_token_encrypted_response_enc": "A256GCM"
      },
      { "client_id": "two",
        "client_secret": "", "redirect_uris": [] },
      { "client_id": "three", "client_secret": "secret", "redirect_uris": ["http://localhost:1/"] },
      { "client_secret": "secret", "redirect_uris": ["http://localhost:1/"],
        "client_id": "three", "token_endpoint_auth_method": "none" },
      "four"
    ]`;
    expect(await problems(text)).toEqual([
      "2: clients[0].client_secret is missing.",
      '3: clients[0].client_id must hold letters without accents, digits and signs only, not "éa".',
      '4: clients[0].redirect_uris[0] must be a whole address, for example http://localhost:3000/auth/callback, not "foo".',
      '5: clients[0].redirect_uris[1] must have no fragment (#), not "http://localhost:3000/#there".',
      "5: clients[0].redirect_uris[2] must be a text, not 3.",
      "6: clients[0].redirect_uri is unknown: perhaps redirect_uris was meant.",
      expect.stringMatching(
        /^7: clients\[0\]\.scope must hold scopes among openid, .*, not "openid nonsense"\.$/,
      ),
      '8: clients[0].id_token_signed_response_alg must be RS256, PS256, ES256, EdDSA or Ed25519, not "none".',
      "9: clients[0].jwks is missing: userinfo_encrypted_response_alg asks for it.",
      "9: clients[0].userinfo_signed_response_alg is missing: userinfo_encrypted_response_alg asks for it.",
      "10: clients[0].id_token_encrypted_response_alg is missing: id_token_encrypted_response_enc asks for it.",
      '13: clients[1].client_secret must be a text, not "".',
      "13: clients[1].redirect_uris must hold at least one of the redirect URIs.",
      '16: clients[3].token_endpoint_auth_method must be client_secret_post or private_key_jwt, not "none".',
      '16: clients[3].client_id is that of clients[2] too: "three".',
      '17: clients[4] must be an object, between { and }, not "four".',
    ]);
  });

  it("wants public keys in jwks", async () => {
    const { privateKey } = await generateKeyPair("ES256", { extractable: true });
    const keys = [await exportJWK(privateKey), { kty: "EC", crv: "P-256", x: "x" }, "key"];
    const client = {
      client_id: "one",
      client_secret: "secret",
      redirect_uris: ["http://localhost:1/"],
      jwks: { keys },
    };
    expect(await problems(JSON.stringify([client]))).toEqual([
      "1: clients[0].jwks.keys[0] must be a public key: leave out its private members, and make a new pair.",
      "1: clients[0].jwks.keys[1] must be a public JWK: RSA (n, e), EC (crv, x, y) or OKP (crv, x).",
      '1: clients[0].jwks.keys[2] must be a JWK, between { and }, not "key".',
    ]);
  });

  it.each([
    ["{}", "1: clients must be a list of clients, between [ and ]."],
    ["[\n]", "1: clients must hold at least one of the clients."],
    ["[\n {,} ]", "2: a value was expected, not ,."],
  ])("refuses %j", async (text, problem) => {
    expect(await problems(text)).toEqual([problem]);
  });

  it("says that a file cannot be read", () => {
    expect(() => readClientFile("/nowhere/clients.json", moncomptepro)).toThrow(
      "The file /nowhere/clients.json cannot be read: ENOENT",
    );
  });
});
