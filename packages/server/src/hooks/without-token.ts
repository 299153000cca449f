import { AuthError } from "../errors.js";

/**
 * What a hook threw, for the log, without the access token that it was given: an HTTP client may quote what it could not
 * send.
 *
 * @returns the error itself when it does not hold the token
 */
export function withoutToken(error: unknown, token: string): unknown {
  const [code, said] =
    error instanceof AuthError
      ? ([error.code, error.hint ?? ""] as const)
      : ([
          "internal_error",
          error instanceof Error ? (error.stack ?? error.message) : String(error),
        ] as const);
  return said.includes(token) ? new AuthError(code, { hint: said.replaceAll(token, "(token)") }) : error;
}
