import { AuthError } from "../errors.js";

/** Milliseconds that a person waits at most, whatever the provider does. */
const DEADLINE = 4_500;

/**
 * Gives up waiting for the provider after 4.5 seconds. The calls underneath are bounded on their own, so that nothing
 * is left running for long.
 *
 * @throws AuthError `provider_timeout`
 */
export async function withDeadline<T>(operation: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const hint = `the provider took more than ${DEADLINE} ms in total`;
    timer = setTimeout(() => reject(new AuthError("provider_timeout", { hint })), DEADLINE);
  });
  try {
    return await Promise.race([operation, late]);
  } finally {
    clearTimeout(timer);
  }
}
