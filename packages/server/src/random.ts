import { createHash, randomBytes } from "node:crypto";

/** 32 characters, the least that ProConnect's documentation wants for `state` and `nonce`. */
export function randomToken(): string {
  return randomBytes(24).toString("base64url");
}

/** 43 characters, the least that PKCE allows for a verifier (RFC 7636 section 4.1). */
export function randomVerifier(): string {
  return randomBytes(32).toString("base64url");
}

/** The challenge that a verifier answers, by the method `S256` (RFC 7636 section 4.2). */
export function codeChallenge(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
