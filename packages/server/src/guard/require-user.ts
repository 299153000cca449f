import type { User } from "@moncomptepro/profiles";
import type { AuthContext } from "../auth-context.js";
import { now } from "../clock.js";
import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { isNavigation, isPrefetch } from "../http/navigation.js";
import { pathAndQuery, type RequestParts } from "../http/request-parts.js";
import { startLogin } from "../login/start-login.js";
import { errorResponse } from "../pages/error-response.js";
import { authenticate } from "../session/authenticate.js";
import type { Session } from "../session/session.js";
import { unproven, type Requirements } from "./requirements.js";

/** Seconds after a step-up within which asking for another one, for the same page, would go round in circles. */
const JUST_NOW = 10;

/** A guard lets the person through, or says what to answer. */
export type Guarded<U extends User = User> =
  | {
      readonly user: U;
      readonly session: Session<U>;
      readonly setCookie: readonly string[];
      readonly response?: never;
    }
  | { readonly response: Response; readonly user?: never };

/**
 * Lets a logged-in person through who meets the requirements. A page sends everybody else to the login, with what is
 * to be proven, and back; a script gets a 401 or a 403.
 */
export async function requireUser(
  request: RequestParts,
  requirements: Requirements,
  context: AuthContext,
): Promise<Guarded> {
  const { settings } = context;
  const { user, session, setCookie } = await authenticate(request, context);
  if (!user || !session) return { response: await logInFirst("not_authenticated") };

  const missing = unproven(session, requirements, settings.profile);
  if (missing && isCircle(session)) return { response: refuse(missing) };
  if (missing) return { response: await logInFirst(missing) };

  if (requirements.check && !(await requirements.check(user, session)))
    return { response: refuse("not_authorized") };
  return { user, session, setCookie };

  async function logInFirst(code: ErrorCode): Promise<Response> {
    if (request.method !== "GET" || !isNavigation(request) || isPrefetch(request)) return refuse(code);
    const { acr, maxAge } = requirements;
    return startLogin(
      { request, returnTo: page(), ...(acr && { acr }), ...(maxAge !== undefined && { maxAge }) },
      context,
    );
  }

  function refuse(code: ErrorCode): Response {
    return errorResponse(new AuthError(code), request, settings, { returnTo: page() });
  }

  /** The callback refuses an answer that proves less than asked: coming back unproven means that two guards differ. */
  function isCircle({ steppedUpFor, createdAt }: Session): boolean {
    return steppedUpFor === page() && now() - createdAt < JUST_NOW;
  }

  function page(): string {
    return request.method === "GET" ? pathAndQuery(request) : `${settings.basePath}/`;
  }
}
