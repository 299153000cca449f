import { nodeCrypto } from "./node-crypto.js";

/** 32 characters, the least that ProConnect's documentation wants for `state` and `nonce`. */
export function randomToken(): string {
  return nodeCrypto().randomBytes(24).toString("base64url");
}

/** 43 characters, the least that PKCE allows for a verifier (RFC 7636 section 4.1). */
export function randomVerifier(): string {
  return nodeCrypto().randomBytes(32).toString("base64url");
}

/** The challenge that a verifier answers, by the method `S256` (RFC 7636 section 4.2). */
export function codeChallenge(verifier: string): string {
  return nodeCrypto().createHash("sha256").update(verifier).digest("base64url");
}
