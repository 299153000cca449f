import { now } from "../clock.js";
import { randomToken } from "../random.js";
import type { ClientScope } from "../sealing/client-scope.js";
import type { Entry, SharedStore } from "../store/shared-store.js";
import type { SessionRecord } from "./session-record.js";

/** One session of a person, as the list of that person holds it, sealed. */
export interface Listed {
  readonly id: string;
  /** What the person names it by: random, so that it gives nothing of the identifier away. */
  readonly handle: string;
  readonly device: string;
  /** Seconds since the epoch. */
  readonly since: number;
}

/** What an entry holds. */
interface List {
  readonly sessions: readonly Listed[];
}

/** A session of the list that opens. */
export interface OpenSession {
  readonly listed: Listed;
  readonly session: SessionRecord;
}

/** Sessions that the list of one person holds. */
const MAXIMUM = 20;

/**
 * Which sessions a person has: one entry of the store for each person. It says what exists and decides nothing: whether a
 * session counts, and when it was last seen, is read from the session. So renewals and logouts write nothing here.
 *
 * The list is under the name of the same secret as the sessions in it; while secrets are rotated there is one for each.
 */
export class PersonSessions {
  readonly #shared: SharedStore;
  readonly #seconds: number;
  readonly #open: (id: string) => Promise<SessionRecord | undefined>;

  /**
   * @param absolute - seconds that a session lives at most
   * @param open - reads a session by its identifier
   */
  constructor(
    shared: SharedStore,
    absolute: number,
    open: (id: string) => Promise<SessionRecord | undefined>,
  ) {
    this.#shared = shared;
    this.#seconds = absolute;
    this.#open = open;
  }

  /**
   * Adds a session that has begun.
   *
   * @throws AuthError `store_unavailable`
   */
  async add({ client, user, id, createdAt }: SessionRecord, device: string): Promise<void> {
    const added = { id, handle: randomToken(), device, since: createdAt };
    await this.#shared.edit(
      "sessions",
      subject(client, user.sub),
      async (current) => {
        const others = listOf(current).filter((listed) => this.#isYoung(listed));
        // Those that ended make room first.
        const kept =
          others.length < MAXIMUM ? others : (await this.#opening(others)).map(({ listed }) => listed);
        return { sessions: [added, ...kept].slice(0, MAXIMUM) } satisfies List;
      },
      this.#seconds,
    );
  }

  /**
   * The sessions that count, newest first. Those that ended leave the list.
   *
   * @throws AuthError `store_unavailable`
   */
  async read(client: ClientScope, sub: string): Promise<OpenSession[]> {
    const entries = await this.#shared.readAll("sessions", subject(client, sub));
    const read = await Promise.all(
      entries.map(async (entry) => {
        const open = await this.#opening(listOf(entry.content));
        await this.#tidy(entry, open);
        return open;
      }),
    );
    return read.flat().toSorted((one, other) => other.listed.since - one.listed.since);
  }

  /** What changed meanwhile, or cannot be written, is tidied up the next time. */
  async #tidy(entry: Entry, open: readonly OpenSession[]): Promise<void> {
    if (open.length === listOf(entry.content).length) return;
    const list: List = { sessions: open.map(({ listed }) => listed) };
    await this.#shared.replace(entry, list, this.#seconds).catch(() => undefined);
  }

  /** Those that count and whose place no other login took. */
  async #opening(all: readonly Listed[]): Promise<OpenSession[]> {
    const read = await Promise.all(
      all.map(async (listed) => ({ listed, session: await this.#open(listed.id) })),
    );
    return read.filter(
      (each): each is OpenSession => each.session !== undefined && each.session.endsAt === undefined,
    );
  }

  #isYoung({ since }: Listed): boolean {
    return since + this.#seconds > now();
  }
}

function subject(client: ClientScope, sub: string): readonly string[] {
  return [...client, "sub", sub];
}

function listOf(content: unknown): readonly Listed[] {
  return (content as List | undefined)?.sessions ?? [];
}
