import type { User } from "@moncomptepro/profiles";
import type { RequestParts } from "../http/request-parts.js";
import type { LoginOptions } from "../login/login-options.js";
import type { PendingLogin } from "../login/pending-logins.js";
import type { AccessToken } from "../refresh/access-tokens.js";
import type { Refreshed } from "../refresh/refresh.js";
import type { CreatedSession, CreateSessionOptions } from "../session/create-session.js";
import type { OwnUserInput } from "../session/own-user.js";
import type { Session } from "../session/session.js";
import type { SessionOfPerson, SessionsOptions } from "../session/sessions-of.js";
import type { DataChange, UpdatedSession } from "../session/update-session.js";
import type { IssuedToken, IssueTokenOptions } from "../tokens/issue-token.js";
import type { HandlerContext } from "./framework-description.js";

/** What the application's own handlers need, in every framework. */
export interface FrameworkAuth<U extends User, C extends HandlerContext, Answer> {
  /**
   * The person, after the guard or {@link authenticate}.
   *
   * @throws AuthError `not_authenticated`
   */
  user(request: C[0] | RequestParts): U;
  /**
   * The session, after the guard or {@link authenticate}: what hooks put there, the claims of `keepClaims`.
   *
   * @throws AuthError `not_authenticated`
   */
  session(request: C[0] | RequestParts): Session<U>;
  /**
   * The person, or undefined: for pages that every visitor may see. From a request alone too, where there is no answer
   * yet that could be cached or renew the session: a WebSocket upgrade.
   *
   * @throws AuthError `store_unavailable` when it cannot be told who it is
   */
  authenticate(...given: C | [request: RequestParts]): Promise<U | undefined>;
  /** Starts a login as the answer to this request. */
  login(...context: [...C, options?: Omit<LoginOptions<U>, "request">]): Promise<Answer>;
  /**
   * Lets the person choose another organisation, then comes back. At ProConnect they sign out there and in again: a
   * request that no page of the application made is asked first.
   */
  selectOrganization(...context: [...C, returnTo?: string]): Promise<Answer>;
  /** Lets the person update their personal data, then comes back. */
  updateUserinfo(...context: [...C, returnTo?: string]): Promise<Answer>;
  /**
   * What a login received whose person `onLogin` sent to a page of the application with `{ redirect }`, for ten minutes.
   * No person is logged in by it. To continue, send the person to the login route with its `returnTo`.
   *
   * @throws AuthError `store_unavailable`
   */
  pendingLogin(...context: C): Promise<PendingLogin<U> | undefined>;
  /**
   * Redeems the session's refresh token, kept with `keepRefreshToken`: an access token, and the person as they are now.
   *
   * @throws AuthError `not_authenticated`, `refresh_unavailable`, `refresh_refused`, `store_unavailable`, or what a
   *   login throws
   */
  refresh(...context: C): Promise<Refreshed<U>>;
  /**
   * Begins a session of the application's own login, whose cookies go with the answer to this request: see
   * `createSession` of `@moncomptepro/server`.
   *
   * @throws AuthError `parameter_refused`, `cross_origin_request`, `session_too_large`, `store_unavailable`
   */
  createSession(
    ...context: [...C, user: OwnUserInput<U>, options?: CreateSessionOptions]
  ): Promise<CreatedSession<U>>;
  /**
   * Changes the application's own data in the session: see `updateSession` of `@moncomptepro/server`.
   *
   * @throws AuthError `not_authenticated`, `parameter_refused`, `session_too_large`, `store_unavailable`
   */
  updateSession(...context: [...C, change: DataChange]): Promise<UpdatedSession<U>>;
  /**
   * An access token for the provider's own services that is good still: see `accessToken` of `@moncomptepro/server`.
   *
   * @throws AuthError `not_authenticated`, `other_login_required`, or what {@link refresh} throws
   */
  accessToken(...context: C): Promise<AccessToken>;
  /**
   * A short-lived signed token for another service of the application: see `issueToken` of `@moncomptepro/server`.
   *
   * @throws AuthError `not_authenticated`, `settings_invalid`, `parameter_refused`, `store_unavailable`
   */
  issueToken(...context: [...C, options: IssueTokenOptions]): Promise<IssuedToken>;
  /** Ends the session and leads to the provider's logout, as the answer to this request. */
  logout(...context: C): Promise<Answer>;
  /**
   * Ends all sessions of a person, at every instance that shares the store.
   *
   * @throws AuthError `store_unavailable` when it cannot be reached, or when there is none
   */
  logoutEverywhere(user: Pick<User, "issuer" | "sub">): Promise<void>;
  /**
   * The 20 newest sessions of a person: see `sessions` of `@moncomptepro/server`.
   *
   * @throws AuthError `store_unavailable` when it cannot be reached, or when there is none
   */
  sessions(user: Pick<User, "issuer" | "sub">, options?: SessionsOptions): Promise<SessionOfPerson[]>;
  /**
   * Ends one session of a person, by its handle in {@link sessions}.
   *
   * @throws AuthError `store_unavailable` when it cannot be reached, or when there is none
   */
  endSession(user: Pick<User, "issuer" | "sub">, handle: string): Promise<boolean>;
}
