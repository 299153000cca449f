import { now } from "../clock.js";
import { nodeCrypto } from "../node-crypto.js";
import { AuthError } from "../errors.js";
import { cookieName, removeCookie, writeCookie, type Cookies } from "../http/cookies.js";
import type { Sealing } from "../sealing/sealing.js";
import type { Settings } from "../settings/settings.js";
import { names } from "./chunks.js";
import type { SessionStore } from "./session-store.js";
import { expiresAt, GRACE, type Session } from "./session.js";
import type { Sessions } from "./sessions.js";

/**
 * Sessions in a store that several instances share. The cookie holds a random identifier, of which the store sees only
 * a hash; what the store holds is sealed. While the store cannot be reached nobody is logged in, and nobody is taken
 * for another.
 */
export class StoredSessions implements Sessions {
  readonly #store: SessionStore;
  readonly #settings: Settings;
  readonly #sealing: Sealing;
  readonly #name: string;

  constructor(store: SessionStore, settings: Settings, sealing: Sealing) {
    this.#store = store;
    this.#settings = settings;
    this.#sealing = sealing;
    this.#name = cookieName(settings, "session");
  }

  async read(cookies: Cookies): Promise<Session | undefined> {
    const id = cookies[this.#name];
    // Whoever sends a cookie chooses its content: only what we could have made is looked up.
    if (!id || !/^[\w-]{32}$/.test(id)) return undefined;
    return this.#find(id).catch((error: unknown) => this.#unreachable(error));
  }

  async #find(id: string): Promise<Session | undefined> {
    const key = sessionKey(id);
    const sealed = await this.#store.read(key);
    const session = sealed ? (this.#sealing.open(key, sealed) as Session | undefined) : undefined;
    return session && session.id === id && expiresAt(session, this.#settings.session) > now()
      ? session
      : undefined;
  }

  async begin(session: Session, cookies: Cookies): Promise<string[]> {
    const key = sessionKey(session.id);
    try {
      const sealed = this.#sealing.seal(key, session);
      await this.#store.write(key, sealed, this.#seconds(session), ownersOf(session));
    } catch (cause) {
      throw new AuthError("store_unavailable", { hint: `the session store: ${String(cause)}`, cause });
    }
    const others = names(this.#name, cookies).filter((name) => name !== this.#name);
    return [
      ...others.map((name) => removeCookie(this.#settings, name)),
      writeCookie(this.#settings, this.#name, session.id),
    ];
  }

  async update(session: Session): Promise<string[] | undefined> {
    const isWritten = await this.#replace(session).catch((error: unknown) => this.#unreachable(error));
    return isWritten === true ? [] : undefined;
  }

  /** Only what is still there: a logout at another instance must not be undone, nor a new login's end put off. */
  async #replace(session: Session): Promise<boolean> {
    const current = await this.#find(session.id);
    if (!current) return false;
    const endsAt = Math.min(session.endsAt ?? Infinity, current.endsAt ?? Infinity);
    const next = Number.isFinite(endsAt) ? { ...session, endsAt } : session;
    const key = sessionKey(session.id);
    return this.#store.replace(key, this.#sealing.seal(key, next), this.#seconds(next));
  }

  async renew(session: Session): Promise<string[]> {
    return (await this.update({ ...session, renewedAt: now() })) ?? [];
  }

  async supersede(session: Session): Promise<void> {
    await this.update({ ...session, endsAt: now() + GRACE });
  }

  async end(session: Session | undefined, cookies: Cookies): Promise<string[]> {
    if (session) {
      await this.#store.remove(sessionKey(session.id)).catch((error: unknown) => this.#unreachable(error));
    }
    return names(this.#name, cookies).map((name) => removeCookie(this.#settings, name));
  }

  #seconds(session: Session): number {
    return Math.max(1, expiresAt(session, this.#settings.session) - now());
  }

  #unreachable(error: unknown): undefined {
    this.#settings.logger.error("The session store cannot be reached.", { reason: String(error) });
    return undefined;
  }
}

/** A session is its person's and, where the provider names its own session, that one's. */
function ownersOf({ user: { issuer, sub }, sid }: Session): string[] {
  return [ownerOf(issuer, "sub", sub), ...(sid ? [ownerOf(issuer, "sid", sid)] : [])];
}

/** Whose sessions are removed together. */
export function ownerOf(issuer: string, claim: "sub" | "sid", value: string): string {
  return `owner:${hash(JSON.stringify([issuer, claim, value]))}`;
}

function sessionKey(id: string): string {
  return `session:${hash(id)}`;
}

function hash(text: string): string {
  return nodeCrypto().createHash("sha256").update(text).digest("base64url");
}
