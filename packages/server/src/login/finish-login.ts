import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { reportFailure } from "../events.js";
import { cookiesAfter, hasCookieOfOurs, readCookies, type Cookies } from "../http/cookies.js";
import { query, type RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { errorResponse } from "../pages/error-response.js";
import { withDeadline } from "../provider/deadline.js";
import { answerAnotherPerson, isAnotherPerson } from "./another-person.js";
import { answerElsewhere, answerOnce, callbackKey, shareAnswer, type CallbackKey } from "./answer-once.js";
import { answerRefusal } from "./answer-refusal.js";
import { concludeLogin } from "./conclude-login.js";
import { answerGivenUp } from "./given-up.js";
import type { Transaction } from "./transaction.js";
import { countTurn, refuseTurn } from "./turns.js";
import { verifyLogin } from "./verify-login.js";

/** What came back to the callback route. */
interface Callback {
  readonly request: RequestParts;
  readonly cookies: Cookies;
  readonly parameters: URLSearchParams;
  /** Undefined when this browser has no such transaction. */
  readonly key: CallbackKey | undefined;
}

/** Finishes a login: from the provider's answer to a session, and on to the page where it started. */
export async function finishLogin(request: RequestParts, context: AuthContext): Promise<Response> {
  const cookies = readCookies(request);
  const key = callbackKey(request, cookies, context);
  const callback = { request, cookies, parameters: query(request), key };
  const answer = (): Promise<Response> => finish(callback, context);
  return key === undefined ? answer() : answerOnce(key, context, answer);
}

async function finish(callback: Callback, context: AuthContext): Promise<Response> {
  const { cookies, key, parameters, request } = callback;
  const { sessionBackend, settings, transactions } = context;
  const state = parameters.get("state") ?? "";
  const { transaction, returnTo, setCookie } = await transactions.finish(state, cookies);
  if (transaction) {
    const response = await answerTransaction(transaction, setCookie, callback, context);
    if (key) shareAnswer(key, response, context);
    return response;
  }
  const elsewhere = key && (await answerElsewhere(key, await transactions.takenAt(state), context));
  if (elsewhere) return elsewhere;
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
    const concluded = await concludeLogin(await withDeadline(verifying), transaction, left, context);
    const { session, redirect } = concluded;
    const counted = countTurn("logins", cookies, settings);
    const answer = { request, setCookie: [...setCookie, counted, ...concluded.setCookie] };
    if (redirect !== undefined) return seeOther(redirect, answer.setCookie);
    return isAnotherPerson(session.user.sub, transaction)
      ? answerAnotherPerson(session, transaction.returnTo, settings, answer)
      : seeOther(transaction.returnTo, answer.setCookie);
  } catch (error) {
    if (isSilentRefusal(error, transaction))
      return seeOther(transaction.returnTo, [...setCookie, countTurn("silent", cookies, settings)]);
    reportFailure("login_failed", error, settings.logger);
    const givenUp = await answerGivenUp(error, transaction, { cookies, setCookie }, context);
    return givenUp ?? answerRefusal(error, request, context, { setCookie, transaction, cookies });
  }
}

/** `prompt=none` asked whether the person is logged in already: “no” is an answer, not a failure. */
function isSilentRefusal(error: unknown, { asked }: Transaction): boolean {
  return asked.prompt === "none" && error instanceof AuthError && error.code === "login_required";
}
