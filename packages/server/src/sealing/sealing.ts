import { decryptJwe, encryptJwe } from "./compact-jwe.js";
import { deflated, inflated } from "./deflate.js";
import type { KeyRing } from "./key-ring.js";

/**
 * Seals small objects: a JWE, `dir` and A256GCM, with a key derived for each scope and purpose (RFC 5869). The purpose
 * of a cookie is its name, so that one cookie cannot be passed off as another; the scope says whose it is, so that what
 * was sealed for another application or another provider is not opened. `kid` tells which of the secrets was used; the
 * newest seals what is new.
 */
export class Sealing {
  readonly #keys: KeyRing;
  readonly #scope: readonly string[];

  constructor(keys: KeyRing, scope: readonly string[]) {
    this.#keys = keys;
    this.#scope = scope;
  }

  /** @param header - of the key that seals; the newest one by default */
  seal(purpose: string, content: object, header: string = this.#keys.newest): string {
    const key = this.#derive(header, purpose);
    if (!key) throw new TypeError("no secret to seal with");
    return encryptJwe(JSON.stringify(content), header, key);
  }

  /**
   * The same, deflated where it would take more than there is room for.
   *
   * @param room - characters; what takes more all the same is returned as it is
   */
  sealWithin(room: number, purpose: string, content: object, header?: string): string {
    const sealed = this.seal(purpose, content, header);
    const smaller = sealed.length > room ? deflated(content) : undefined;
    if (!smaller) return sealed;
    const packed = this.seal(purpose, smaller, header);
    return packed.length < sealed.length ? packed : sealed;
  }

  /** What was sealed for the same purpose in the same scope; undefined when it was not, or without a secret of ours. */
  open(purpose: string, sealed: string): unknown {
    const text = decryptJwe(sealed, (header) => this.#derive(header, purpose));
    return text === undefined ? undefined : inflated(JSON.parse(text));
  }

  #derive(header: string, purpose: string): Uint8Array | undefined {
    // As JSON, so that no two lists of texts read the same.
    return this.#keys.derive(header, JSON.stringify([...this.#scope, purpose]));
  }
}
