import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import { cookieName, removeCookie, writeCookie, type Cookies } from "../http/cookies.js";
import type { ProcessMemory } from "../memory/process-memory.js";
import type { ClientScope } from "../sealing/client-scope.js";
import type { Settings } from "../settings/settings.js";
import type { Entry, SharedStore } from "../store/shared-store.js";
import { tryAgain } from "../store/try-again.js";
import { names } from "./chunks.js";
import { Epochs, type Owner } from "./epochs.js";
import { warnOfForeignCookie } from "./foreign-cookie.js";
import { PersonSessions, type OpenSession } from "./person-sessions.js";
import type { Change, Changed, SessionBackend } from "./session-backend.js";
import { expiresAt, GRACE } from "./session-limits.js";
import { sessionFilter, type SessionRecord } from "./session-record.js";
import { tooLarge } from "./too-large.js";

/** What a session may take in the store: many times what an honest one has. */
const MAXIMUM_BYTES = 65_536;
/** Ends of sessions that wait for the store to be back. */
const MAXIMUM_WAITING = 1_000;
/** How often a change starts over because another one came first. */
const MAXIMUM_TRIES = 20;

/** A session and the entry of the store that holds it. */
interface Found {
  readonly session: SessionRecord;
  readonly entry: Entry;
}

/**
 * Sessions in a store that several instances share. The cookie holds a random identifier and never changes, so that no
 * answer can bring an older session back. Each change compares what it replaces: neither a renewal nor a refresh undoes
 * what a login or a logout decided at another instance.
 */
export class StoreBackend implements SessionBackend {
  readonly #shared: SharedStore;
  readonly #settings: Settings;
  readonly #opensHere: ReturnType<typeof sessionFilter>;
  readonly #epochs: Epochs;
  readonly #persons: PersonSessions;
  readonly #name: string;
  readonly #memory: ProcessMemory;
  #waiting = 0;

  constructor(shared: SharedStore, settings: Settings, memory: ProcessMemory) {
    this.#shared = shared;
    this.#settings = settings;
    this.#opensHere = sessionFilter(settings);
    this.#memory = memory;
    this.#epochs = new Epochs(shared, settings.session.absolute);
    this.#persons = new PersonSessions(
      shared,
      settings.session.absolute,
      async (id) => (await this.#find(id))?.session,
    );
    this.#name = cookieName(settings, "session");
  }

