import { nodeCrypto } from "../node-crypto.js";
import { jweHeader } from "./compact-jwe.js";

/** Tag of our derivations: changing the format of what is sealed changes it, and old cookies are simply not opened. */
const FORMAT = "moncomptepro/1";

/** The keys of the session secrets. Each is known by its JWE header, whose `kid` tells nothing of the secret. */
export class KeyRing {
  /** Header of the newest key, which seals. */
  readonly newest: string;
  /** The extracted key of each secret (RFC 5869 section 2.2). */
  readonly #keys: ReadonlyMap<string, Buffer>;

  /** @param secrets - newest first, one or more */
  constructor(secrets: readonly string[]) {
    const keys = secrets.map((secret) => hmac(Buffer.alloc(32), secret));
    this.#keys = new Map(keys.map((key) => [jweHeader(identify(key)), key]));
    [this.newest = ""] = this.#keys.keys();
  }

  /** The key of 32 bytes for one purpose; undefined when no secret of ours has this header. */
  derive(header: string, purpose: string): Uint8Array | undefined {
    const key = this.#keys.get(header);
    return key && expand(key, purpose);
  }
}

/** HKDF-Expand to one block, which is all that a key of 256 bits takes (RFC 5869 section 2.3). */
function expand(key: Buffer, purpose: string): Buffer {
  return hmac(key, `${FORMAT} ${purpose}\u0001`);
}

function identify(key: Buffer): string {
  return expand(key, "key id").toString("base64url").slice(0, 6);
}

function hmac(key: Buffer, text: string): Buffer {
  return nodeCrypto().createHmac("sha256", key).update(text).digest();
}
