import type { User } from "@moncomptepro/profiles";
import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { reportFailure } from "../events.js";
import { isTrue } from "../hooks/is-true.js";
import { asSent, warnOfLostBasePath } from "../http/base-path.js";
import { header, path, pathAndQuery, type RequestParts } from "../http/request-parts.js";
import { safeReturnTo } from "../http/return-to.js";
import { pageOfData } from "../http/router-data.js";
import { withSecondFactor } from "../login/levels.js";
import { isDemanded } from "../login/second-factor.js";
import { ofSession } from "../one-of-each.js";
import type { SessionContext } from "../session-context.js";
import { currentSession } from "../session/authenticate.js";
import type { Changed } from "../session/session-backend.js";
import { sessionView } from "../session/session-view.js";
import type { Session } from "../session/session.js";
import type { Settings } from "../settings/settings.js";
import { denialPath, type Denial } from "./denial.js";
import { requiredOf, type GuardRules, type RequiredAt } from "./guard-rules.js";
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
  | {
      readonly response: Response;
      readonly user?: never;
      /**
       * Where the page itself goes to the login that would let the person in, and comes back: a path of the application, for
       * the redirect of a client-side router. Undefined where no login would help.
       */
      readonly loginUrl: string | undefined;
    };

/**
 * Lets a logged-in person through who meets the requirements. A page sends any other person to the login, with what is
 * to be proven, and back; a script gets a 401 or a 403.
 *
 * @param readRules - what is required; what it throws rejects
 */
export async function requireUser(
  received: RequestParts,
  readRules: () => GuardRules,
  context: SessionContext,
  answerDenial: (request: RequestParts, denial: Denial) => Promise<Response>,
): Promise<Guarded> {
  const { settings } = context;
  const request = asSent(received, settings);
  const rules = readRules();
  const { home, requirements } = rules.first;
  let found: Changed | undefined;
  try {
    found = await currentSession(request, context);
  } catch (error) {
    // Failure is not absence: a login would lose what the person was doing, and would fail too.
    if (error instanceof AuthError) return deny(error.code);
    throw error;
  }
  if (!found) return deny("not_authenticated", wayIn(requirements, path(request), home.settings));

  const session = sessionView(found.session);
  const { user } = session;
  const provider = ofSession(found.session, context);
  const name = provider ? provider.settings.profile.id : user.provider;
  if (requirements.provider && !requirements.provider.includes(name))
    return deny("other_login_required", wayFromOther(requirements, home.settings));
  const at = requiredOf(provider, rules);
  const { secondFactor } = at.requirements;
  const required = secondFactor ? await withFactor(secondFactor, user, at) : at.requirements;
  const missing = unproven(session, required, at.home.settings.profile);
  if (missing) {
    const login = nextStepUp(session, required, at.home.settings.profile);
    return deny(missing, login && { login }, required.acr, at.home);
  }

  const { check } = requirements;
  if (check && !(await isTrue("check", check(user, session), settings.logger))) {
    return deny("not_authorized", undefined, undefined, at.home);
  }
  return { user, session, setCookie: found.setCookie };

  /**
   * @param way - absent when no login would help
   * @param levels - that the page requires, where they were the reason
   * @param of - the provider whose login it is about
   */
  async function deny(
    code: ErrorCode,
    way?: WayIn,
    levels?: Denial["required"],
    of: SessionContext = home,
  ): Promise<Guarded> {
    if (way?.login) warnOfLostBasePath(request, settings);
    // A visitor without a session is sent to the login, and was refused nothing.
    if (found) reportFailure("access_refused", new AuthError(code), settings.logger);
    const reason = levels && { required: levels };
    const denial: Denial = { code, returnTo: page(), provider: of.settings.profile.id, ...way, ...reason };
    return {
      response: await answerDenial(request, denial),
      // Sealed when it is asked for: most answers do without.
      get loginUrl() {
        return way && denialPath(denial, of.settings, of.sealing);
      },
    };
  }

  function page(): string {
    const own = request.method === "GET" ? pathAndQuery(request) : refererPath(request, settings);
    return safeReturnTo(pageOfData(request) ?? own, settings);
  }
}

/** The page of the application that sent a form; undefined when the browser does not say. */
function refererPath(request: RequestParts, { origin }: Settings): string | undefined {
  const referer = header(request, "referer") ?? "";
  if (!URL.canParse(referer) || new URL(referer).origin !== origin) return undefined;
  return pathAndQuery({ url: referer, headers: {} });
}

/** What is required of this very person: a second factor, where the function of the application does not say no. */
async function withFactor(
  secondFactor: NonNullable<Required["secondFactor"]>,
  user: User,
  { home: { settings }, requirements }: RequiredAt,
): Promise<Required> {
  if (!(await isDemanded(secondFactor, user, settings.logger))) return requirements;
  return { ...requirements, acr: withSecondFactor(requirements.acr, settings.profile) };
}
