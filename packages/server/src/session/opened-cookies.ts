import { BoundedMap, copyText } from "../memory/bounded-map.js";
import type { SessionRecord } from "./session-record.js";

const MAXIMUM_ENTRIES = 1000;
const MAXIMUM_BYTES = 4 * 1024 * 1024;

/** Characters at the end of a sealed text that tell one from another: its authentication tag, and a little more. */
const TAIL = 32;

interface Entry {
  readonly sealed: string;
  readonly session: SessionRecord;
  /** In bytes. */
  readonly size: number;
}

/**
 * Sessions whose cookies were opened lately, so that the next request of the same browser costs no decryption. It says
 * what a cookie holds, not that it still counts: expiry and revocation are checked on each reading. By tail, because
 * hashing the whole text would cost more than all the rest of reading a session.
 */
export class OpenedCookies {
  readonly #entries = new BoundedMap<Entry>({
    entries: MAXIMUM_ENTRIES,
    bytes: MAXIMUM_BYTES,
    sizeOf: ({ size }) => size,
  });

  get(sealed: string): SessionRecord | undefined {
    const entry = this.#entries.get(sealed.slice(-TAIL));
    return entry?.sealed === sealed ? entry.session : undefined;
  }

  /** @returns the session, frozen: several requests share it from now on */
  add(sealed: string, session: SessionRecord): SessionRecord {
    const own = copyText(sealed);
    // A character is a byte of either. One that was deflated holds more than its cookie.
    const size = own.length + Math.max(own.length, JSON.stringify(session).length);
    this.#entries.set(own.slice(-TAIL), { sealed: own, session: freeze(session), size });
    return session;
  }
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}
