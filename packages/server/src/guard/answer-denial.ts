import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { readCookies } from "../http/cookies.js";
import { loginAddress } from "../http/login-address.js";
import { isNavigation, isPrefetch } from "../http/navigation.js";
import { sendToOwnHost } from "../http/other-host.js";
import type { RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { startLogin } from "../login/start-login.js";
import { accountOf } from "../pages/account.js";
import { errorResponse, type ErrorResponseOptions } from "../pages/error-response.js";
import { refusalOf } from "../pages/ways-out.js";
import type { Denial } from "./denial.js";
import { secondFactorAddress } from "./second-factor-address.js";

/**
 * Sends a person to the login that would let them in, and back; answers a script, or a person whom no login helps, with
 * the reason.
 */
export async function answerDenial(
  request: RequestParts,
  denial: Denial,
  context: AuthContext,
): Promise<Response> {
  const { code, returnTo, login, isToChoose } = denial;
  const isPage = request.method === "GET" && isNavigation(request) && !isPrefetch(request);
  if (isToChoose && isPage) return seeOther(loginAddress(returnTo, context.settings));
  const cookies = readCookies(request);
  const canBeGivenUp = login !== undefined && isPage && code !== "not_authenticated";
  const isGivenUp = canBeGivenUp && context.notes.givenUp.read(cookies)?.returnTo === returnTo;
  if (login && isPage && !isGivenUp) {
    const elsewhere = sendToOwnHost(request, context.settings);
    return elsewhere ?? startLogin({ ...login, request, returnTo }, context);
  }
  return errorResponse(new AuthError(code), request, context.settings, {
    returnTo,
    // Once: the person who opens the page again is asked again.
    ...(isGivenUp && { isGivenUp, setCookie: context.notes.givenUp.remove(cookies) }),
    ...(refusalOf(code) && (await refusal(request, denial, context))),
  });
}

/** Whose session it is, and what may help. */
async function refusal(
  request: RequestParts,
  { code, required, returnTo }: Denial,
  context: AuthContext,
): Promise<Pick<ErrorResponseOptions, "refused" | "secondFactorUrl">> {
  // The page stands without it.
  const session = await context.sessionBackend.read(readCookies(request)).catch(() => undefined);
  return {
    // Where a function of the application refused, it does not tell why.
    refused: {
      mayBeOrganization: code === "not_authorized",
      ...(session && { account: accountOf(session.user) }),
    },
    secondFactorUrl: secondFactorAddress(required, returnTo, context),
  };
}
