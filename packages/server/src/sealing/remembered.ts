import { now } from "../clock.js";

/** Far above what an honest hour brings; some megabytes at most. */
const MAXIMUM_ENTRIES = 100_000;

/** When an identifier counts, in seconds since the epoch. */
interface Span {
  readonly from: number;
  readonly until: number;
}

/** Identifiers that are remembered for a given time, bounded: the oldest is forgotten first. */
export class Remembered {
  readonly #spans = new Map<string, Span>();

  /**
   * @param until - seconds since the epoch
   * @param from - seconds since the epoch; from now on when it is left out
   */
  add(identifier: string, until: number, from = 0): void {
    const earlier = this.#spans.get(identifier)?.from ?? from;
    this.#spans.delete(identifier);
    this.#spans.set(identifier, { from: Math.min(from, earlier), until });
    for (const [oldest, span] of this.#spans) {
      if (span.until >= now() && this.#spans.size <= MAXIMUM_ENTRIES) break;
      this.#spans.delete(oldest);
    }
  }

  has(identifier: string): boolean {
    const start = this.startOf(identifier);
    return start !== undefined && start <= now();
  }

  /** From when on it counts, in seconds since the epoch; undefined when it is not remembered. */
  startOf(identifier: string): number | undefined {
    const span = this.#spans.get(identifier);
    return span && now() <= span.until ? span.from : undefined;
  }
}
