/** All that is needed of a client: it runs a script on one key, and says when it cannot. */
export interface Scripting {
  /** What keeps the client from running a command now; undefined when nothing does. */
  unavailableReason(): string | undefined;
  /**
   * Runs a Lua script (EVAL).
   *
   * @param signal - aborted when the answer is no longer awaited: what was not sent by then must not be sent
   */
  run(script: string, key: string, parameters: readonly string[], signal: AbortSignal): Promise<unknown>;
}
