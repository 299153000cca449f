import type { Claims, User } from "@moncomptepro/profiles";
import type { AuthContext } from "../auth-context.js";
import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import { reportFailure } from "../events.js";
import { isAuthorized } from "../hooks/is-authorized.js";
import { readCookies, type Cookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import { toUser } from "../login/to-user.js";
import { fetchUserinfo } from "../login/userinfo.js";
import { ofSession } from "../one-of-each.js";
import { withDeadline } from "../provider/deadline.js";
import type { SessionRecord } from "../session/session-record.js";
import { sessionView } from "../session/session-view.js";
import type { Session } from "../session/session.js";
import { keptAccess } from "./kept-access.js";
import type { RefreshAnswer } from "./redeem-refresh-token.js";
import type { Refreshable } from "./redeemed.js";
import { checkRefreshedIdToken } from "./refreshed-id-token.js";
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
 * Refreshes sessions: redeems the refresh token for an access token and what the provider says of the person now
 * (OpenID Connect Core 1.0 section 12). Requests of the same moment share one refresh. An answer that is not about the
 * same person ends the session.
 */
export class Refreshes {
  readonly #context: AuthContext;
  readonly #flights = new Map<string, Flight>();

  constructor(context: AuthContext) {
    this.#context = context;
  }

  /**
   * @throws AuthError `not_authenticated`, `refresh_unavailable`, `refresh_refused`, `store_unavailable`, or what a
   *   login throws
   */
  async refresh(request: RequestParts): Promise<Refreshed> {
    const cookies = readCookies(request);
    const session = await this.#context.sessionBackend.read(cookies);
    if (!session) throw new AuthError("not_authenticated");
    if (!isRefreshable(session)) {
      const hint = "the session has no refresh token: set keepRefreshToken, and log in again";
      throw new AuthError("refresh_unavailable", { hint });
    }
    const flight = this.#flights.get(session.id) ?? this.#start(session, cookies);
    // The person does not wait for the provider for ever; the refresh itself goes on, and loses nothing.
    // A failure is told once it is known what it means for the session.
    await withDeadline(flight.verified.catch(() => undefined));
    return flight.refreshed;
  }

  /** At its own provider alone a token is shown. */
  #of(session: Refreshable): AuthContext {
    return ofSession(session, this.#context) ?? this.#context;
  }

  #start(session: Refreshable, cookies: Cookies): Flight {
    const verified = this.#verify(session, cookies);
    const refreshed = this.#finish(verified, session, cookies).finally(() => {
      this.#flights.delete(session.id);
    });
    // Its callers get the rejection. Without a caller it must not count as an unhandled one.
    refreshed.catch(() => undefined);
    const flight = { verified, refreshed };
    this.#flights.set(session.id, flight);
    return flight;
  }

  async #verify(session: Refreshable, cookies: Cookies): Promise<VerifiedRefresh> {
    const context = this.#of(session);
    const { provider, redemptions } = context;
    const redeemed = await redemptions.redeem(session, cookies);
    const { answer } = redeemed;
    const idToken = await checkRefreshedIdToken(answer, session, provider);
    const { sub } = session.user;
    const userinfo = await fetchUserinfo(answer.accessToken, sub, provider, "refresh_refused");
    const user = refreshedUser(session, { ...idToken, sub }, userinfo, context);
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
        throw new AuthError("login_refused", { hint: "the setting authorize now refuses this person" });
      }
      return await this.#write(verified, cookies);
    } catch (error) {
      if (isFailure(error)) reportFailure("refresh_failed", error, this.#context.settings.logger);
      if (error instanceof AuthError) error.setCookie = await this.#applyFailure(error, session, cookies);
      throw error;
    }
  }

  async #write({ answer, session, user }: VerifiedRefresh, cookies: Cookies): Promise<Refreshed> {
    const context = this.#of(session);
    const { redemptions, sessionBackend, settings } = context;
    const changed = await sessionBackend.change(
      session,
      (current) => ({
        ...redemptions.withNextToken(current),
        ...(current.idToken !== undefined && answer.idToken !== undefined && { idToken: answer.idToken }),
        ...keptAccess(answer, settings),
        user,
        renewedAt: Math.max(now(), current.renewedAt),
      }),
      cookies,
    );
    if (!changed) {
      // Logged out meanwhile: nothing of the session may come back, and its new token is of no use.
      await revoke(session, context);
      throw new AuthError("not_authenticated");
    }
    const { accessToken, expiresAt } = answer;
    const expiry = expiresAt === undefined ? {} : { expiresAt };
    const { setCookie } = changed;
    return { user, session: sessionView(changed.session), accessToken, ...expiry, setCookie };
  }

  /**
   * What a failure means for the session: a dead token is forgotten, an answer about another person ends it.
   *
   * @returns `Set-Cookie` headers
   */
  async #applyFailure(
    { code, fault }: AuthError,
    session: Refreshable,
    cookies: Cookies,
  ): Promise<readonly string[]> {
    const { redemptions, sessionBackend, settings } = this.#of(session);
    try {
      if (code === "refresh_refused") {
        const dead = redemptions.withNextToken(session).refresh.token;
        const forget = (current: SessionRecord): SessionRecord | undefined => withoutToken(current, dead);
        return (await sessionBackend.change(session, forget, cookies))?.setCookie ?? [];
      }
      if (fault === "answer" || code === "login_refused") return await sessionBackend.end(session, cookies);
    } catch (error) {
      const hint = error instanceof AuthError ? error.hint : String(error);
      settings.logger.error("session_not_changed", "A session whose refresh failed could not be changed.", {
        code,
        hint,
      });
    }
    return [];
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

/** A person who logs out meanwhile makes nothing fail. */
function isFailure(error: unknown): boolean {
  return !(error instanceof AuthError && error.code === "not_authenticated");
}

function withoutToken(session: SessionRecord, dead: string): SessionRecord | undefined {
  const { refresh, ...rest } = session;
  return refresh?.token === dead ? rest : undefined;
}

function isRefreshable(session: SessionRecord): session is Refreshable {
  return session.refresh !== undefined;
}
