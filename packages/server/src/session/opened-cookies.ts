import type { Session } from "./session.js";

const MAXIMUM_ENTRIES = 1000;
const MAXIMUM_BYTES = 4 * 1024 * 1024;

/**
 * Sessions whose cookies were opened lately, so that the next request of the same browser costs no decryption. It says
 * what a cookie holds, not that it still counts: expiry and revocation are checked on each reading. Bounded; the one
 * not used for longest is forgotten first.
 */
export class OpenedCookies {
  readonly #sessions = new Map<string, Session>();
  #bytes = 0;

  get(sealed: string): Session | undefined {
    const session = this.#sessions.get(sealed);
    if (!session) return undefined;
    this.#sessions.delete(sealed);
    this.#sessions.set(sealed, session);
    return session;
  }

  /** @returns the session, frozen: several requests share it from now on */
  add(sealed: string, session: Session): Session {
    if (!this.#sessions.has(sealed)) this.#bytes += size(sealed);
    this.#sessions.set(sealed, freeze(session));
    for (const [oldest] of this.#sessions) {
      if (this.#sessions.size <= MAXIMUM_ENTRIES && this.#bytes <= MAXIMUM_BYTES) break;
      this.#sessions.delete(oldest);
      this.#bytes -= size(oldest);
    }
    return session;
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
