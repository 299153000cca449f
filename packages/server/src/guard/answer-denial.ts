import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { readCookies } from "../http/cookies.js";
import { loginAddress } from "../http/login-address.js";
import { isNavigation, isPrefetch } from "../http/navigation.js";
import { isElsewhere, loginAtOwnHost } from "../http/other-host.js";
import type { RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { pageOfData } from "../http/router-data.js";
import { isForOfficers } from "../login/levels.js";
import { startLogin } from "../login/start-login.js";
import { ofProvider } from "../one-of-each.js";
import { accountOf } from "../pages/account.js";
import { errorResponse, type ErrorResponseOptions } from "../pages/error-response.js";
import { refusalOf } from "../pages/ways-out.js";
import { denialParameters, type Denial } from "./denial.js";
import { secondFactorAddress } from "./second-factor-address.js";

/**
 * Sends a person to the login that would let them in, and back; answers a script, or a person whom no login helps, with
 * the reason.
 *
 * @param methods - by which a person goes to a page here: what a form carries would be lost at most pages
 */
export async function answerDenial(
  request: RequestParts,
  denial: Denial,
  application: AuthContext,
  methods: readonly string[] = ["GET"],
): Promise<Response> {
  const { code, returnTo, login, isToChoose, provider } = denial;
  const context = (provider === undefined ? undefined : ofProvider(provider, application)) ?? application;
  const { sealing, settings } = context;
  const isPage = methods.includes(request.method ?? "") && isNavigation(request) && !isPrefetch(request);
  if (isToChoose && isPage) return seeOther(loginAddress(returnTo, settings));
  const cookies = readCookies(request);
  const canBeGivenUp = login !== undefined && isPage && code !== "not_authenticated";
  const isGivenUp = canBeGivenUp && context.notes.givenUp.read(cookies)?.returnTo === returnTo;
  if (login && isPage && !isGivenUp) {
    if (isElsewhere(request, settings))
      return seeOther(loginAtOwnHost(denialParameters(denial, settings, sealing), settings));
    return startLogin({ ...login, request, returnTo }, context);
  }
  return errorResponse(new AuthError(code), request, settings, {
    returnTo,
    isData: pageOfData(request) !== undefined,
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
): Promise<Pick<ErrorResponseOptions, "refused" | "secondFactorUrl" | "isForOfficers">> {
  // The page stands without it.
  const session = await context.sessionBackend.read(readCookies(request)).catch(() => undefined);
  return {
    // Where a function of the application refused, it does not tell why.
    refused: {
      mayBeOrganization: code === "not_authorized",
      ...(session && { account: accountOf(session.user) }),
    },
    secondFactorUrl: secondFactorAddress(required, returnTo, context),
    isForOfficers: code === "acr_not_reached" && isForOfficers(required, context.settings.profile),
  };
}
