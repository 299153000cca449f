import type { AuthContext } from "../auth-context.js";
import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { isNavigation, isPrefetch } from "../http/navigation.js";
import type { RequestParts } from "../http/request-parts.js";
import { startLogin } from "../login/start-login.js";
import type { LoginOptions } from "../login/login-options.js";
import { errorResponse } from "../pages/error-response.js";

/** Why somebody may not see a page. */
export interface Obstacle {
  readonly code: ErrorCode;
  /** Where to come back to: a path of the application. */
  readonly returnTo: string;
  /** What a new login must prove; absent when no login would help. */
  readonly login?: Pick<LoginOptions, "acr" | "maxAge">;
}

/** Sends a person to the login that would let them in, and back; tells a script, or whom no login helps, why not. */
export async function turnAway(
  request: RequestParts,
  { code, returnTo, login }: Obstacle,
  context: AuthContext,
): Promise<Response> {
  const isPage = request.method === "GET" && isNavigation(request) && !isPrefetch(request);
  if (login && isPage) return startLogin({ ...login, request, returnTo }, context);
  return errorResponse(new AuthError(code), request, context.settings, { returnTo });
}
