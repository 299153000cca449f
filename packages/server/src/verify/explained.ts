import { AuthError } from "../errors.js";
import type { Log } from "../logger.js";

/**
 * Does a step of a login for a library that shows nothing of an error but that there was one: the code and the hint go
 * to the log.
 *
 * @throws AuthError what the step throws
 */
export async function explained<T>(step: Promise<T>, logger: Log): Promise<T> {
  try {
    return await step;
  } catch (error) {
    const { code, hint } =
      error instanceof AuthError ? error : { code: "internal_error" as const, hint: String(error) };
    logger.warn(code, `The login failed: ${code}.`, { ...(hint && { hint }) });
    throw error;
  }
}
