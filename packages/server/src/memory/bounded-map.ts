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

/** A map within bounds: what was not used for longest is forgotten first. */
export class BoundedMap<V> {
  readonly #values = new Map<string, V>();
  readonly #bounds: Bounds<V>;
  #bytes = 0;

  constructor(bounds: Bounds<V>) {
    this.#bounds = bounds;
  }

  get(key: string): V | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  /** @returns false when it made the map forget something that was not over */
  set(key: string, value: V): boolean {
    this.delete(key);
    this.#values.set(key, value);
    this.#bytes += this.#sizeOf(value);
    const { entries, bytes = Infinity, isOver } = this.#bounds;
    let isWhole = true;
    for (const [oldest, content] of this.#values) {
      const over = isOver?.(content) ?? false;
      if (!over && this.#values.size <= entries && this.#bytes <= bytes) break;
      if (!over) isWhole = false;
      this.delete(oldest);
    }
    return isWhole;
  }

  delete(key: string): void {
    const value = this.#values.get(key);
    if (value === undefined) return;
    this.#values.delete(key);
    this.#bytes -= this.#sizeOf(value);
  }

  #sizeOf(value: V): number {
    return this.#bounds.sizeOf?.(value) ?? 0;
  }
}
