import type { User } from "@moncomptepro/profiles";
import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { isTrue } from "../hooks/is-true.js";
import { asSent, warnOfLostBasePath } from "../http/base-path.js";
import { header, path, pathAndQuery, type RequestParts } from "../http/request-parts.js";
import { safeReturnTo } from "../http/return-to.js";
import { withSecondFactor } from "../login/levels.js";
import { isDemanded } from "../login/second-factor.js";
import type { SessionContext } from "../session-context.js";
import { authenticate, type Authenticated } from "../session/authenticate.js";
import type { Session } from "../session/session.js";
import type { Settings } from "../settings/settings.js";
import type { Denial } from "./denial.js";
import { isOfOtherLogin } from "./other-login.js";
import { unproven, type Required } from "./requirements.js";
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
  received: RequestParts,
  requirements: Required,
  context: SessionContext,
  answerDenial: (request: RequestParts, denial: Denial) => Promise<Response>,
): Promise<Guarded> {
  const { settings } = context;
  const request = asSent(received, settings);
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

  if (isOfOtherLogin(user, requirements, settings))
    return deny("other_login_required", wayFromOther(requirements, settings));
  const required = await requiredOf(user, requirements, context);
  const missing = unproven(session, required, settings.profile);
  if (missing) {
    const login = nextStepUp(session, required, settings.profile);
    return deny(missing, login && { login }, required.acr);
  }

  const { check } = requirements;
  if (check && !(await isTrue("check", check(user, session), settings.logger))) {
    return deny("not_authorized");
  }
  return { user, session, setCookie };

  /**
   * @param way - absent when no login would help
   * @param levels - that the page requires, where they were the reason
   */
  async function deny(code: ErrorCode, way?: WayIn, levels?: Denial["required"]): Promise<Guarded> {
    if (way?.login) warnOfLostBasePath(request, settings);
    const reason = levels && { required: levels };
    return { response: await answerDenial(request, { code, returnTo: page(), ...way, ...reason }) };
  }

  function page(): string {
    return safeReturnTo(
      request.method === "GET" ? pathAndQuery(request) : refererPath(request, settings),
      settings,
    );
  }
}

/** The page of the application that sent a form; undefined when the browser does not say. */
function refererPath(request: RequestParts, { origin }: Settings): string | undefined {
  const referer = header(request, "referer") ?? "";
  if (!URL.canParse(referer) || new URL(referer).origin !== origin) return undefined;
  return pathAndQuery({ url: referer, headers: {} });
}

/** What is required of this very person: a second factor, where the function of the application does not say no. */
async function requiredOf(
  user: User,
  requirements: Required,
  { settings: { profile, logger } }: SessionContext,
): Promise<Required> {
  const { acr, secondFactor } = requirements;
  if (!secondFactor || !(await isDemanded(secondFactor, user, logger))) return requirements;
  return { ...requirements, acr: withSecondFactor(acr, profile) };
}
