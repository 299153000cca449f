import type { User } from "@moncomptepro/profiles";
import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { isTrue } from "../hooks/is-true.js";
import { pathAndQuery, type RequestParts } from "../http/request-parts.js";
import type { SessionContext } from "../session-context.js";
import { authenticate, type Authenticated } from "../session/authenticate.js";
import type { Session } from "../session/session.js";
import type { Denial } from "./denial.js";
import { unproven, type Requirements } from "./requirements.js";
import { nextStepUp, stepUpFor, type StepUp } from "./step-up.js";

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
 * Lets a logged-in person through who meets the requirements. A page sends any other person to the login, with what is
 * to be proven, and back; a script gets a 401 or a 403.
 */
export async function requireUser(
  request: RequestParts,
  requirements: Requirements,
  context: SessionContext,
  answerDenial: (request: RequestParts, denial: Denial) => Promise<Response>,
): Promise<Guarded> {
  const { profile, basePath } = context.settings;
  let found: Authenticated;
  try {
    found = await authenticate(request, context);
  } catch (error) {
    // Failure is not absence: a login would lose what the person was doing, and would fail too.
    if (error instanceof AuthError) return deny(error.code);
    throw error;
  }
  const { user, session, setCookie } = found;
  if (!user || !session) return deny("not_authenticated", stepUpFor(requirements));

  const missing = unproven(session, requirements, profile);
  if (missing) return deny(missing, nextStepUp(session, requirements, profile), requirements.acr);

  const { check } = requirements;
  if (check && !(await isTrue("check", check(user, session), context.settings.logger))) {
    return deny("not_authorized");
  }
  return { user, session, setCookie };

  /** @param login - absent when no login would help */
  async function deny(code: ErrorCode, login?: StepUp, required?: Denial["required"]): Promise<Guarded> {
    const how = { ...(login && { login }), ...(required && { required }) };
    return { response: await answerDenial(request, { code, returnTo: page(), ...how }) };
  }

  function page(): string {
    return request.method === "GET" ? pathAndQuery(request) : `${basePath}/`;
  }
}
