import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { isNavigation, isPrefetch } from "../http/navigation.js";
import { isElsewhere, loginAtOwnHost } from "../http/other-host.js";
import type { RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { startLogin } from "../login/start-login.js";
import { errorResponse } from "../pages/error-response.js";
import { denialParameters, type Denial } from "./denial.js";

/**
 * Sends a person to the login that would let them in, and back; answers a script, or a person whom no login helps, with
 * the reason.
 *
 * @param methods - by which a person goes to a page here: what a form carries would be lost at most pages
 */
export async function answerDenial(
  request: RequestParts,
  denial: Denial,
  context: AuthContext,
  methods: readonly string[] = ["GET"],
): Promise<Response> {
  const { code, returnTo, login } = denial;
  const { sealing, settings } = context;
  const isPage = methods.includes(request.method ?? "") && isNavigation(request) && !isPrefetch(request);
  if (login && isPage) {
    if (isElsewhere(request, settings))
      return seeOther(loginAtOwnHost(denialParameters(denial, settings, sealing), settings));
    return startLogin({ ...login, request, returnTo }, context);
  }
  return errorResponse(new AuthError(code), request, settings, { returnTo });
}
