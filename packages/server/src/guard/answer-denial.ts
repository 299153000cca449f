import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { loginAddress } from "../http/login-address.js";
import { isNavigation, isPrefetch } from "../http/navigation.js";
import { sendToOwnHost } from "../http/other-host.js";
import type { RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { startLogin } from "../login/start-login.js";
import { errorResponse } from "../pages/error-response.js";
import type { Denial } from "./denial.js";

/**
 * Sends a person to the login that would let them in, and back; answers a script, or a person whom no login helps, with
 * the reason.
 */
export async function answerDenial(
  request: RequestParts,
  { code, returnTo, login, isToChoose }: Denial,
  context: AuthContext,
): Promise<Response> {
  const isPage = request.method === "GET" && isNavigation(request) && !isPrefetch(request);
  if (isToChoose && isPage) return seeOther(loginAddress(returnTo, context.settings));
  if (login && isPage) {
    const elsewhere = sendToOwnHost(request, context.settings);
    return elsewhere ?? startLogin({ ...login, request, returnTo }, context);
  }
  return errorResponse(new AuthError(code), request, context.settings, { returnTo });
}
