import { nodeCrypto } from "../node-crypto.js";
import { jweHeader } from "./compact-jwe.js";

/** Tag of our derivations: changing the format of what is sealed changes it, and old cookies are simply not opened. */
const FORMAT = "moncomptepro/2";

/** What a text is called by one of the secrets. */
export interface KeyedName {
  /** Header of the key. */
  readonly header: string;
  /** 43 characters. */
  readonly hash: string;
}

/** The keys of the session secrets. Each is known by its JWE header, whose `kid` tells nothing of the secret. */
export class KeyRing {
  readonly #secrets: readonly string[];
  #extracted: ReadonlyMap<string, Buffer> | undefined;

  /** @param secrets - newest first, one or more */
  constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
  }

  /** Header of the newest key, which seals. */
  get newest(): string {
    const [header = ""] = this.#keys().keys();
    return header;
  }

  /** Headers of all keys, newest first. */
  get headers(): readonly string[] {
    return [...this.#keys().keys()];
  }

  /** The key of 32 bytes for one purpose; undefined when no secret of ours has this header. */
  derive(header: string, purpose: string): Uint8Array | undefined {
    const key = this.#keys().get(header);
    return key && expand(key, purpose);
  }

  /** What a text is called where it must not be readable: a keyed hash for each secret, newest first. */
  names(text: string): KeyedName[] {
    return [...this.#keys()].map(([header, key]) => ({
      header,
      hash: expand(key, `name ${text}`).toString("base64url"),
    }));
  }

  /**
   * The extracted key of each secret by its header (RFC 5869 section 2.2); made when it is first needed, because it
   * takes Node's crypto.
   */
  #keys(): ReadonlyMap<string, Buffer> {
    if (!this.#extracted) {
      const keys = this.#secrets.map((secret) => hmac(Buffer.alloc(32), secret));
      this.#extracted = new Map(keys.map((key) => [jweHeader(identify(key)), key]));
    }
    return this.#extracted;
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
