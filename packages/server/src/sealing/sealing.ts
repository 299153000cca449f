import { createHash, hkdfSync } from "node:crypto";

/** Tag of our derivations: changing the format of what is sealed changes it, and old cookies are simply not opened. */
const FORMAT = "moncomptepro/1";

/**
 * Seals small objects into cookies: JWE by jose, `dir` and A256GCM, with a key derived for each purpose (RFC 5869).
 * The purpose of a cookie is its name, so that one cookie cannot be passed off as another. `kid` tells which of the
 * secrets was used; the newest seals.
 */
export class Sealing {
  readonly #secrets: ReadonlyMap<string, string>;
  readonly #newest: string;

  constructor(secrets: readonly string[]) {
    this.#secrets = new Map(secrets.map((secret) => [keyId(secret), secret]));
    this.#newest = keyId(secrets[0] ?? "");
  }

  async seal(purpose: string, content: object): Promise<string> {
    const { CompactEncrypt } = await import("jose");
    return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: this.#newest })
      .encrypt(derive(this.#secrets.get(this.#newest) ?? "", purpose));
  }

  /** What was sealed for the same purpose; undefined when it was not, or by nobody who knows a secret. */
  async open(purpose: string, sealed: string): Promise<unknown> {
    const { compactDecrypt, decodeProtectedHeader } = await import("jose");
    try {
      const secret = this.#secrets.get(decodeProtectedHeader(sealed).kid ?? "");
      if (secret === undefined) return undefined;
      const options = { keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: ["A256GCM"] };
      const { plaintext } = await compactDecrypt(sealed, derive(secret, purpose), options);
      return JSON.parse(new TextDecoder().decode(plaintext));
    } catch {
      // Whoever sends a cookie chooses its content: one that cannot be opened is no cookie of ours.
      return undefined;
    }
  }
}

function derive(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", `${FORMAT} ${purpose}`, 32));
}

function keyId(secret: string): string {
  return createHash("sha256").update(derive(secret, "key id")).digest("base64url").slice(0, 6);
}
