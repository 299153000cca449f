import { AuthError } from "../errors.js";
import type { KeyRing } from "../sealing/key-ring.js";
import { Sealing } from "../sealing/sealing.js";
import type { SessionStore } from "./session-store.js";

/** What is in the store. */
export type Kind =
  | "session"
  | "sessions"
  | "epoch"
  | "transaction"
  | "answer"
  | "logout-token"
  | "refresh-turn"
  | "access-turn"
  | "pending-login";

/** How often an edit starts over because another one came first. */
const MAXIMUM_TRIES = 20;

/** The name of an entry, and the secret that gives it. */
interface Name {
  readonly key: string;
  /** Of the key of this secret: see `KeyRing`. */
  readonly header: string;
}

/** What the store holds under a key, opened. */
export interface Entry extends Name {
  /** As it stands there: what a replacement is compared with. */
  readonly sealed: string;
  readonly content: unknown;
}

/**
 * The one door to the application's session store. It names entries by keyed hashes and seals what they hold, so that
 * the store learns nothing; every rejection of the store becomes `store_unavailable`, so that a failure is never taken
 * for an absence.
 *
 * While secrets are rotated an entry may bear the name that an older secret gives it: it is looked for under each, and
 * what must be unique takes every name. What stands under a name is sealed by the same secret, always: an instance that
 * does not know the newest one yet reads what all others wrote there, the end of a person's sessions for example.
 */
export class SharedStore {
  readonly #store: SessionStore;
  readonly #keys: KeyRing;

  constructor(store: SessionStore, keys: KeyRing) {
    this.#store = store;
    this.#keys = keys;
  }

  /** Which secrets name the entries, each by the header of its key, newest first. */
  get headers(): readonly string[] {
    return this.#keys.headers;
  }

  /** The entry that bears the newest name. */
  async read(kind: Kind, subject: readonly string[]): Promise<Entry | undefined> {
    return (await this.readAll(kind, subject))[0];
  }

  /** The entries under all names, newest first. */
  async readAll(kind: Kind, subject: readonly string[]): Promise<Entry[]> {
    const entries = await Promise.all(this.#names(kind, subject).map((name) => this.#readEntry(name)));
    return entries.filter((entry) => entry !== undefined);
  }

  /**
   * Writes an entry under its newest name.
   *
   * @param seconds - after which it expires
   */
  async write(kind: Kind, subject: readonly string[], content: object, seconds: number): Promise<void> {
    const [newest] = this.#names(kind, subject);
    if (newest) await this.#write(newest, content, seconds);
  }

  /** Writes an entry under every name, for instances that do not know the newest secret yet. */
  async writeAll(kind: Kind, subject: readonly string[], content: object, seconds: number): Promise<void> {
    await Promise.all(this.#names(kind, subject).map((name) => this.#write(name, content, seconds)));
  }

  async #write(name: Name, content: object, seconds: number): Promise<void> {
    const sealed = this.#seal(name, content);
    await this.#call((store) => store.write(name.key, sealed, whole(seconds)));
  }

  /**
   * Writes an entry only where there is none, under every name.
   *
   * @returns whether there was none
   */
  async add(kind: Kind, subject: readonly string[], content: object, seconds: number): Promise<boolean> {
    // Oldest first, and one after the other: instances that know different secrets then meet at the first name.
    for (const name of this.#names(kind, subject).toReversed()) {
      // oxlint-disable-next-line no-await-in-loop -- see above
      if (!(await this.#add(name, content, seconds))) return false;
    }
    return true;
  }

  async #add(name: Name, content: object, seconds: number): Promise<boolean> {
    const sealed = this.#seal(name, content);
    return this.#call((store) => store.add(name.key, sealed, whole(seconds)));
  }

  /**
   * Puts another content in the place of what was read.
   *
   * @returns the entry as it stands now; undefined when it changed meanwhile, or is gone
   */
  async replace(
    { key, header, sealed }: Entry,
    content: object,
    seconds: number,
  ): Promise<Entry | undefined> {
    const next = this.#seal({ key, header }, content);
    const isReplaced = await this.#call((store) => store.replace(key, sealed, next, whole(seconds)));
    return isReplaced ? { key, header, sealed: next, content } : undefined;
  }

  /**
   * Changes the entry under the newest name, or makes it, whatever else changes it at the same moment.
   *
   * @param change - makes the next content from the present one, undefined where there is none; may be called again
   * @throws AuthError `store_unavailable`, also when it changes faster than it can be written
   */
  async edit(
    kind: Kind,
    subject: readonly string[],
    change: (current: unknown) => Promise<object>,
    seconds: number,
  ): Promise<void> {
    const [newest] = this.#names(kind, subject);
    if (!newest) return;
    /* oxlint-disable no-await-in-loop -- each try depends on what the one before found */
    for (let tries = 0; tries < MAXIMUM_TRIES; tries += 1) {
      const current = await this.#readEntry(newest);
      const next = await change(current?.content);
      if (await (current ? this.replace(current, next, seconds) : this.#add(newest, next, seconds))) return;
    }
    /* oxlint-enable no-await-in-loop */
    throw new AuthError("store_unavailable", { hint: "an entry changes faster than it can be written" });
  }

  async remove(kind: Kind, subject: readonly string[]): Promise<void> {
    await Promise.all(this.#names(kind, subject).map(({ key }) => this.#call((store) => store.remove(key))));
  }

  async #readEntry({ key, header }: Name): Promise<Entry | undefined> {
    const sealed = await this.#call((store) => store.read(key));
    const content = sealed === undefined ? undefined : this.#sealing(key).open("value", sealed);
    return sealed === undefined || content === undefined ? undefined : { key, header, sealed, content };
  }

  #names(kind: Kind, subject: readonly string[]): Name[] {
    return this.#keys
      .names(JSON.stringify([kind, ...subject]))
      .map(({ header, hash }) => ({ header, key: `${kind}:${hash}` }));
  }

  #seal({ key, header }: Name, content: object): string {
    return this.#sealing(key).seal("value", content, header);
  }

  /** A value is sealed for its key, so that none can stand in another one's place. */
  #sealing(key: string): Sealing {
    return new Sealing(this.#keys, ["store", key]);
  }

  async #call<T>(command: (store: SessionStore) => Promise<T>): Promise<T> {
    try {
      return await command(this.#store);
    } catch (cause) {
      throw new AuthError("store_unavailable", { hint: `the session store: ${String(cause)}`, cause });
    }
  }
}

function whole(seconds: number): number {
  return Math.max(1, Math.ceil(seconds));
}
