/**
 * Where sessions live when several instances share them, and when all sessions of one person must be able to end at
 * once. Small on purpose: each call is about one key, so that it works on one server, behind Sentinel and in a cluster.
 *
 * Keys are 128 characters of `A-Z a-z 0-9 : _ -` at most, case matters; values are text without NUL. Keys are keyed hashes
 * and values are sealed: the store learns nothing. All instances see the same at once: a read never comes from a copy
 * that is behind.
 *
 * A call that cannot be done rejects, with any error and within seconds: the application then answers 503, and neither
 * logs the person out nor takes the session for absent. After a rejection it is unknown whether the change was made.
 *
 * `sessionStoreContract` of `@moncomptepro/server/testing` tries a store of your own.
 */
export interface SessionStore {
  /** The value of a key that has not expired. */
  read(key: string): Promise<string | undefined>;
  /**
   * Writes a value, whatever was there.
   *
   * @param seconds - whole, 1 or more, after which it expires
   */
  write(key: string, value: string, seconds: number): Promise<void>;
  /**
   * Writes a value only where there is none; atomic. What has expired is none.
   *
   * @param seconds - whole, 1 or more, after which it expires
   * @returns whether it was written
   */
  add(key: string, value: string, seconds: number): Promise<boolean>;
  /**
   * Puts a value in the place of the one that is expected there; does nothing where another one stands, or none; atomic.
   *
   * @param seconds - whole, 1 or more, after which the new value expires
   * @returns whether it was replaced
   */
  replace(key: string, expected: string, value: string, seconds: number): Promise<boolean>;
  /** Removes a value; does nothing where there is none. */
  remove(key: string): Promise<void>;
}
