/**
 * - `network`: no answer came;
 * - `unexpected_answer`: one came that the routes of the server never give;
 * - `not_authenticated`: no person is logged in, and the login has begun;
 * - `login_expired`: the page was opened with the answer to a login that this tab did not begin, or has finished;
 * - `issuer_mismatch`: the answer is of another provider;
 * - any other: what the provider or the server answered, as `access_denied`.
 */
export type ClientErrorCode =
  "network" | "unexpected_answer" | "not_authenticated" | "login_expired" | "issuer_mismatch" | (string & {});

/** Why the client couldn't do what it was asked. `cause` is the error of `fetch`, or what was answered. */
export class ClientError extends Error {
  override readonly name = "ClientError" as const;
  declare readonly code: ClientErrorCode;

  /** @param detail - the address that was asked, or what else there is to say */
  constructor(detail: string, cause?: unknown, code: ClientErrorCode = "unexpected_answer") {
    super(`${code}: ${detail}`, { cause });
    this.code = code;
  }
}
