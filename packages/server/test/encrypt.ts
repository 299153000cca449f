import { CompactEncrypt, importJWK, type JWK } from "jose";

/** Encrypts a JWT to a published key, as a provider does. */
export async function encryptTo(key: JWK, text: string): Promise<string> {
  const alg = key.kty === "RSA" ? "RSA-OAEP" : "ECDH-ES";
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg, enc: "A256GCM", cty: "JWT", kid: key.kid ?? "" })
    .encrypt(await importJWK(key, alg));
}
