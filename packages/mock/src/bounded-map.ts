/** What a {@link BoundedMap} may hold. */
export interface Bounds {
  /** Entries kept at most; the oldest goes first. */
  readonly size: number;
}

interface Entry<V> {
  readonly value: V;
  /** In milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Entries set between two new iterators. */
const RENEWED_AFTER = 1000;

/** A map in memory that forgets: each entry after its time, the oldest one when there are too many. */
export class BoundedMap<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #size: number;
  /**
   * Yields the oldest key first. Kept, because all that it has yielded is gone: a new one would pass over every place
   * that a deleted entry left, thousands for each entry set. Renewed now and then, because it holds on to every table
   * that the map has outgrown since.
   */
  #oldest = this.#entries.keys();
  #age = 0;

  constructor({ size }: Bounds) {
    this.#size = size;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.expiresAt > Date.now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** @param lifetime in seconds; without it the entry never expires */
  set(key: string, value: V, lifetime: number = Infinity): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, expiresAt: Date.now() + lifetime * 1000 });
    this.#age += 1;
    if (this.#age > RENEWED_AFTER) this.#renew();
    if (this.#entries.size <= this.#size) return;
    const { value: oldest } = this.#oldest.next();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** The keys of what is there, oldest first. */
  keys(): string[] {
    return this.#current().map(([key]) => key);
  }

  /** What is there, oldest first. */
  values(): V[] {
    return this.#current().map(([, { value }]) => value);
  }

  clear(): void {
    this.#entries.clear();
    this.#renew();
  }

  #current(): [string, Entry<V>][] {
    return [...this.#entries].filter(([, { expiresAt }]) => expiresAt > Date.now());
  }

  #renew(): void {
    this.#oldest = this.#entries.keys();
    this.#age = 0;
  }
}
