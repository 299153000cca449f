import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { cookiesAfter, type Cookies } from "../http/cookies.js";
import { seeOther } from "../http/responses.js";
import { refusedLogin } from "./refused-login.js";
import type { Transaction } from "./transaction.js";

/**
 * Leads a logged-in person who gave up a change of organisation or a step-up at the provider back to the page: they are
 * still who they were. A guard that would send them there again at once finds a note of it.
 *
 * @param setCookie - `Set-Cookie` headers that go with the answer
 * @returns undefined when nothing was given up, or nobody is logged in
 */
export async function answerGivenUp(
  failure: unknown,
  { returnTo }: Pick<Transaction, "returnTo">,
  { cookies, setCookie }: { readonly cookies: Cookies; readonly setCookie: readonly string[] },
  { notes, sessionBackend }: AuthContext,
): Promise<Response | undefined> {
  if (!isGivenUp(failure)) return undefined;
  if (!(await isLoggedIn(cookies, sessionBackend))) return undefined;
  const note = notes.givenUp.write({ returnTo }, cookiesAfter(cookies, setCookie)) ?? [];
  return seeOther(returnTo, [...setCookie, ...note]);
}

/** While the store does not answer it is unknown: the page of the error stands. */
async function isLoggedIn(cookies: Cookies, backend: AuthContext["sessionBackend"]): Promise<boolean> {
  try {
    return (await backend.read(cookies)) !== undefined;
  } catch {
    return false;
  }
}

/** The provider says so itself: a level that an ID token lacks is a refusal of an account, which may be another one. */
function isGivenUp(error: unknown): boolean {
  if (!(error instanceof AuthError) || refusedLogin(error).idToken !== undefined) return false;
  return error.code === "access_denied" || error.code === "acr_not_reached";
}
