import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { cookiesAfter, type Cookies } from "../http/cookies.js";
import { seeOther } from "../http/responses.js";
import { ofSession } from "../one-of-each.js";
import type { SessionRecord } from "../session/session-record.js";
import { refusedLogin } from "./refused-login.js";
import type { Transaction } from "./transaction.js";

/**
 * Leads a logged-in person who gave up a change of organisation or a step-up at the provider back to the page: they are
 * still who they were. A guard that would send them there again at once finds a note of it.
 *
 * @param setCookie - `Set-Cookie` headers that go with the answer
 * @returns undefined when nothing was given up, or no person is logged in
 */
export async function answerGivenUp(
  failure: unknown,
  { returnTo }: Pick<Transaction, "returnTo">,
  { cookies, setCookie }: { readonly cookies: Cookies; readonly setCookie: readonly string[] },
  context: AuthContext,
): Promise<Response | undefined> {
  if (!isGivenUp(failure)) return undefined;
  const { notes, sessionBackend, settings } = context;
  const session = await sessionOf(cookies, sessionBackend);
  if (!session) return undefined;
  const left = cookiesAfter(cookies, setCookie);
  const note = notes.givenUp.write({ returnTo }, left) ?? [];
  // The provider may have refused an account, which only its logout changes.
  const isHere = ofSession(session, context) === context;
  const refused = isHere
    ? []
    : notes.refused.write({ provider: settings.profile.id }, cookiesAfter(left, note));
  return seeOther(returnTo, [...setCookie, ...note, ...(refused ?? [])]);
}

/** While the store does not answer it is unknown: the page of the error stands. */
async function sessionOf(
  cookies: Cookies,
  backend: AuthContext["sessionBackend"],
): Promise<SessionRecord | undefined> {
  try {
    return await backend.read(cookies);
  } catch {
    return undefined;
  }
}

/** The provider says so itself: a level that an ID token lacks is a refusal of an account, which may be another one. */
function isGivenUp(error: unknown): boolean {
  if (!(error instanceof AuthError) || refusedLogin(error).idToken !== undefined) return false;
  return error.code === "access_denied" || error.code === "acr_not_reached";
}
