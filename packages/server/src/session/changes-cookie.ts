import { cookieName, removeCookie, writeCookie, type Cookies } from "../http/cookies.js";
import { BoundedMap, copyText } from "../memory/bounded-map.js";
import type { Sealing } from "../sealing/sealing.js";
import type { Settings } from "../settings/settings.js";
import { join, names, split } from "./chunks.js";
import type { SessionRecord } from "./session-record.js";
import { tooLarge } from "./too-large.js";

const MAXIMUM_ENTRIES = 1000;

/** What never changes in a session, or is not kept here: the ID token of the login goes on being the hint of its logout. */
const OF_THE_LOGIN = ["id", "client", "createdAt", "endsAt", "epochs", "idToken", "renewedAt", "version"];

/** What changed in a session since its login. */
interface Changes {
  readonly id: string;
  readonly renewedAt: number;
  readonly version?: number;
  /** Members that are new or have another value. */
  readonly set?: Partial<SessionRecord>;
  /** Names of members that are gone. */
  readonly gone?: readonly string[];
}

/** A session as a cookie of changes makes it of the one that its login wrote. */
interface Applied {
  readonly opened: SessionRecord;
  readonly session: SessionRecord;
}

/**
 * The cookie that says what changed in a session since its login: when it was renewed, what a refresh brought. It belongs
 * to that session: without it, or beside another one, it says nothing.
 */
export class ChangesCookie {
  readonly #settings: Settings;
  readonly #sealing: Sealing;
  readonly #name: string;
  readonly #applied = new BoundedMap<Applied>({ entries: MAXIMUM_ENTRIES });

  constructor(settings: Settings, sealing: Sealing) {
    this.#settings = settings;
    this.#sealing = sealing;
    this.#name = cookieName(settings, "session.seen");
  }

  /** The session as it stands, from the one that its login wrote. */
  apply(opened: SessionRecord, cookies: Cookies): SessionRecord {
    const sealed = join(this.#name, cookies);
    if (!sealed) return opened;
    const known = this.#applied.get(sealed);
    if (known?.opened === opened) return known.session;
    const changes = this.#sealing.open(this.#name, sealed) as Changes | undefined;
    if (changes?.id !== opened.id) return opened;
    const session = changed(opened, changes);
    this.#applied.set(copyText(sealed), { opened, session });
    return session;
  }

  /**
   * @param opened - what the login wrote
   * @param header - of the key that seals it
   * @param budget - bytes that it may take
   * @returns `Set-Cookie` headers
   * @throws AuthError `session_too_large`, naming what takes the room
   */
  write(
    session: SessionRecord,
    opened: SessionRecord,
    {
      cookies,
      header,
      budget,
    }: { readonly cookies: Cookies; readonly header: string; readonly budget: number },
  ): string[] {
    const sealed = this.#sealing.sealWithin(budget, this.#name, changesOf(session, opened), header);
    if (sealed.length > budget) throw tooLarge(session, sealed.length, budget);
    const chunks = split(this.#name, sealed);
    const written = new Set(chunks.map(([name]) => name));
    return [
      ...this.remove(cookies, (name) => !written.has(name)),
      ...chunks.map(([name, value]) => writeCookie(this.#settings, name, value)),
    ];
  }

  /** Takes it out of a browser, or those of its parts that are meant. */
  remove(cookies: Cookies, isMeant: (name: string) => boolean = () => true): string[] {
    return names(this.#name, cookies)
      .filter(isMeant)
      .map((name) => removeCookie(this.#settings, name));
  }
}

function changed(opened: SessionRecord, { renewedAt, version, set, gone = [] }: Changes): SessionRecord {
  const left = Object.fromEntries(Object.entries(opened).filter(([name]) => !gone.includes(name)));
  return {
    ...(left as unknown as SessionRecord),
    ...set,
    renewedAt,
    ...(version !== undefined && { version }),
  };
}

function mayChange(name: string): boolean {
  return !OF_THE_LOGIN.includes(name);
}

function changesOf(session: SessionRecord, opened: SessionRecord): Changes {
  const before = opened as unknown as Readonly<Record<string, unknown>>;
  const set = Object.entries(session).filter(
    ([name, value]) => mayChange(name) && JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  const gone = Object.keys(opened).filter((name) => mayChange(name) && !(name in session));
  const { id, renewedAt, version } = session;
  return {
    id,
    renewedAt,
    ...(version !== undefined && { version }),
    ...(set.length > 0 && { set: Object.fromEntries(set) }),
    ...(gone.length > 0 && { gone }),
  };
}
