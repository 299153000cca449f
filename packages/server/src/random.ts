import { nodeCrypto } from "./node-crypto.js";

/** Bytes that are drawn at once: asking for a few costs as much as asking for many, and a login takes six times a few. */
const POOL_BYTES = 2048;

let pool = Buffer.alloc(0);

/** Random bytes for one use: the pool forgets what it gave. */
export function randomBytes(size: number): Buffer {
  if (pool.length < size) pool = nodeCrypto().randomBytes(Math.max(size, POOL_BYTES));
  const drawn = Buffer.from(pool.subarray(0, size));
  pool.fill(0, 0, size);
  pool = pool.subarray(size);
  return drawn;
}

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
  return nodeCrypto().createHash("sha256").update(verifier).digest("base64url");
}
