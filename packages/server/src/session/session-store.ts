/**
 * Where sessions live when several instances share them, and when everybody of one person must be able to end at once.
 * Keys are hashes and values are sealed: the store learns nothing. Each call may reject: people are then asked to log
 * in again.
 */
export interface SessionStore {
  /** The value of a key that has not expired. */
  read(key: string): Promise<string | undefined>;
  /**
   * Writes a value.
   *
   * @param seconds - after which it expires
   * @param owners - whose it is, for {@link removeAll}
   */
  write(key: string, value: string, seconds: number, owners: readonly string[]): Promise<void>;
  /**
   * Replaces a value that is still there; does nothing otherwise.
   *
   * @returns whether it was still there
   */
  replace(key: string, value: string, seconds: number): Promise<boolean>;
  remove(key: string): Promise<void>;
  /** Removes all that is one owner's. */
  removeAll(owner: string): Promise<void>;
  /**
   * Claims a key for the first time; atomic.
   *
   * @param seconds - after which it may be claimed again
   * @returns whether it was the first time
   */
  claim(key: string, seconds: number): Promise<boolean>;
}
