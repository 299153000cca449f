import { decryptJwe, encryptJwe } from "./compact-jwe.js";
import { KeyRing } from "./key-ring.js";

/**
 * Seals small objects into cookies: a JWE, `dir` and A256GCM, with a key derived for each purpose (RFC 5869). The
 * purpose of a cookie is its name, so that one cookie cannot be passed off as another. `kid` tells which of the secrets
 * was used; the newest seals.
 */
export class Sealing {
  readonly #secrets: readonly string[];
  #keys: KeyRing | undefined;

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
  }

  seal(purpose: string, content: object): string {
    const keys = this.#ring();
    const key = keys.derive(keys.newest, purpose);
    if (!key) throw new TypeError("no secret to seal with");
    return encryptJwe(JSON.stringify(content), keys.newest, key);
  }

  /** What was sealed for the same purpose; undefined when it was not, or by nobody who knows a secret. */
  open(purpose: string, sealed: string): unknown {
    const text = decryptJwe(sealed, (header) => this.#ring().derive(header, purpose));
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** When it is first needed, for it takes Node's crypto. */
  #ring(): KeyRing {
    return (this.#keys ??= new KeyRing(this.#secrets));
  }
}
