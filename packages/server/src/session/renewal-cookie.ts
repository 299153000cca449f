import { cookieName, writeCookie, type Cookies } from "../http/cookies.js";
import { now } from "../clock.js";
import { BoundedMap, copyText } from "../memory/bounded-map.js";
import type { Sealing } from "../sealing/sealing.js";
import type { Settings } from "../settings/settings.js";
import type { SessionRecord } from "./session.js";

const MAXIMUM_ENTRIES = 1000;

/** When a session was last renewed. */
interface Renewal {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly at: number;
}

/** The cookie that says when a session was last renewed. It belongs to that session: beside another one it says nothing. */
export class RenewalCookie {
  readonly #settings: Settings;
  readonly #sealing: Sealing;
  readonly #name: string;
  readonly #opened = new BoundedMap<Renewal>({ entries: MAXIMUM_ENTRIES });

  constructor(settings: Settings, sealing: Sealing) {
    this.#settings = settings;
    this.#sealing = sealing;
    this.#name = cookieName(settings, "session.seen");
  }

  /** When the idle time of a session began to count, in seconds since the epoch. */
  read({ id, renewedAt }: SessionRecord, cookies: Cookies): number {
    const sealed = cookies[this.#name];
    const renewal = sealed ? this.#open(sealed) : undefined;
    return renewal?.id === id ? Math.max(renewal.at, renewedAt) : renewedAt;
  }

  #open(sealed: string): Renewal | undefined {
    const known = this.#opened.get(sealed);
    if (known) return known;
    const renewal = this.#sealing.open(this.#name, sealed) as Renewal | undefined;
    if (renewal) this.#opened.set(copyText(sealed), renewal);
    return renewal;
  }

  /**
   * @param header - of the key that seals it
   * @returns a `Set-Cookie` header
   */
  write({ id }: SessionRecord, header: string | undefined): string {
    const value = this.#sealing.seal(this.#name, { id, at: now() } satisfies Renewal, header);
    return writeCookie(this.#settings, this.#name, value);
  }

  /** Its names that a browser holds. */
  names(cookies: Cookies): string[] {
    return cookies[this.#name] === undefined ? [] : [this.#name];
  }
}
