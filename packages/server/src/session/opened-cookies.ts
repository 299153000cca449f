import type { Session } from "./session.js";

const MAXIMUM_ENTRIES = 1000;
const MAXIMUM_BYTES = 4 * 1024 * 1024;

/** Characters at the end of a sealed text that tell one from another: its authentication tag, and a little more. */
const TAIL = 32;

interface Entry {
  readonly sealed: string;
  readonly session: Session;
}

/**
 * Sessions whose cookies were opened lately, so that the next request of the same browser costs no decryption. It says
 * what a cookie holds, not that it still counts: expiry and revocation are checked on each reading. Bounded; the one
 * not used for longest is forgotten first.
 */
export class OpenedCookies {
  /** By tail, for hashing the whole text would cost more than all the rest of reading a session. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  get(sealed: string): Session | undefined {
    const tail = sealed.slice(-TAIL);
    const entry = this.#entries.get(tail);
    if (entry?.sealed !== sealed) return undefined;
    this.#entries.delete(tail);
    this.#entries.set(tail, entry);
    return entry.session;
  }

  /** @returns the session, frozen: several requests share it from now on */
  add(sealed: string, session: Session): Session {
    const tail = sealed.slice(-TAIL);
    this.#forget(tail);
    this.#entries.set(tail, { sealed, session: freeze(session) });
    this.#bytes += size(sealed);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= MAXIMUM_ENTRIES && this.#bytes <= MAXIMUM_BYTES) break;
      this.#forget(oldest);
    }
    return session;
  }

  #forget(tail: string): void {
    const entry = this.#entries.get(tail);
    if (!entry) return;
    this.#entries.delete(tail);
    this.#bytes -= size(entry.sealed);
  }
}

/** A character is a byte of the sealed text, and what it holds takes about as much again as an object. */
function size(sealed: string): number {
  return sealed.length * 2;
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}
