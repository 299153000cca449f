import type { Profile, ProfileAlias, ProfileId, User } from "@moncomptepro/profiles";
import { announce } from "./announce.js";
import { mistake } from "./errors.js";
import type { Denial } from "./guard/denial.js";
import { guardReader } from "./guard/guard-rules.js";
import { requireUser, type Guarded } from "./guard/require-user.js";
import type { Requirements } from "./guard/requirements.js";
import { asSent, warnOfLostBasePath } from "./http/base-path.js";
import type { RequestWithBody } from "./http/request-body.js";
import { path, type RequestParts } from "./http/request-parts.js";
import type { LoginOptions } from "./login/login-options.js";
import type { PendingLogin } from "./login/pending-logins.js";
import { logoutEverywhere } from "./logout/logout-everywhere.js";
import type { Operations } from "./operations.js";
import type { AccessToken } from "./refresh/access-tokens.js";
import type { Refreshed } from "./refresh/refresh.js";
import { createRoutes, routeOf } from "./routes.js";
import { createSessionContext, rememberContext } from "./session-context.js";
import { authenticate, type Authenticated } from "./session/authenticate.js";
import type { CreatedSession, CreateSessionOptions } from "./session/create-session.js";
import type { OwnUserInput } from "./session/own-user.js";
import { sessionsOf, type SessionOfPerson, type SessionsOptions } from "./session/sessions-of.js";
import type { DataChange, UpdatedSession } from "./session/update-session.js";
import type { AuthOptions, ProviderEntries } from "./settings/options.js";
import { readApplication } from "./settings/read-application.js";
import type { UsersOf } from "./settings/users-of.js";
import { warnOfLostClaims } from "./settings/warn-of-lost-claims.js";
import type { IssuedToken, IssueTokenOptions } from "./tokens/issue-token.js";

/** Login, session, guard and logout for any framework that has `Request` and `Response`. */
export interface Auth<U extends User = User> {
  /** Says whether a request goes to one of our routes. */
  owns(request: RequestParts): boolean;
  /** Answers a request to one of our routes; `undefined` when the path isn't ours. Never rejects. */
  handler(request: Request | RequestWithBody): Promise<Response | undefined>;
  /**
   * Reads the session of a request. The `setCookie` headers go with the answer, which must not be cached.
   *
   * @throws AuthError `store_unavailable` when a store is used and cannot be reached: it is unknown who makes the
   *   request
   */
  authenticate(request: RequestParts): Promise<Authenticated<U>>;
  /**
   * Refuses requirements that are malformed or misspelt, or that the provider can never prove, when the application is
   * set up, and not when the first person comes.
   *
   * @throws AuthError `parameter_refused`
   */
  requireProvable(requirements?: Requirements<U>): void;
  /**
   * Lets a logged-in person through who meets the requirements, or gives the response to send instead.
   *
   * @throws AuthError `parameter_refused` when the provider can never prove what is required
   */
  requireUser(request: RequestParts, requirements?: Requirements<U>): Promise<Guarded<U>>;
  /** Starts a login. What the provider would refuse gives an error response that the log explains. */
  login(options?: LoginOptions<U>): Promise<Response>;
  /**
   * Lets the person choose another organisation, and comes back: at MonComptePro by `prompt=select_organization`, at
   * ProConnect by signing out there and in again. A request that no page of the application made is asked first there.
   */
  selectOrganization(options?: Pick<LoginOptions, "request" | "returnTo">): Promise<Response>;
  /** Lets the person update their personal data, where the provider knows `update_userinfo`. */
  updateUserinfo(options?: Pick<LoginOptions, "request" | "returnTo">): Promise<Response>;
  /**
   * What a login received whose person `onLogin` sent to a page of the application with `{ redirect }`, for ten minutes:
   * until a login succeeds, or a logout. No person is logged in by it. To continue, send the person to the login route with
   * its `returnTo`: the provider asks nothing more, and `onLogin` decides anew.
   *
   * @throws AuthError `store_unavailable`
   */
  pendingLogin(request: RequestParts): Promise<PendingLogin<U> | undefined>;
  /**
   * Redeems the refresh token that the session keeps with `keepRefreshToken`: for an access token to the provider's own
   * services, and for what the provider says of the person now. Each call is a call to the provider.
   *
   * @throws AuthError `not_authenticated`; `refresh_unavailable`; `refresh_refused` when the person must log in again;
   *   `store_unavailable`; what a login throws when the provider has a problem, or when its answer cannot be trusted,
   *   which ends the session
   */
  refresh(request: RequestParts): Promise<Refreshed<U>>;
  /**
   * Begins a session of the application's own login: it checked a password, an e-mail link, a passkey. The same guards,
   * the same `/auth/me`, the same logout, which then stays at home. Nothing is proven by it: a guard with `acr` or
   * `maxAge` leads to the provider's login. Neither `authorize` nor `onLogin` is asked: the application has decided.
   *
   * @param user - who it is: `sub` in the application's own words, which the provider's `sub` never meets, for the
   *   issuer is the base URL
   * @throws AuthError `parameter_refused`; `cross_origin_request` for a form of another site; `session_too_large`;
   *   `store_unavailable`
   */
  createSession(
    request: RequestParts,
    user: OwnUserInput<U>,
    options?: CreateSessionOptions,
  ): Promise<CreatedSession<U>>;
  /**
   * Changes the application's own data in the session of a request. Changes of the same moment come one after the other:
   * at every instance with a store, in one process without.
   *
   * @param change - makes the next data from the present ones, and does nothing else: it may be called more than once
   * @throws AuthError `not_authenticated`; `parameter_refused` when the answer is no object; `session_too_large`;
   *   `store_unavailable`
   */
  updateSession(request: RequestParts, change: DataChange): Promise<UpdatedSession<U>>;
  /**
   * An access token for the provider's own services that is good for half a minute at least: the one that the session
   * keeps with `keepAccessToken`, else one of a refresh, which all requests of the moment share. Without that setting
   * nothing is kept, and each call that comes after is a refresh.
   *
   * @throws AuthError `not_authenticated`; `other_login_required` for a person whom the application logged in itself;
   *   `refresh_refused` when the person must log in again; what {@link refresh} throws
   */
  accessToken(request: RequestParts): Promise<AccessToken>;
  /**
   * A short-lived signed token (RFC 9068) that says whose request it is, for another service of the application: an API, a
   * second server, a native application. `verifyToken` of `@moncomptepro/server/verify-token` verifies it, or any JOSE
   * library by `/auth/jwks`. It is good until it expires, whatever becomes of the session. The answer that carries it must
   * not be cached.
   *
   * @throws AuthError `not_authenticated`; `settings_invalid` without `tokenPrivateKey`; `parameter_refused`;
   *   `store_unavailable`
   */
  issueToken(request: RequestParts, options: IssueTokenOptions): Promise<IssuedToken>;
  /**
   * Ends all sessions of a person, at every instance: needs a store.
   *
   * @throws AuthError `store_unavailable` when there is none, or it cannot be reached; `parameter_refused` for a person
   *   of another issuer
   */
  logoutEverywhere(user: Pick<User, "issuer" | "sub">): Promise<void>;
  /**
   * The 20 newest sessions of a person, newest first, at every instance: needs a store.
   *
   * @param options - `current`, the session of the request, to know it again in the list
   * @throws AuthError `store_unavailable` when there is none, or it cannot be reached; `parameter_refused` for a person
   *   of another issuer
   */
  sessions(user: Pick<User, "issuer" | "sub">, options?: SessionsOptions): Promise<SessionOfPerson[]>;
  /**
   * Ends one session of a person, by its handle in {@link sessions}: at every instance, and its tokens at the provider.
   *
   * @returns whether there was one; the handle of another person's session finds none
   * @throws AuthError as {@link sessions}
   */
  endSession(user: Pick<User, "issuer" | "sub">, handle: string): Promise<boolean>;
  /** Ends the session of the request, then leads to the provider's logout. Protect the route that calls it. */
  logout(request: RequestParts): Promise<Response>;
}

