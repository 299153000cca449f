/** `network`: no answer came; `unexpected_answer`: one came that the routes of the server never give. */
export type ClientErrorCode = "network" | "unexpected_answer";

/** Why the client couldn't do what it was asked. `cause` is the error of `fetch`, or what was answered. */
export class ClientError extends Error {
  override readonly name = "ClientError" as const;
  readonly code: ClientErrorCode;

  constructor(code: ClientErrorCode, message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
