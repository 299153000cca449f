import { now } from "../clock.js";
import { BoundedMap } from "../memory/bounded-map.js";
import { randomToken } from "../random.js";
import type { Kind, SharedStore } from "./shared-store.js";

/** Reservations that are remembered because the store's answer never came. */
const MAXIMUM_UNSURE = 10_000;

/** Names the one who made a reservation. */
export type Mark = string;

/** What the store holds of a reservation. */
interface Reservation {
  readonly mark: Mark;
  /** When it was made, in seconds since the epoch. */
  readonly at: number;
}

/**
 * What only one request may do, at any instance: the store holds who reserved it. When the store's answer gets lost, it is
 * unknown whether the reservation was made: the next try of the same process finds its own mark there and goes on.
 */
export class Reservations {
  readonly #store: SharedStore;
  /** By what is reserved: the mark of a reservation that may stand in the store. */
  readonly #unsure = new BoundedMap<Mark>({ entries: MAXIMUM_UNSURE });

  constructor(store: SharedStore) {
    this.#store = store;
  }

  /**
   * Reserves something.
   *
   * @param seconds - after which it may be reserved again
   * @returns the mark of the reservation; undefined when another request has it
   * @throws AuthError `store_unavailable`: it may be tried again
   */
  async take(kind: Kind, subject: readonly string[], seconds: number): Promise<Mark | undefined> {
    const name = nameOf(kind, subject);
    const earlier = this.#unsure.get(name);
    const mark = earlier ?? randomToken();
    try {
      const isMine =
        (await this.#store.add(kind, subject, { mark, at: now() } satisfies Reservation, seconds)) ||
        (earlier !== undefined && (await this.#renew(kind, subject, earlier, seconds)));
      this.#unsure.delete(name);
      return isMine ? mark : undefined;
    } catch (error) {
      this.#unsure.set(name, mark);
      throw error;
    }
  }

  /** Renews a reservation that bears this mark already. */
  async #renew(kind: Kind, subject: readonly string[], mark: Mark, seconds: number): Promise<boolean> {
    const entries = await this.#store.readAll(kind, subject);
    if (entries.length === 0 || entries.some(({ content }) => (content as Reservation).mark !== mark))
      return false;
    const renewal: Reservation = { mark, at: now() };
    const renewed = await Promise.all(entries.map((entry) => this.#store.replace(entry, renewal, seconds)));
    return !renewed.includes(undefined);
  }

  /** When something was reserved, in seconds since the epoch; undefined when it is not. */
  async takenAt(kind: Kind, subject: readonly string[]): Promise<number | undefined> {
    return ((await this.#store.read(kind, subject))?.content as Reservation | undefined)?.at;
  }

  /**
   * Gives a reservation back.
   *
   * @throws AuthError `store_unavailable`: it ends by itself, and the process that made it may take it again before
   */
  async release(kind: Kind, subject: readonly string[], mark: Mark): Promise<void> {
    try {
      await this.#store.remove(kind, subject);
    } catch (error) {
      this.#unsure.set(nameOf(kind, subject), mark);
      throw error;
    }
  }
}

function nameOf(kind: Kind, subject: readonly string[]): string {
  return JSON.stringify([kind, ...subject]);
}