/**
 * Sets up the login of an application. Reads no network: the provider is met at the first login.
 *
 * @example
 * const auth = createAuth();
 * const response = await auth.handler(request);
 *
 * @param options - what the environment does not say
 * @throws SettingsError with every mistake in the settings at once
 */
export function createAuth<
  P extends ProfileId | ProfileAlias | Profile = "moncomptepro",
  L extends string = never,
  R extends boolean = true,
  const Ps extends ProviderEntries = never,
>(...options: [options?: AuthOptions<P, L, R, Ps>]): Auth<UsersOf<P, L, R, Ps>> {
  // Options that are undefined are not the same as none: restrictions may have been meant.
  const all = readApplication(options.length === 0 ? {} : options[0], process.env);
  const [settings] = all;
  if (options.length > 1) throw mistake("createAuth() takes one object with all options", "settings_invalid");
  announce(all, process.env["NODE_ENV"]);
  const context = createSessionContext(all);
  const routes = createRoutes(all);
  let loaded: Promise<Operations> | undefined;
  const operations = (): Promise<Operations> =>
    (loaded ??= import("./operations.js").then(({ createOperations }) => createOperations(routes, context)));
  if (process.env["NODE_ENV"] === "production") {
    for (const { profile, logger } of all)
      if (profile.productionNotice) logger.warn("profile_notice", profile.productionNotice);
  }

  warnOfLostClaims(all);

  const rulesOf = guardReader(context);
  const owns = (received: RequestParts): boolean => {
    const request = asSent(received, settings);
    const route = routeOf(path(request));
    if (routes.has(route)) return true;
    if (settings.basePath && routes.has(settings.basePath + route)) warnOfLostBasePath(request, settings);
    return false;
  };
  const answerDenial = async (request: RequestParts, denial: Denial): Promise<Response> =>
    (await operations()).answerDenial(request, denial);
  const login = async (how: LoginOptions): Promise<Response> => (await operations()).login(how);

  // The profile made the user and the session keeps it sealed, so its type is the profile's.
  const auth = {
    owns,
    handler: async (request) =>
      owns(request) ? (await operations()).handle(asSent(request, settings)) : undefined,
    authenticate: (request) => authenticate(request, context),
    requireProvable: (...given: unknown[]) => void rulesOf(given),
    requireUser: (request, ...given: unknown[]) =>
      requireUser(request, () => rulesOf(given), context, answerDenial),
    login: (how = {}) => login(how as LoginOptions),
    selectOrganization: async (how = {}) => (await operations()).selectOrganization(how),
    updateUserinfo: (how = {}) => login({ ...how, prompt: "update_userinfo" }),
    pendingLogin: async (request) => (await operations()).pendingLogin(request),
    refresh: async (request) => (await operations()).refresh(request),
    createSession: async (request, user, how = {}) => (await operations()).createSession(request, user, how),
    accessToken: async (request) => (await operations()).accessToken(request),
    issueToken: async (request, how) => (await operations()).issueToken(request, how),
    updateSession: async (request, change) => (await operations()).updateSession(request, change),
    logoutEverywhere: (user) => logoutEverywhere(user, context),
    sessions: async (user, how = {}) => sessionsOf(user, how, context),
    endSession: async (user, handle) => (await operations()).endSession(user, handle),
    logout: async (request) => (await operations()).logout(request),
  } as Auth<UsersOf<P, L, R, Ps>>;
  rememberContext(auth, context);
  return auth;
}
