import type { AuthContext } from "../auth-context.js";
import type { Cookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import type { SessionRecord } from "../session/session-record.js";
import { beginSession } from "./begin-session.js";
import { sessionOfLogin } from "./session-of-login.js";
import type { Transaction } from "./transaction.js";
import type { VerifiedLogin } from "./verify-login.js";

/** A login that came to its end. */
export type Concluded = {
  /** `Set-Cookie` headers, those of the application last. */
  readonly setCookie: readonly string[];
} & (
  | { readonly session: SessionRecord; readonly redirect?: never }
  /** Page of the application where the person goes first: no person is logged in. */
  | { readonly session?: never; readonly redirect: string }
);

/**
 * Begins the session of a verified login, or keeps what was received for the page of the application that the person is
 * sent to.
 *
 * @throws AuthError `login_refused`, `session_too_large`, `store_unavailable`, or what a hook throws
 */
export async function concludeLogin(
  login: VerifiedLogin,
  transaction: Transaction,
  request: RequestParts,
  cookies: Cookies,
  context: AuthContext,
): Promise<Concluded> {
  const outcome = await sessionOfLogin(login, transaction, context);
  if (outcome.redirect !== undefined) {
    const kept = await context.pendingLogins.keep(outcome.received, cookies);
    return { redirect: outcome.redirect, setCookie: [...kept, ...outcome.setCookie] };
  }
  const begun = await beginSession(outcome.session, request, cookies, context);
  return { session: outcome.session, setCookie: [...begun, ...outcome.setCookie] };
}
