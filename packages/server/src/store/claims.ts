import { BoundedMap } from "../memory/bounded-map.js";
import { randomToken } from "../random.js";
import type { Kind, SharedStore } from "./shared-store.js";

/** Claims whose answer never came that are remembered. */
const MAXIMUM_UNSURE = 10_000;

/** Tells who made a claim. */
export type Mark = string;

/**
 * What only one may do, at any instance: the store holds who claimed it. When the answer to a claim gets lost nobody knows
 * whether it stands there; the one who made it finds its mark at the next try and goes on.
 */
export class Claims {
  readonly #store: SharedStore;
  /** By what is claimed: the mark of a claim that may stand in the store. */
  readonly #unsure = new BoundedMap<Mark>({ entries: MAXIMUM_UNSURE });

  constructor(store: SharedStore) {
    this.#store = store;
  }

  /**
   * Claims something.
   *
   * @param seconds - after which it may be claimed anew
   * @returns the mark of the claim; undefined when it is somebody else's
   * @throws AuthError `store_unavailable`: it may be tried again
   */
  async take(kind: Kind, subject: readonly string[], seconds: number): Promise<Mark | undefined> {
    const name = nameOf(kind, subject);
    const earlier = this.#unsure.get(name);
    const mark = earlier ?? randomToken();
    try {
      const isMine =
        (await this.#store.add(kind, subject, { mark }, seconds)) ||
        (earlier !== undefined && (await this.#renew(kind, subject, earlier, seconds)));
      this.#unsure.delete(name);
      return isMine ? mark : undefined;
    } catch (error) {
      this.#unsure.set(name, mark);
      throw error;
    }
  }

  /** Claims again what this mark stands on already. */
  async #renew(kind: Kind, subject: readonly string[], mark: Mark, seconds: number): Promise<boolean> {
    const entries = await this.#store.readAll(kind, subject);
    if (entries.length === 0 || entries.some(({ content }) => (content as { mark?: Mark }).mark !== mark))
      return false;
    const renewed = await Promise.all(entries.map((entry) => this.#store.replace(entry, { mark }, seconds)));
    return !renewed.includes(undefined);
  }

  /**
   * Gives a claim back.
   *
   * @throws AuthError `store_unavailable`: it ends by itself, and whoever made it may take it again before
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
