import { exportJWK, generateKeyPair, type JWK } from "jose";

/** What each key is for: one of each kind, so that all the algorithms of the real provider are there. */
const KEYS = [
  { algorithm: "RS256", use: "sig" },
  { algorithm: "RSA-OAEP", use: "enc" },
  { algorithm: "ES256", use: "sig" },
  { algorithm: "ECDH-ES", use: "enc" },
  { algorithm: "EdDSA", use: "sig" },
] as const;

/** New keys at each start, as the real provider makes them: relying parties must fetch keys they don't know. */
export async function generateKeys(): Promise<{ keys: JWK[] }> {
  const keys = await Promise.all(
    KEYS.map(async ({ algorithm, use }) => {
      const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
      return { ...(await exportJWK(privateKey)), use };
    }),
  );
  return { keys };
}
