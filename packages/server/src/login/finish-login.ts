import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { cookiesAfter, readCookies } from "../http/cookies.js";
import { query, type RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { errorResponse } from "../pages/error-response.js";
import { withDeadline } from "../provider/deadline.js";
import { answerRefusal } from "./answer-refusal.js";
import { concludeLogin } from "./conclude-login.js";
import type { Transaction } from "./transaction.js";
import { verifyLogin } from "./verify-login.js";

/** Finishes a login: from the provider's answer to a session, and on to the page where it started. */
export async function finishLogin(request: RequestParts, context: AuthContext): Promise<Response> {
  const { sessionBackend, settings, transactions } = context;
  const cookies = readCookies(request);
  const response = query(request);
  const finished = await transactions.finish(response.get("state") ?? "", cookies);
  const { transaction, setCookie } = finished;

  if (!transaction) {
    // A reload before the first answer came leaves the transaction in its browser, with the page to come back to.
    const { returnTo } = finished;
    // The back button, a restored tab, a link kept: with a session there is nothing to repair.
    if (await sessionBackend.read(cookies)) return seeOther(returnTo ?? `${settings.basePath}/`, setCookie);
    const error = new AuthError("login_expired", {
      hint: "no login transaction of this browser has this state",
    });
    return errorResponse(error, request, settings, {
      setCookie,
      ...(returnTo !== undefined && { returnTo }),
    });
  }
  try {
    const verifying = verifyLogin(response, transaction, settings.redirectUri, context.provider);
    const left = cookiesAfter(cookies, setCookie);
    const concluded = await concludeLogin(await withDeadline(verifying), transaction, left, context);
    return seeOther(concluded.redirect ?? transaction.returnTo, [...setCookie, ...concluded.setCookie]);
  } catch (error) {
    if (isSilentRefusal(error, transaction)) return seeOther(transaction.returnTo, setCookie);
    return answerRefusal(error, request, context, { setCookie, transaction, cookies });
  }
}

/** `prompt=none` asked whether the person is logged in already: “no” is an answer, not a failure. */
function isSilentRefusal(error: unknown, { asked }: Transaction): boolean {
  return asked.prompt === "none" && error instanceof AuthError && error.code === "login_required";
}
