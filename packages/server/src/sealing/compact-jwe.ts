import { nodeCrypto } from "../node-crypto.js";
import { randomBytes } from "../random.js";

/** Bytes of the initialization vector and of the authentication tag of A256GCM (RFC 7518 section 5.3). */
const VECTOR_BYTES = 12;
const TAG_BYTES = 16;

/** Header, no encrypted key, vector, ciphertext and tag, the lengths being those of A256GCM in base64url. */
const COMPACT = /^([\w-]+)\.\.([\w-]{16})\.([\w-]*)\.([\w-]{22})$/;

/** The header of a JWE that is encrypted directly with a shared key of this identifier. */
export function jweHeader(kid: string): string {
  return Buffer.from(JSON.stringify({ alg: "dir", enc: "A256GCM", kid })).toString("base64url");
}

/** The header of what {@link encryptJwe} made. */
export function headerOf(jwe: string): string {
  return jwe.slice(0, Math.max(0, jwe.indexOf(".")));
}

/**
 * Encrypts into the compact form of a JWE (RFC 7516 section 7.1), as jose does and can open. By Node's own cipher, for
 * WebCrypto takes each call through the thread pool, which made sealing a third of what a login costs.
 *
 * @param key - 32 bytes
 */
export function encryptJwe(plaintext: string, header: string, key: Uint8Array): string {
  const vector = randomBytes(VECTOR_BYTES);
  const cipher = nodeCrypto().createCipheriv("aes-256-gcm", key, vector, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(header, "ascii"));
  const ciphertext = cipher.update(plaintext, "utf8", "base64url") + cipher.final("base64url");
  const tag = cipher.getAuthTag();
  return `${header}..${vector.toString("base64url")}.${ciphertext}.${tag.toString("base64url")}`;
}

/**
 * Decrypts what {@link encryptJwe} made.
 *
 * @param keyOf - gives the key of a header; none for a header that is not known
 * @returns undefined when it is no such JWE, or not of this key
 */
export function decryptJwe(
  jwe: string,
  keyOf: (header: string) => Uint8Array | undefined,
): string | undefined {
  const [, header = "", vector = "", ciphertext = "", tag = ""] = COMPACT.exec(jwe) ?? [];
  const key = keyOf(header);
  if (!key) return undefined;
  const iv = Buffer.from(vector, "base64url");
  const decipher = nodeCrypto().createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(header, "ascii"));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  try {
    return decipher.update(ciphertext, "base64url", "utf8") + decipher.final("utf8");
  } catch {
    // The sender of a cookie chooses its content: one whose tag does not fit is not ours.
    return undefined;
  }
}
