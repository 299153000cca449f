import { now } from "../clock.js";

/** Far above what an honest hour brings; some megabytes at most. */
const MAXIMUM_ENTRIES = 100_000;

/** Identifiers that are remembered until a given time, bounded: the oldest is forgotten first. */
export class Remembered {
  readonly #until = new Map<string, number>();

  /** @param until - seconds since the epoch */
  add(identifier: string, until: number): void {
    this.#until.delete(identifier);
    this.#until.set(identifier, until);
    for (const [oldest, end] of this.#until) {
      if (end >= now() && this.#until.size <= MAXIMUM_ENTRIES) break;
      this.#until.delete(oldest);
    }
  }

  has(identifier: string): boolean {
    return (this.#until.get(identifier) ?? 0) >= now();
  }
}
