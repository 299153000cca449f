import { exportJWK, generateKeyPair, type JWK } from "jose";

/** What a key is for. */
export interface KeyKind {
  /** As JOSE calls it. */
  readonly algorithm: string;
  readonly use: "sig" | "enc";
}

/** New keys at each start, as the real provider makes them: relying parties must fetch keys they don't know. */
export async function generateKeys(kinds: readonly KeyKind[]): Promise<{ keys: JWK[] }> {
  const keys = await Promise.all(
    kinds.map(async ({ algorithm, use }) => {
      const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
      return { ...(await exportJWK(privateKey)), use };
    }),
  );
  return { keys };
}
