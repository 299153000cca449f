/** The answer to a callback. */
export interface CallbackAnswer {
  /** Nothing reads it but copies of it. */
  readonly response: Promise<Response>;
  /** Seconds since the epoch; not known as long as it is being made. */
  until: number;
}
