import type { Claims, User } from "@moncomptepro/profiles";
import type { AuthContext } from "../auth-context.js";
import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import { isAuthorized } from "../hooks/decide.js";
import { readCookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import { toUser } from "../login/to-user.js";
import { fetchUserinfo } from "../login/userinfo.js";
import { withDeadline } from "../provider/deadline.js";
import type { Session } from "../session/session.js";
import { checkRefreshedIdToken } from "./refreshed-id-token.js";
import { redeemRefreshToken, type RefreshAnswer } from "./redeem-refresh-token.js";
import { revoke } from "./revoke.js";

/** What a refresh gives. */
export interface Refreshed<U extends User = User> {
  /** The person as the provider describes them now. */
  readonly user: U;
  readonly session: Session<U>;
  /** For calls to the provider's own services. The session does not keep it. */
  readonly accessToken: string;
  /** Seconds since the epoch at which the access token expires, where the provider says so. */
  readonly expiresAt?: number;
  /** `Set-Cookie` headers to send with the answer, which must not be cached. */
  readonly setCookie: readonly string[];
}

/** A session that can be refreshed. */
type Refreshable = Session & Required<Pick<Session, "refresh">>;

/**
 * Redeems the refresh token of a session for an access token and what the provider says of the person now (OpenID
 * Connect Core 1.0 section 12). An answer that is not about the same person ends the session.
 *
 * @throws AuthError `not_authenticated`, `refresh_unavailable`, `refresh_refused`, or what a login throws
 */
export async function refresh(
  session: Session | undefined,
  request: RequestParts,
  context: AuthContext,
): Promise<Refreshed> {
  if (!session) throw new AuthError("not_authenticated");
  if (!isRefreshable(session)) {
    const hint = "the session has no refresh token: set keepRefreshToken, and log in anew";
    throw new AuthError("refresh_unavailable", { hint });
  }
  try {
    return await withDeadline(redeem(session, request, context));
  } catch (error) {
    if (error instanceof AuthError) await settle(error, session, request, context);
    throw error;
  }
}

async function redeem(session: Refreshable, request: RequestParts, context: AuthContext): Promise<Refreshed> {
  const { settings, provider, sessions } = context;
  const answer = await redeemRefreshToken(session.refresh.token, provider);
  const idToken = await checkRefreshedIdToken(answer, session, settings, provider);
  const userinfo = await fetchUserinfo(answer.accessToken, session.user.sub, settings, provider);
  const user = refreshedUser(session, { ...idToken, sub: session.user.sub }, userinfo, context);
  if (settings.hooks.authorize && !(await isAuthorized(user, settings.hooks.authorize, settings.logger))) {
    throw new AuthError("login_refused", { hint: "the setting authorize no longer lets this person in" });
  }
  const refreshed = { ...session, ...kept(answer, session), user, renewedAt: now() };
  const setCookie = await sessions.update(refreshed, readCookies(request));
  if (!setCookie) {
    // Logged out meanwhile: nothing of the session may come back, and its new token is of no use to anybody.
    await revoke(refreshed, context);
    throw new AuthError("not_authenticated");
  }
  const { accessToken, expiresIn } = answer;
  const expiry = expiresIn === undefined ? {} : { expiresAt: now() + expiresIn };
  return { user, session: refreshed, accessToken, ...expiry, setCookie };
}

/** How the person authenticated is what the login proved: a refresh proves nothing new. */
function refreshedUser(
  { user: { issuer, authentication } }: Session,
  idToken: Claims,
  userinfo: Claims,
  { settings }: AuthContext,
): User {
  const user = toUser({ issuer, idToken, userinfo, acrProven: false }, settings);
  return { ...user, authentication };
}

/** What the session keeps of the answer: the tokens that replace its own. */
function kept({ refreshToken, idToken }: RefreshAnswer, session: Refreshable): Partial<Session> {
  return {
    ...(refreshToken !== undefined && { refresh: { ...session.refresh, token: refreshToken } }),
    ...(session.idToken !== undefined && idToken !== undefined && { idToken }),
  };
}

/** What a failure means for the session: a dead token is forgotten, an answer about somebody else ends it. */
async function settle(
  { code, fault }: AuthError,
  session: Refreshable,
  request: RequestParts,
  { sessions }: AuthContext,
): Promise<void> {
  const cookies = readCookies(request);
  if (code === "refresh_refused") {
    const { refresh: _dead, ...rest } = session;
    await sessions.update(rest, cookies);
  } else if (fault === "answer" || code === "login_refused") {
    await sessions.end(session, cookies);
  }
}

function isRefreshable(session: Session): session is Refreshable {
  return session.refresh !== undefined;
}
