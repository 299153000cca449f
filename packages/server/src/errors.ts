import { ERRORS, type ErrorCode, type Fault } from "./error-codes.js";
import { logText } from "./log-text.js";
import { ENGLISH } from "./pages/texts/en.js";

/** What an error is made with. */
export interface AuthErrorOptions {
  /** What the developer should know or do. Goes to the log, never to a page. */
  readonly hint?: string;
  /** What was caught. Its name, message and code are kept, and nothing else that it holds. */
  readonly cause?: unknown;
  /** In place of the sentence and the code. */
  readonly message?: string;
}

/**
 * Anything that this package refuses or cannot do. `code` is stable; `fault` says where it comes from; `hint` is for
 * the developer. The person reads a sentence that depends on the code alone, and so does every client that is sent
 * `message`, as frameworks do by themselves.
 */
export class AuthError extends Error {
  override readonly name = "AuthError";
  readonly code: ErrorCode;
  readonly fault: Fault;
  /** Status of the HTTP answer. */
  readonly status: number;
  /** The same, by the name that Fastify reads. */
  readonly statusCode: number;
  /** For the log. Never send it to a browser. */
  readonly hint: string | undefined;
  /** `Set-Cookie` headers to send with the answer: what failed may have ended the session. Adapters send them. */
  setCookie: readonly string[] = [];

  constructor(code: ErrorCode, { hint, cause, message }: AuthErrorOptions = {}) {
    const { fault, status } = ERRORS[code];
    super(message ?? `${ENGLISH.errors[code]} (${code})`, cause === undefined ? {} : { cause: trace(cause) });
    this.code = code;
    this.fault = fault;
    this.status = status;
    this.statusCode = status;
    this.hint = hint === undefined ? undefined : logText(hint);
  }

  /** What `JSON.stringify` gives: nothing that only a log may hold. */
  toJSON(): { name: string; code: ErrorCode; fault: Fault; status: number; message: string } {
    const { name, code, fault, status, message } = this;
    return { name, code, fault, status, message };
  }
}

/** What an error of a library says, cut off from what it holds: responses, bodies, tokens, errors of its own. */
class Trace extends Error {
  readonly code: string | undefined;

  constructor(caught: Error) {
    // JSON.parse quotes the text that it could not read.
    super(caught instanceof SyntaxError ? "" : logText(caught.message));
    this.name = logText(caught.name);
    const { code } = caught as { code?: unknown };
    this.code = typeof code === "string" ? logText(code) : undefined;
    this.stack = `${this.name}${this.message && `: ${this.message}`}`;
  }
}

function trace(caught: unknown): Error | string {
  if (caught instanceof AuthError) return caught;
  // What a hook rejects with may be anything, the person's data included.
  return caught instanceof Error ? new Trace(caught) : `a ${typeof caught}, not an Error`;
}

/**
 * A mistake in what the application asks for. Its message explains it, like that of settings: it is met when the
 * application is set up or tried, and holds nothing that came from the network.
 */
export function mistake(explanation: string, code: ErrorCode = "parameter_refused"): AuthError {
  return new AuthError(code, { hint: explanation, message: `${code}: ${explanation}` });
}
