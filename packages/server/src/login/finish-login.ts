import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { reportFailure } from "../events.js";
import { cookiesAfter, hasCookieOfOurs, readCookies, type Cookies } from "../http/cookies.js";
import { query, type RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { errorResponse } from "../pages/error-response.js";
import { withDeadline } from "../provider/deadline.js";
import { answerAnotherPerson } from "./another-person.js";
import { answerElsewhere, answerOnce, callbackKey, shareAnswer, type CallbackKey } from "./answer-once.js";
import { answerRefusal } from "./answer-refusal.js";
import { concludeLogin } from "./conclude-login.js";
import { answerGivenUp } from "./given-up.js";
import type { Transaction } from "./transaction.js";
import type { BroughtTransaction } from "./transactions.js";
import { countTurn, refuseTurn } from "./turns.js";
import { verifyLogin } from "./verify-login.js";

/** What came back to the callback route. */
interface Callback {
  readonly request: RequestParts;
  readonly cookies: Cookies;
  readonly parameters: URLSearchParams;
}

/** Finishes a login: from the provider's answer to a session, and on to the page where it started. */
export async function finishLogin(request: RequestParts, context: AuthContext): Promise<Response> {
  const callback = { request, cookies: readCookies(request), parameters: query(request) };
  const { cookies, parameters } = callback;
  const brought = context.transactions.find(parameters.get("state") ?? "", cookies);
  if (!brought) return answerNone(callback, { setCookie: [] }, context);
  const key = callbackKey(brought, parameters);
  return answerOnce(key, context, () => finish(brought, key, callback, context));
}

async function finish(
  brought: BroughtTransaction,
  key: CallbackKey,
  callback: Callback,
  context: AuthContext,
): Promise<Response> {
  const { transactions } = context;
  const { transaction, returnTo, setCookie } = await transactions.finish(brought, callback.cookies);
  if (transaction) {
    const response = await answerTransaction(transaction, setCookie, callback, context);
    shareAnswer(key, response, context);
    return response;
  }
  const elsewhere = await answerElsewhere(key, await transactions.takenAt(brought.state), context);
  return elsewhere ?? answerNone(callback, { setCookie, returnTo }, context);
}

/** Answers a callback that finishes no transaction. */
async function answerNone(
  { cookies, request }: Callback,
  { setCookie, returnTo }: { readonly setCookie: readonly string[]; readonly returnTo?: string },
  { sessionBackend, settings }: AuthContext,
): Promise<Response> {
  // A reload before the first answer came leaves the transaction in its browser, with the page to come back to. The back
  // button, a restored tab, a link kept: with a session there is nothing to repair.
  if (await sessionBackend.read(cookies)) return seeOther(returnTo ?? `${settings.basePath}/`, setCookie);
  const withoutCookies = !hasCookieOfOurs(cookies, settings);
  const error = new AuthError("login_expired", {
    hint: withoutCookies
      ? "no cookie of ours came: the browser blocks them, or the login began under another host name"
      : "no login transaction of this browser has this state",
  });
  return errorResponse(error, request, settings, {
    setCookie,
    cleansAddress: true,
    withoutCookies,
    ...(returnTo !== undefined && { returnTo }),
  });
}

/** @param setCookie - takes the transaction out of the browser */
async function answerTransaction(
  transaction: Transaction,
  setCookie: readonly string[],
  { cookies, parameters, request }: Callback,
  context: AuthContext,
): Promise<Response> {
  const { settings } = context;
  try {
    refuseTurn(cookies, settings);
    const verifying = verifyLogin(parameters, transaction, settings.redirectUri, context.provider);
    const left = cookiesAfter(cookies, setCookie);
    const concluded = await concludeLogin(await withDeadline(verifying), transaction, request, left, context);
    const { session, redirect, userChanged } = concluded;
    const counted = countTurn("logins", cookies, settings);
    const answer = { request, setCookie: [...setCookie, counted, ...concluded.setCookie] };
    if (redirect !== undefined) return seeOther(redirect, answer.setCookie);
    return userChanged
      ? answerAnotherPerson(session, transaction.returnTo, settings, answer)
      : seeOther(transaction.returnTo, answer.setCookie);
  } catch (error) {
    if (isSilentRefusal(error, transaction))
      return seeOther(transaction.returnTo, [...setCookie, countTurn("silent", cookies, settings)]);
    reportFailure("login_failed", error, settings.logger);
    // It is of a login before this one: the page to sign up at would go on with an account that was left behind.
    const ended = [...setCookie, ...(await context.pendingLogins.end(cookies))];
    const givenUp = await answerGivenUp(error, transaction, { cookies, setCookie: ended }, context);
    return givenUp ?? answerRefusal(error, request, context, { setCookie: ended, transaction, cookies });
  }
}

/** `prompt=none` asked whether the person is logged in already: “no” is an answer, not a failure. */
function isSilentRefusal(error: unknown, { asked }: Transaction): boolean {
  return asked.prompt === "none" && error instanceof AuthError && error.code === "login_required";
}
