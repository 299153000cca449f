import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { secondFactorAddress } from "../guard/second-factor-address.js";
import { cookieName, cookiesAfter, type Cookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import { errorResponse } from "../pages/error-response.js";
import { refusalOf } from "../pages/ways-out.js";
import { names } from "../session/chunks.js";
import { isForOfficers } from "./levels.js";
import { refusedLogin } from "./refused-login.js";
import type { Transaction } from "./transaction.js";

/** The login that failed, in the browser where it did. */
interface Failed {
  readonly transaction: Pick<Transaction, "asked" | "returnTo">;
  readonly cookies: Cookies;
  /** `Set-Cookie` headers. */
  readonly setCookie: readonly string[];
}

/**
 * Answers with the failure of a login. Where an account was refused, the page says which, and its ID token is kept for a
 * while: the person has no session here, and the provider's logout wants to know whose session is to end. Beside a
 * session, which may be of the application's own login, it is noted in any case that the provider has one too.
 */
export function answerRefusal(
  error: unknown,
  request: RequestParts,
  context: AuthContext,
  { transaction, cookies, setCookie }: Failed,
): Promise<Response> {
  const { notes, settings } = context;
  const { returnTo, asked } = transaction;
  const refused = refusedLogin(error);
  const provider = settings.profile.id;
  const code = error instanceof AuthError ? error.code : undefined;
  const idToken = settings.profile.logout.idTokenHint === "unused" ? undefined : refused.idToken;
  const left = cookiesAfter(cookies, setCookie);
  const isOfUse =
    code && refusalOf(code) && (idToken || names(cookieName(settings, "session"), cookies).length > 0);
  // One that is too large is left out.
  const withToken = idToken === undefined ? undefined : notes.refused.write({ provider, idToken }, left);
  const kept = isOfUse ? (withToken ?? notes.refused.write({ provider }, left)) : undefined;
  return errorResponse(error, request, settings, {
    setCookie: [...setCookie, ...(kept ?? [])],
    returnTo,
    cleansAddress: true,
    refused,
    ...(code === "acr_not_reached" && {
      secondFactorUrl: secondFactorAddress(asked.acr, returnTo, context),
      isForOfficers: isForOfficers(asked.acr, settings.profile),
    }),
  });
}
