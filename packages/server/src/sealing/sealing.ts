import { createHmac } from "node:crypto";

/** Tag of our derivations: changing the format of what is sealed changes it, and old cookies are simply not opened. */
const FORMAT = "moncomptepro/1";

/**
 * Seals small objects into cookies: JWE by jose, `dir` and A256GCM, with a key derived for each purpose (RFC 5869).
 * The purpose of a cookie is its name, so that one cookie cannot be passed off as another. `kid` tells which of the
 * secrets was used; the newest seals.
 */
export class Sealing {
  /** The extracted key of each secret, by its identifier. */
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #newest: string;

  constructor(secrets: readonly string[]) {
    const keys = secrets.map(extract);
    this.#keys = new Map(keys.map((key) => [identify(key), key]));
    [this.#newest = ""] = this.#keys.keys();
  }

  async seal(purpose: string, content: object): Promise<string> {
    const { CompactEncrypt } = await import("jose");
    return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: this.#newest })
      .encrypt(expand(this.#keys.get(this.#newest), purpose));
  }

  /** What was sealed for the same purpose; undefined when it was not, or by nobody who knows a secret. */
  async open(purpose: string, sealed: string): Promise<unknown> {
    const { compactDecrypt, decodeProtectedHeader } = await import("jose");
    try {
      const key = this.#keys.get(decodeProtectedHeader(sealed).kid ?? "");
      if (!key) return undefined;
      const options = { keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: ["A256GCM"] };
      const { plaintext } = await compactDecrypt(sealed, expand(key, purpose), options);
      return JSON.parse(new TextDecoder().decode(plaintext));
    } catch {
      // Whoever sends a cookie chooses its content: one that cannot be opened is no cookie of ours.
      return undefined;
    }
  }
}

/** HKDF-Extract, once for each secret (RFC 5869 section 2.2). */
function extract(secret: string): Buffer {
  return createHmac("sha256", Buffer.alloc(32)).update(secret).digest();
}

/** HKDF-Expand to one block, which is all that a key of 256 bits takes (RFC 5869 section 2.3). */
function expand(key: Buffer | undefined, purpose: string): Uint8Array {
  if (!key) throw new TypeError("no secret to seal with");
  return createHmac("sha256", key).update(`${FORMAT} ${purpose}\u0001`).digest();
}

function identify(key: Buffer): string {
  return Buffer.from(expand(key, "key id")).toString("base64url").slice(0, 6);
}
