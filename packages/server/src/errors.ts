import { ERRORS, type ErrorCode, type Fault } from "./error-codes.js";

const MAXIMUM_HINT = 1000;

/** What an error is made with. */
export interface AuthErrorOptions {
  /** What the developer should know or do. Goes to the log, never to a page. */
  readonly hint?: string;
  /** What was caught. */
  readonly cause?: unknown;
  /** In place of the code and the hint. */
  readonly message?: string;
}

/**
 * Anything that this package refuses or cannot do. `code` is stable; `fault` says who can mend it; `hint` is for the
 * developer. The person reads a sentence that depends on the code alone.
 */
export class AuthError extends Error {
  override readonly name = "AuthError";
  readonly code: ErrorCode;
  readonly fault: Fault;
  /** Status of the HTTP answer that tells of it. */
  readonly status: number;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, { hint, cause, message }: AuthErrorOptions = {}) {
    super(message ?? (hint ? `${code}: ${hint}` : code), cause === undefined ? {} : { cause });
    this.code = code;
    this.fault = ERRORS[code].fault;
    this.status = ERRORS[code].status;
    this.hint = hint === undefined ? undefined : bounded(hint);
  }
}

/** A hint may quote what a provider sent: a few lines of it are enough for a log. */
function bounded(text: string): string {
  return text.length > MAXIMUM_HINT ? `${text.slice(0, MAXIMUM_HINT)}…` : text;
}
