/** How sessions are kept in Redis. */
export interface RedisStoreOptions {
  /** Put before each key. Default `moncomptepro:`. */
  readonly prefix?: string;
  /** Milliseconds after which a command that was not answered counts as failed. Default 2,000. */
  readonly timeout?: number;
}
