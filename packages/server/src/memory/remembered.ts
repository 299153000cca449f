import { now } from "../clock.js";
import { BoundedMap, copyText } from "./bounded-map.js";

/** Far above what an honest hour brings; some megabytes at most. */
const MAXIMUM_ENTRIES = 100_000;

/** When an identifier counts, in seconds since the epoch. */
interface Span {
  readonly from: number;
  readonly until: number;
}

/** Identifiers that are remembered for a given time, bounded. */
export class Remembered {
  readonly #spans: BoundedMap<Span>;

  /** @param entries - at most */
  constructor(entries: number = MAXIMUM_ENTRIES) {
    this.#spans = new BoundedMap({ entries, isOver: ({ until }) => until < now() });
  }

  /**
   * @param until - seconds since the epoch
   * @param from - seconds since the epoch; from now on by default
   * @returns false when another one, which still counted, had to be forgotten for it
   */
  add(identifier: string, until: number, from = 0): boolean {
    const earlier = this.#spans.get(identifier)?.from ?? from;
    return this.#spans.set(copyText(identifier), { from: Math.min(from, earlier), until });
  }

  forget(identifier: string): void {
    this.#spans.delete(identifier);
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
