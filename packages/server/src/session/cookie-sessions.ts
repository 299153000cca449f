import { AuthError } from "../errors.js";
import { cookieName, removeCookie, writeCookie, type Cookies } from "../http/cookies.js";
import { now } from "../clock.js";
import { Remembered } from "../sealing/remembered.js";
import type { Sealing } from "../sealing/sealing.js";
import type { Settings } from "../settings/settings.js";
import { join, names, split } from "./chunks.js";
import { NewestSessions } from "./newest-sessions.js";
import { OpenedCookies } from "./opened-cookies.js";
import { expiresAt, GRACE, type Session } from "./session.js";
import type { Sessions } from "./sessions.js";

/** What a session may take in the header line, login attempts left room for. */
const MAXIMUM_BYTES = 6000;

/**
 * The sessions, each sealed in the cookie of its browser. Ended ones are remembered in this process until they would
 * have expired, so that neither a copied cookie nor an answer still on its way brings them back; across several
 * instances only a store can do that.
 */
export class CookieSessions implements Sessions {
  readonly #settings: Settings;
  readonly #sealing: Sealing;
  readonly #name: string;
  readonly #ended = new Remembered();
  readonly #opened = new OpenedCookies();
  /** Sessions that changed, for requests that are still on their way with the cookie of before. */
  readonly #newest = new NewestSessions();

  constructor(settings: Settings, sealing: Sealing) {
    this.#settings = settings;
    this.#sealing = sealing;
    this.#name = cookieName(settings, "session");
  }

  async read(cookies: Cookies): Promise<Session | undefined> {
    const sealed = join(this.#name, cookies);
    if (!sealed) return undefined;
    const session = this.#opened.get(sealed) ?? this.#open(sealed);
    if (!session || expiresAt(session, this.#settings.session) <= now()) return undefined;
    const endsAt = this.#ended.startOf(session.id);
    if (endsAt !== undefined && endsAt <= now()) return undefined;
    const newest = this.#newest.get(session.id);
    const current = newest && newest.renewedAt >= session.renewedAt ? newest : session;
    return endsAt === undefined ? current : { ...current, endsAt };
  }

  #open(sealed: string): Session | undefined {
    const session = this.#sealing.open(this.#name, sealed) as Session | undefined;
    return session && this.#opened.add(sealed, session);
  }

  /** @throws AuthError `session_too_large`, naming what takes the room */
  async begin(session: Session, cookies: Cookies): Promise<string[]> {
    const sealed = this.#sealing.seal(this.#name, session);
    if (sealed.length > MAXIMUM_BYTES) throw tooLarge(session, sealed.length);
    const chunks = split(this.#name, sealed);
    const kept = new Set(chunks.map(([name]) => name));
    return [
      ...names(this.#name, cookies)
        .filter((name) => !kept.has(name))
        .map((name) => removeCookie(this.#settings, name)),
      ...chunks.map(([name, value]) => writeCookie(this.#settings, name, value)),
    ];
  }

  async update(session: Session, cookies: Cookies): Promise<string[] | undefined> {
    if (this.#ended.has(session.id)) return undefined;
    // The cookie of the login that took its place must stay.
    const isSuperseded = this.#ended.startOf(session.id) !== undefined;
    const setCookie = isSuperseded ? [] : await this.begin(session, cookies);
    this.#newest.set(session.id, session);
    return setCookie;
  }

  renew(session: Session, cookies: Cookies): Promise<string[]> {
    return this.begin({ ...session, renewedAt: now() }, cookies);
  }

  async supersede({ id, createdAt }: Session): Promise<void> {
    this.#ended.add(id, createdAt + this.#settings.session.absolute, now() + GRACE);
  }

  async end(session: Session | undefined, cookies: Cookies): Promise<string[]> {
    if (session) this.#newest.forget(session.id);
    if (session) this.#ended.add(session.id, session.createdAt + this.#settings.session.absolute);
    return names(this.#name, cookies).map((name) => removeCookie(this.#settings, name));
  }
}

function tooLarge({ user, claims, data, ...rest }: Session, bytes: number): AuthError {
  const sizes = Object.entries({ ...rest, ...user, ...claims, ...data })
    .map(([name, value]) => ({ name, size: (JSON.stringify(value) ?? "").length }))
    .toSorted((one, other) => other.size - one.size)
    .slice(0, 3)
    .map(({ name, size }) => `${name} (${size})`);
  return new AuthError("session_too_large", {
    hint: `the session takes ${bytes} bytes of ${MAXIMUM_BYTES}; the biggest parts are ${sizes.join(", ")}: keep fewer claims`,
  });
}
