import type { Claims, User } from "@moncomptepro/profiles";
import type { AuthContext } from "../auth-context.js";
import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import { isAuthorized } from "../hooks/decide.js";
import { readCookies, type Cookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import { toUser } from "../login/to-user.js";
import { fetchUserinfo } from "../login/userinfo.js";
import { withDeadline } from "../provider/deadline.js";
import { sessionView } from "../session/session-view.js";
import type { Session, SessionRecord } from "../session/session.js";
import { checkRefreshedIdToken } from "./refreshed-id-token.js";
import type { RefreshAnswer } from "./redeem-refresh-token.js";
import type { Refreshable } from "./redeemed.js";
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

/** What the provider said, verified. */
interface VerifiedRefresh {
  readonly answer: RefreshAnswer;
  readonly session: Refreshable;
  readonly user: User;
}

/** A refresh that is going on. */
interface Flight {
  /** The provider's part of it. */
  readonly verified: Promise<VerifiedRefresh>;
  readonly refreshed: Promise<Refreshed>;
}

/**
 * Refreshes sessions: redeems the refresh token for an access token and what the provider says of the person now (OpenID
 * Connect Core 1.0 section 12). Requests of the same moment share one refresh. An answer that is not about the same
 * person ends the session.
 */
export class Refreshes {
  readonly #context: AuthContext;
  readonly #flights = new Map<string, Flight>();

  constructor(context: AuthContext) {
    this.#context = context;
  }

  /**
   * @throws AuthError `not_authenticated`, `refresh_unavailable`, `refresh_refused`, `store_unavailable`, or what a login
   *   throws
   */
  async refresh(request: RequestParts): Promise<Refreshed> {
    const cookies = readCookies(request);
    const session = await this.#context.sessions.read(cookies);
    if (!session) throw new AuthError("not_authenticated");
    if (!isRefreshable(session)) {
      const hint = "the session has no refresh token: set keepRefreshToken, and log in anew";
      throw new AuthError("refresh_unavailable", { hint });
    }
    const flight = this.#flights.get(session.id) ?? this.#start(session, cookies);
    // The person does not wait for the provider for ever; the refresh itself goes on, and loses nothing.
    await withDeadline(flight.verified);
    return flight.refreshed;
  }

  #start(session: Refreshable, cookies: Cookies): Flight {
    const verified = this.#verify(session, cookies);
    const refreshed = this.#finish(verified, session, cookies).finally(() => {
      this.#flights.delete(session.id);
    });
    // Those who wait for it hear of it; when nobody does any more, it is no accident.
    refreshed.catch(() => undefined);
    const flight = { verified, refreshed };
    this.#flights.set(session.id, flight);
    return flight;
  }

  async #verify(session: Refreshable, cookies: Cookies): Promise<VerifiedRefresh> {
    const { provider, redemptions } = this.#context;
    const redeemed = await redemptions.redeem(session, cookies);
    const { answer } = redeemed;
    const idToken = await checkRefreshedIdToken(answer, session, provider);
    const userinfo = await fetchUserinfo(answer.accessToken, session.user.sub, provider);
    const user = refreshedUser(session, { ...idToken, sub: session.user.sub }, userinfo, this.#context);
    return { answer, session: redeemed.session, user };
  }

  async #finish(
    verification: Promise<VerifiedRefresh>,
    session: Refreshable,
    cookies: Cookies,
  ): Promise<Refreshed> {
    try {
      const verified = await verification;
      const { hooks, logger } = this.#context.settings;
      if (hooks.authorize && !(await isAuthorized(verified.user, hooks.authorize, logger))) {
        throw new AuthError("login_refused", { hint: "the setting authorize no longer lets this person in" });
      }
      return await this.#write(verified, cookies);
    } catch (error) {
      if (error instanceof AuthError) await this.#settle(error, session, cookies);
      throw error;
    }
  }

  async #write({ answer, session, user }: VerifiedRefresh, cookies: Cookies): Promise<Refreshed> {
    const { redemptions, sessions } = this.#context;
    const changed = await sessions.change(
      session,
      (current) => ({
        ...redemptions.withNextToken(current),
        ...(current.idToken !== undefined && answer.idToken !== undefined && { idToken: answer.idToken }),
        user,
        renewedAt: now(),
      }),
      cookies,
    );
    if (!changed) {
      // Logged out meanwhile: nothing of the session may come back, and its new token is of no use to anybody.
      await revoke(session, this.#context);
      throw new AuthError("not_authenticated");
    }
    const { accessToken, expiresIn } = answer;
    const expiry = expiresIn === undefined ? {} : { expiresAt: now() + expiresIn };
    const { setCookie } = changed;
    return { user, session: sessionView(changed.session), accessToken, ...expiry, setCookie };
  }

  /** What a failure means for the session: a dead token is forgotten, an answer about another person ends it. */
  async #settle({ code, fault }: AuthError, session: Refreshable, cookies: Cookies): Promise<void> {
    const { redemptions, sessions, settings } = this.#context;
    try {
      if (code === "refresh_refused") {
        const dead = redemptions.withNextToken(session).refresh.token;
        await sessions.change(session, (current) => withoutToken(current, dead), cookies);
      } else if (fault === "answer" || code === "login_refused") {
        await sessions.end(session, cookies);
      }
    } catch (error) {
      const hint = error instanceof AuthError ? error.hint : String(error);
      settings.logger.error("A session whose refresh failed could not be changed.", { code, hint });
    }
  }
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

function withoutToken(session: SessionRecord, dead: string): SessionRecord | undefined {
  const { refresh, ...rest } = session;
  return refresh?.token === dead ? rest : undefined;
}

function isRefreshable(session: SessionRecord): session is Refreshable {
  return session.refresh !== undefined;
}
