import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import { cookieName, removeCookie, writeCookie, type Cookies } from "../http/cookies.js";
import type { ProcessMemory } from "../memory/process-memory.js";
import { headerOf } from "../sealing/compact-jwe.js";
import type { KeyRing } from "../sealing/key-ring.js";
import { applicationScope } from "../sealing/scopes.js";
import { Sealing } from "../sealing/sealing.js";
import type { Settings } from "../settings/settings.js";
import { ChangesCookie } from "./changes-cookie.js";
import { join, names, split } from "./chunks.js";
import { warnOfForeignCookie } from "./foreign-cookie.js";
import { OpenedCookies } from "./opened-cookies.js";
import type { Change, Changed, SessionBackend } from "./session-backend.js";
import { expiresAt, GRACE } from "./session-limits.js";
import { sessionFilter, type SessionRecord } from "./session-record.js";
import { tooLarge } from "./too-large.js";

/** What a session may take in the header line, transactions left room for. */
const MAXIMUM_BYTES = 6000;
/** What a renewal writes beside it later. */
const RENEWAL_BYTES = 250;
/** Seconds between two warnings about the same. */
const WARN_AGAIN = 600;

/**
 * The sessions, each sealed in the cookie of its browser. Ended ones are remembered in this process until they would
 * have expired, so that a copied cookie does not bring them back; across several instances only a store can do that.
 *
 * The cookie of a session is written by its login alone. What changes later, renewals and what a refresh brings, stands in
 * a cookie of its own, which is of no use without the first and beside another session: so no slow answer brings an older
 * session back into a browser, at any instance. All cookies of a session are sealed by the secret of its login: an
 * instance that does not know the newest secret yet reads them for as long as the session lives.
 */
export class CookieBackend implements SessionBackend {
  readonly #settings: Settings;
  readonly #opensHere: ReturnType<typeof sessionFilter>;
  readonly #sealing: Sealing;
  readonly #name: string;
  readonly #changes: ChangesCookie;
  readonly #opened = new OpenedCookies();
  readonly #memory: ProcessMemory;
  #warnedAt = 0;

  constructor(settings: Settings, keys: KeyRing, memory: ProcessMemory) {
    this.#settings = settings;
    this.#opensHere = sessionFilter(settings);
    this.#memory = memory;
    this.#sealing = new Sealing(keys, applicationScope(settings));
    this.#name = cookieName(settings, "session");
    this.#changes = new ChangesCookie(settings, this.#sealing);
  }

