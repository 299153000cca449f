import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from "jose";

/** What a key is for. */
export interface KeyKind {
  /** As JOSE calls it. */
  readonly algorithm: string;
  readonly use: "sig" | "enc";
  /** The algorithm stands in the key. */
  readonly isNamed?: true;
}

/** New keys at each start, as the real provider makes them: relying parties must fetch keys they don't know. */
export async function generateKeys(kinds: readonly KeyKind[]): Promise<{ keys: JWK[] }> {
  const keys = await Promise.all(
    kinds.map(async ({ algorithm, use, isNamed }) => {
      const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
      return { ...(await exportJWK(privateKey)), use, ...(isNamed && { alg: algorithm }) };
    }),
  );
  return { keys };
}

/** With what the provider signs for one client. */
export interface Signing {
  /** The provider's private keys. */
  readonly keys: readonly JWK[];
  /** For the algorithms that sign with it. */
  readonly clientSecret: string | undefined;
}

/** The key of the provider, or of the client, for an algorithm. */
export async function keyFor(
  algorithm: string,
  { keys, clientSecret }: Signing,
): Promise<CryptoKey | Uint8Array> {
  if (algorithm.startsWith("HS")) return new TextEncoder().encode(clientSecret);
  const type = algorithm.startsWith("E") ? (algorithm.startsWith("ES") ? "EC" : "OKP") : "RSA";
  const jwk = keys.find(({ kty, use }) => kty === type && use !== "enc");
  if (jwk === undefined) throw new Error(`the provider has no key for ${algorithm}`);
  return importJWK(jwk, algorithm);
}
