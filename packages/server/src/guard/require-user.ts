import type { User } from "@moncomptepro/profiles";
import { now } from "../clock.js";
import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { pathAndQuery, type RequestParts } from "../http/request-parts.js";
import { authenticate, type Authenticated } from "../session/authenticate.js";
import type { SessionContext } from "../session-context.js";
import type { Session } from "../session/session.js";
import type { Obstacle } from "./obstacle.js";
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
  context: SessionContext,
  turnAway: (request: RequestParts, obstacle: Obstacle) => Promise<Response>,
): Promise<Guarded> {
  const { profile, basePath } = context.settings;
  let found: Authenticated;
  try {
    found = await authenticate(request, context);
  } catch (error) {
    // Failure is not absence: a login would lose what the person was doing, and would fail too.
    if (error instanceof AuthError) return refuse(error.code);
    throw error;
  }
  const { user, session, setCookie } = found;
  if (!user || !session) return logInFirst("not_authenticated");

  const missing = unproven(session, requirements, profile);
  if (missing && isCircle(session)) return refuse(missing);
  if (missing) return logInFirst(missing);

  if (requirements.check && !(await requirements.check(user, session))) return refuse("not_authorized");
  return { user, session, setCookie };

  async function logInFirst(code: ErrorCode): Promise<Guarded> {
    const { acr, maxAge } = requirements;
    const login = { ...(acr && { acr }), ...(maxAge !== undefined && { maxAge }) };
    return { response: await turnAway(request, { code, returnTo: page(), login }) };
  }

  async function refuse(code: ErrorCode): Promise<Guarded> {
    return { response: await turnAway(request, { code, returnTo: page() }) };
  }

  /** The callback refuses an answer that proves less than asked: coming back unproven means that two guards differ. */
  function isCircle({ steppedUpFor, createdAt }: Session): boolean {
    return steppedUpFor === page() && now() - createdAt < JUST_NOW;
  }

  function page(): string {
    return request.method === "GET" ? pathAndQuery(request) : `${basePath}/`;
  }
}
