import type { User } from "@moncomptepro/profiles";
import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { isTrue } from "../hooks/is-true.js";
import { path, pathAndQuery, type RequestParts } from "../http/request-parts.js";
import type { SessionContext } from "../session-context.js";
import { authenticate, type Authenticated } from "../session/authenticate.js";
import type { Session } from "../session/session.js";
import type { Denial } from "./denial.js";
import { unproven, type Requirements } from "./requirements.js";
import { nextStepUp } from "./step-up.js";
import { wayFromOther, wayIn, type WayIn } from "./way-in.js";

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
  const { settings } = context;
  let found: Authenticated;
  try {
    found = await authenticate(request, context);
  } catch (error) {
    // Failure is not absence: a login would lose what the person was doing, and would fail too.
    if (error instanceof AuthError) return deny(error.code);
    throw error;
  }
  const { user, session, setCookie } = found;
  if (!user || !session) return deny("not_authenticated", wayIn(requirements, path(request), settings));

  const missing = unproven(session, requirements, settings);
  if (missing === "other_login_required") return deny(missing, wayFromOther(requirements, settings));
  if (missing) {
    const login = nextStepUp(session, requirements, settings.profile);
    return deny(missing, login && { login });
  }

  const { check } = requirements;
  if (check && !(await isTrue("check", check(user, session), settings.logger))) {
    return deny("not_authorized");
  }
  return { user, session, setCookie };

  /** @param way - absent when no login would help */
  async function deny(code: ErrorCode, way?: WayIn): Promise<Guarded> {
    return { response: await answerDenial(request, { code, returnTo: page(), ...way }) };
  }

  function page(): string {
    return request.method === "GET" ? pathAndQuery(request) : `${settings.basePath}/`;
  }
}
