import { pause } from "../pause.js";

/** Milliseconds between two tries: soon at first, then once a minute, for an hour. */
const PAUSES = [100, 300, 1_000, 3_000, 10_000, 30_000, ...Array.from({ length: 60 }, () => 60_000)];

/**
 * Tries an operation again until the store is back. No caller waits for it, and it does not keep the process alive.
 *
 * @param operation - rejects while the store is away
 * @returns whether it was done in the end
 */
export async function tryAgain(operation: () => Promise<unknown>): Promise<boolean> {
  for (const milliseconds of PAUSES) {
    /* oxlint-disable no-await-in-loop -- one try after the other */
    await pause(milliseconds);
    try {
      await operation();
      return true;
    } catch {
      // Said already when it failed first; the next try may do.
    }
    /* oxlint-enable no-await-in-loop */
  }
  return false;
}
