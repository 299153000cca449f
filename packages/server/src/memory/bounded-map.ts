/** What a map may hold at most. */
export interface Bounds<V> {
  readonly entries: number;
  /** All values together, as `sizeOf` counts them. */
  readonly bytes?: number;
  readonly sizeOf?: (value: V) => number;
  /** Says that a value is no longer of use: it is removed first, and is not missed. */
  readonly isOver?: (value: V) => boolean;
}

/**
 * A text that is cut out of another one keeps that alive: of a state, the whole address of its request. What is to be
 * remembered is copied first.
 *
 * @param text - of characters up to U+00FF
 */
export function copyText(text: string): string {
  return Buffer.from(text, "latin1").toString("latin1");
}

/** A value with its key as it was set: one that it is asked for by may be cut out of a request. */
interface Kept<V> {
  readonly key: string;
  readonly value: V;
}

/** A map within bounds: what was not used for longest is forgotten first. */
export class BoundedMap<V> {
  readonly #kept = new Map<string, Kept<V>>();
  readonly #bounds: Bounds<V>;
  /** Stays where it is when it is asked for again: a page and all that it loads are of one session. */
  #newest: Kept<V> | undefined;
  #bytes = 0;

  constructor(bounds: Bounds<V>) {
    this.#bounds = bounds;
  }

  get(key: string): V | undefined {
    const kept = this.#kept.get(key);
    if (kept && kept !== this.#newest) {
      this.#kept.delete(key);
      this.#add(kept);
    }
    return kept?.value;
  }

  /** @returns false when it made the map forget something that was not over */
  set(key: string, value: V): boolean {
    this.delete(key);
    this.#add({ key, value });
    this.#bytes += this.#sizeOf(value);
    const { entries, bytes = Infinity, isOver } = this.#bounds;
    let isWhole = true;
    for (const [oldest, content] of this.#kept) {
      const over = isOver?.(content.value) ?? false;
      if (!over && this.#kept.size <= entries && this.#bytes <= bytes) break;
      if (!over) isWhole = false;
      this.delete(oldest);
    }
    return isWhole;
  }

  delete(key: string): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#kept.delete(key);
    this.#bytes -= this.#sizeOf(kept.value);
  }

  #add(kept: Kept<V>): void {
    this.#kept.set(kept.key, kept);
    this.#newest = kept;
  }

  #sizeOf(value: V): number {
    return this.#bounds.sizeOf?.(value) ?? 0;
  }
}