  async read(cookies: Cookies): Promise<SessionRecord | undefined> {
    const id = this.#idOf(cookies);
    return id === undefined ? undefined : (await this.#find(id))?.session;
  }

  /** A browser chooses what it sends as a cookie: only what we could have made is looked up. */
  #idOf(cookies: Cookies): string | undefined {
    const id = cookies[this.#name];
    if (id === undefined || /^[\w-]{32}$/.test(id)) return id;
    warnOfForeignCookie(this.#name, this.#settings);
    return undefined;
  }

  async #find(id: string): Promise<Found | undefined> {
    return this.#memory.endedSessions.has(id) ? undefined : this.#load(id);
  }

  async #load(id: string): Promise<Found | undefined> {
    const entry = await this.#shared.read("session", this.#subject(id));
    const session = entry?.content as SessionRecord | undefined;
    if (!entry || !session || session.id !== id || !this.#opensHere(session)) return undefined;
    if (expiresAt(session, this.#settings.session) <= now() || (await this.#isOver(session, entry)))
      return undefined;
    return { session, entry };
  }

  /** Whether all sessions of its person ended after it began. */
  async #isOver({ client, user, sid, epochs = [] }: SessionRecord, { header }: Entry): Promise<boolean> {
    const current = await this.#epochs.against(client, user.sub, sid, header);
    return current.some((epoch) => !epochs.includes(epoch));
  }

  epochs(client: ClientScope, sub: string, sid: string | undefined): Promise<readonly string[]> {
    return this.#epochs.of(client, sub, sid);
  }

  async begin(session: SessionRecord, cookies: Cookies, device = ""): Promise<string[]> {
    requireRoom(session);
    const previous = this.#idOf(cookies);
    const [found] = await Promise.all([
      previous === undefined ? undefined : this.#find(previous),
      this.#shared.write("session", this.#subject(session.id), session, this.#seconds(session)),
    ]);
    await Promise.all([
      found && this.#change(found, (current) => endingAt(current, now() + GRACE)),
      this.#persons.add(session, device).catch((error: unknown) => this.#warnOfList(error)),
    ]);
    const others = names(this.#name, cookies).filter((name) => name !== this.#name);
    return [
      ...others.map((name) => removeCookie(this.#settings, name)),
      writeCookie(this.#settings, this.#name, session.id),
    ];
  }

  /** The session counts all the same: only the list of its person lacks it. */
  #warnOfList(error: unknown): void {
    const hint = error instanceof AuthError ? error.hint : String(error);
    this.#settings.logger.warn(
      "session_list_incomplete",
      "A session is missing in the list of its person's sessions.",
      { hint },
    );
  }

  async change({ id }: SessionRecord, change: Change): Promise<Changed | undefined> {
    const found = await this.#find(id);
    const session = found && (await this.#change(found, change));
    return session && { session, setCookie: [] };
  }

  async #change(found: Found, change: Change): Promise<SessionRecord | undefined> {
    let current: Found | undefined = found;
    /* oxlint-disable no-await-in-loop -- each try depends on what the one before found */
    for (let tries = 0; current && tries < MAXIMUM_TRIES; tries += 1) {
      const next = change(current.session);
      if (!next) return undefined;
      requireRoom(next);
      if (await this.#shared.replace(current.entry, next, this.#seconds(next))) return next;
      current = await this.#find(next.id);
    }
    /* oxlint-enable no-await-in-loop */
    if (!current) return undefined;
    throw new AuthError("store_unavailable", { hint: "a session changes faster than it can be written" });
  }

  async renew(session: SessionRecord): Promise<Changed | undefined> {
    try {
      return await this.change(session, (current) =>
        current.endsAt === undefined
          ? { ...current, renewedAt: Math.max(now(), current.renewedAt) }
          : undefined,
      );
    } catch (error) {
      if (!(error instanceof AuthError)) throw error;
      // It was read a moment ago and counts: the next request renews it.
      this.#settings.logger.warn("session_not_renewed", "A session could not be renewed.", {
        hint: error.hint,
      });
      return undefined;
    }
  }

  async end(session: SessionRecord | undefined, cookies: Cookies): Promise<string[]> {
    if (!session) return this.#idOf(cookies) === undefined ? [] : this.forget(cookies);
    const remove = (): Promise<void> => this.#remove(session.id);
    try {
      await remove();
    } catch (error) {
      // What the store does not take now it takes later: until then this process knows that the session is over.
      this.#memory.endedSessions.add(session.id, now() + this.#settings.session.absolute);
      this.#tryAgain(remove);
      throw error;
    }
    return this.forget(cookies);
  }

  async endUnread(cookies: Cookies): Promise<string[]> {
    const id = this.#idOf(cookies);
    if (id === undefined) return [];
    // Another application's session is not ours to end.
    const remove = async (): Promise<void> => {
      if (await this.#load(id)) await this.#remove(id);
    };
    try {
      await remove();
    } catch (error) {
      this.#tryAgain(remove);
      throw error;
    }
    return this.forget(cookies);
  }

  /** Bounded: a client that sends logouts with made-up cookies while the store is away must not keep us busy. */
  #tryAgain(operation: () => Promise<void>): void {
    if (this.#waiting >= MAXIMUM_WAITING) return;
    this.#waiting += 1;
    void tryAgain(operation).finally(() => {
      this.#waiting -= 1;
    });
  }

  #remove(id: string): Promise<void> {
    return this.#shared.remove("session", this.#subject(id));
  }

  forget(cookies: Cookies): string[] {
    return names(this.#name, cookies).map((name) => removeCookie(this.#settings, name));
  }

  list(client: ClientScope, sub: string): Promise<OpenSession[]> {
    return this.#persons.read(client, sub);
  }

  endAll(client: ClientScope, owner: Owner): Promise<void> {
    return this.#epochs.end(client, owner);
  }

  /** The cookie holds nothing that could be older than what the store holds. */
  isCurrent(): boolean {
    return true;
  }

  #subject(id: string): string[] {
    return [this.#settings.basePath, id];
  }

  #seconds(session: SessionRecord): number {
    return expiresAt(session, this.#settings.session) - now();
  }
}

/** @throws AuthError `session_too_large` */
function requireRoom(session: SessionRecord): void {
  const bytes = Buffer.byteLength(JSON.stringify(session));
  if (bytes > MAXIMUM_BYTES) throw tooLarge(session, bytes, MAXIMUM_BYTES);
}

/** A session that ends at a moment at the latest. */
function endingAt(session: SessionRecord, time: number): SessionRecord {
  return { ...session, endsAt: Math.min(time, session.endsAt ?? Infinity) };
}
