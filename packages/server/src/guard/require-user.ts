import type { User } from "@moncomptepro/profiles";
import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { isNavigation, isPrefetch } from "../http/navigation.js";
import { pathAndQuery, type RequestParts } from "../http/request-parts.js";
import { startLogin } from "../login/start-login.js";
import { errorResponse } from "../pages/error-response.js";
import { authenticate } from "../session/authenticate.js";
import type { Session } from "../session/session.js";

/** A guard lets the person through, or says what to answer. */
export type Guarded<U extends User = User> =
  | {
      readonly user: U;
      readonly session: Session<U>;
      readonly setCookie: readonly string[];
      readonly response?: never;
    }
  | { readonly response: Response; readonly user?: never };

/** Lets a logged-in person through. A page sends everybody else to the login and back; a script gets a 401. */
export async function requireUser(request: RequestParts, context: AuthContext): Promise<Guarded> {
  const { user, session, setCookie } = await authenticate(request, context);
  if (user && session) return { user, session, setCookie };

  const returnTo = request.method === "GET" ? pathAndQuery(request) : "/";
  if (request.method === "GET" && isNavigation(request) && !isPrefetch(request)) {
    return { response: await startLogin({ request, returnTo }, context) };
  }
  return {
    response: errorResponse(new AuthError("not_authenticated"), request, context.settings, { returnTo }),
  };
}
