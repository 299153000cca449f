/** Milliseconds of the window, and somewhat more: calls take different times to arrive. */
const WINDOW = 1050;

/** Lets through so many calls in any second, in the order in which they came. */
export class CallRate {
  readonly #limit: number;
  /** When the last calls began, or are to begin, in milliseconds; as many as the limit. */
  #starts: number[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Waits for the turn of a call.
   *
   * @param patience - milliseconds that it may wait
   * @returns false at once when its turn would come later than that: the call must not be made
   */
  async turn(patience: number): Promise<boolean> {
    const now = performance.now();
    const [oldest] = this.#starts.length < this.#limit ? [] : this.#starts;
    const start = Math.max(now, (oldest ?? -Infinity) + WINDOW);
    if (start - now > patience) return false;
    this.#starts = [...this.#starts, start].slice(-this.#limit);
    if (start > now) await new Promise((resolve) => setTimeout(resolve, start - now));
    return true;
  }
}