  async read(cookies: Cookies): Promise<SessionRecord | undefined> {
    const opened = this.#own(cookies);
    if (!opened) return undefined;
    const endsAt = this.#memory.endedSessions.startOf(opened.id);
    if (endsAt !== undefined && endsAt <= now()) return undefined;

    const current = this.#changes.apply(opened, cookies);
    const newest = this.#newest(current);
    const renewedAt = Math.max(current.renewedAt, newest.renewedAt);
    const isAsOpened = renewedAt === newest.renewedAt && endsAt === undefined;
    const session = isAsOpened ? newest : { ...newest, renewedAt, ...(endsAt !== undefined && { endsAt }) };
    return expiresAt(session, this.#settings.session) > now() ? session : undefined;
  }

  /** What the cookie holds, when it is ours: another application's is left alone. */
  #own(cookies: Cookies): SessionRecord | undefined {
    const sealed = join(this.#name, cookies);
    const session = sealed ? (this.#opened.get(sealed) ?? this.#open(sealed)) : undefined;
    if (!session && cookies[this.#name]) warnOfForeignCookie(this.#name, this.#settings);
    return session;
  }

  #open(sealed: string): SessionRecord | undefined {
    const session = this.#sealing.open(this.#name, sealed) as SessionRecord | undefined;
    return session && this.#opensHere(session) ? this.#opened.add(sealed, session) : undefined;
  }

  /** A refresh token that was rotated must not come back with an older cookie. */
  #newest(session: SessionRecord): SessionRecord {
    const changed = this.#memory.changedSessions.get(session.id);
    return changed && versionOf(changed) > versionOf(session) ? changed : session;
  }

  async epochs(): Promise<readonly string[]> {
    return [];
  }

  async begin(session: SessionRecord, cookies: Cookies): Promise<string[]> {
    const setCookie = this.#write(session, cookies);
    const previous = await this.read(cookies);
    if (previous) this.#remember(previous, now() + GRACE);
    return [...setCookie, ...this.#changes.remove(cookies)];
  }

  #write(session: SessionRecord, cookies: Cookies): string[] {
    const room = MAXIMUM_BYTES - laterBytes(session);
    const sealed = this.#sealing.sealWithin(room, this.#name, session);
    if (sealed.length > room) throw tooLarge(session, sealed.length, room);
    const chunks = split(this.#name, sealed);
    const written = new Set(chunks.map(([name]) => name));
    return [
      ...names(this.#name, cookies)
        .filter((name) => !written.has(name))
        .map((name) => removeCookie(this.#settings, name)),
      ...chunks.map(([name, value]) => writeCookie(this.#settings, name, value)),
    ];
  }

  async change(session: SessionRecord, change: Change, cookies: Cookies): Promise<Changed | undefined> {
    if (this.#memory.endedSessions.has(session.id)) return undefined;
    const changed = change(this.#newest(session));
    if (!changed) return undefined;
    const next = { ...changed, version: versionOf(this.#newest(session)) + 1 };
    // The cookie of the login that took its place must stay.
    const setCookie = this.isCurrent(session) ? this.#writeChanges(next, cookies) : [];
    this.#memory.changedSessions.set(session.id, next);
    return { session: next, setCookie };
  }

  /** By the key that sealed the cookie of the session, and beside it: both must fit. */
  #writeChanges(session: SessionRecord, cookies: Cookies): string[] {
    const opened = this.#own(cookies);
    if (opened?.id !== session.id) return [];
    const sealed = join(this.#name, cookies) ?? "";
    const budget = MAXIMUM_BYTES - sealed.length;
    return this.#changes.write(session, opened, { cookies, header: headerOf(sealed), budget });
  }

  async renew(session: SessionRecord, cookies: Cookies): Promise<Changed | undefined> {
    if (!this.isCurrent(session)) return undefined;
    const renewed = { ...session, renewedAt: now() };
    return { session: renewed, setCookie: this.#writeChanges(renewed, cookies) };
  }

  async end(session: SessionRecord | undefined, cookies: Cookies): Promise<string[]> {
    if (session) {
      this.#memory.changedSessions.delete(session.id);
      this.#remember(session);
    }
    return this.#own(cookies) ? this.forget(cookies) : [];
  }

  /** A cookie can always be read: what cannot be is no session of ours. */
  async endUnread(cookies: Cookies): Promise<string[]> {
    return this.end(undefined, cookies);
  }

  forget(cookies: Cookies): string[] {
    return [
      ...names(this.#name, cookies).map((name) => removeCookie(this.#settings, name)),
      ...this.#changes.remove(cookies),
    ];
  }

  async list(): Promise<never> {
    return needsStore("listing the sessions of a person");
  }

  async endAll(): Promise<void> {
    needsStore("ending all sessions of a person");
  }

  isCurrent({ id }: Pick<SessionRecord, "id">): boolean {
    return this.#memory.endedSessions.startOf(id) === undefined;
  }

  #remember({ id, createdAt }: SessionRecord, from?: number): void {
    const isWhole = this.#memory.endedSessions.add(id, createdAt + this.#settings.session.absolute, from);
    if (isWhole || now() - this.#warnedAt < WARN_AGAIN) return;
    this.#warnedAt = now();
    this.#settings.logger.warn(
      "ended_sessions_forgotten",
      "Sessions that ended are being forgotten, there are so many: a copy of their cookies may count again. Use a store.",
    );
  }
}

function needsStore(what: string): never {
  throw new AuthError("store_unavailable", { hint: `${what} needs the option session.store` });
}

function versionOf({ version = 0 }: SessionRecord): number {
  return version;
}

/**
 * What is written beside a session after its login. One that is let in must not be shut out when it is first renewed, nor
 * spend a refresh token for tokens that it has no room for.
 */
function laterBytes({ refresh, access }: SessionRecord): number {
  if (!refresh) return RENEWAL_BYTES;
  const tokens = JSON.stringify({ refresh, access });
  // Sealed, three bytes take four.
  return RENEWAL_BYTES + Math.ceil((tokens.length * 4) / 3);
}
