import type { KeyObject } from "node:crypto";
import { nodeCrypto } from "../node-crypto.js";

/** A private key, and the name that its JWK gives it. */
export interface PrivateKey {
  readonly key: KeyObject;
  readonly keyId?: string;
}

/** Reads a PEM, with `\n` in place of its line ends or not, or a JWK as JSON. Nothing when it is neither. */
export function parsePrivateKey(written: string): PrivateKey | undefined {
  const { createPrivateKey } = nodeCrypto();
  try {
    if (!written.startsWith("{")) return { key: createPrivateKey(written.replaceAll("\\n", "\n")) };
    const jwk = JSON.parse(written) as { kid?: unknown };
    const key = createPrivateKey({ key: jwk, format: "jwk" });
    return { key, ...(typeof jwk.kid === "string" && jwk.kid !== "" && { keyId: jwk.kid }) };
  } catch {
    // What was caught may quote the key.
    return undefined;
  }
}

/** A public key as others get it, under a name. */
export type PublicJwk = Readonly<Record<string, string>> & { readonly kid: string };

/** The members that a key of each type has, in the order of RFC 7638 section 3.2. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  EC: ["crv", "kty", "x", "y"],
  RSA: ["e", "kty", "n"],
};

/** The public part, named by its thumbprint (RFC 7638) where it has no name. EC and RSA only. */
export function publicJwk({ key, keyId }: PrivateKey): PublicJwk {
  const { createHash, createPublicKey } = nodeCrypto();
  const whole = createPublicKey(key).export({ format: "jwk" });
  const names = MEMBERS[whole.kty ?? ""] ?? [];
  const jwk = Object.fromEntries(names.map((name) => [name, String(whole[name])]));
  const thumbprint = createHash("sha256").update(JSON.stringify(jwk)).digest("base64url");
  return { ...jwk, kid: keyId ?? thumbprint };
}
