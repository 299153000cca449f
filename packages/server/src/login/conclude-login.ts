import type { AuthContext } from "../auth-context.js";
import { report } from "../events.js";
import type { Cookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import type { SessionRecord } from "../session/session-record.js";
import { sessionView } from "../session/session-view.js";
import { isAnotherPerson } from "./another-person.js";
import { beginSession } from "./begin-session.js";
import { sessionOfLogin } from "./session-of-login.js";
import type { Transaction } from "./transaction.js";
import type { VerifiedLogin } from "./verify-login.js";

/** A login that came to its end. */
export type Concluded = {
  /** `Set-Cookie` headers, those of the application last. */
  readonly setCookie: readonly string[];
  /** The login was to go on from another person's session. */
  readonly userChanged: boolean;
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
  const provider = context.settings.profile.id;
  const continued = continuedFrom(transaction, context.pendingLogins.personBefore(cookies, provider));
  const current = context.settings.hooks.onLogin && (await context.sessionBackend.read(cookies));
  const outcome = await sessionOfLogin(login, continued, context, current && sessionView(current));
  const userChanged = isAnotherPerson(login.user.sub, continued);
  const before = userChanged ? continued.asked.person : undefined;
  const of = { provider, ...(before !== undefined && { personBefore: before }) };
  const written = outcome.session
    ? await beginSession(outcome.session, request, cookies, context)
    : await context.pendingLogins.keep(outcome.received, cookies, of);
  if (userChanged) report("user_changed", {}, context.settings.logger);
  const setCookie = [...written, ...outcome.setCookie];
  return outcome.session
    ? { session: outcome.session, setCookie, userChanged }
    : { redirect: outcome.redirect, setCookie, userChanged };
}

/** A login after a sign-up goes on from where the login before it did. */
function continuedFrom(transaction: Transaction, personBefore: string | undefined): Transaction {
  const { asked } = transaction;
  if (asked.person !== undefined || personBefore === undefined) return transaction;
  return { ...transaction, asked: { ...asked, person: personBefore } };
}
