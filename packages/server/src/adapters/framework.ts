import type { User } from "@moncomptepro/profiles";
import type { Auth as Core } from "../create-auth.js";
import type { Requirements } from "../guard/requirements.js";
import type { RequestParts } from "../http/request-parts.js";
import type { LoginOptions } from "../login/login-options.js";
import type { PendingLogin } from "../login/pending-logins.js";
import type { AccessToken } from "../refresh/access-tokens.js";
import type { Refreshed } from "../refresh/refresh.js";
import { contextOf } from "../session-context.js";
import type { CreatedSession, CreateSessionOptions } from "../session/create-session.js";
import type { OwnUserInput } from "../session/own-user.js";
import type { Session } from "../session/session.js";
import type { SessionOfPerson, SessionsOptions } from "../session/sessions-of.js";
import type { DataChange, UpdatedSession } from "../session/update-session.js";
import type { IssuedToken, IssueTokenOptions } from "../tokens/issue-token.js";
import type { Framework, HandlerContext } from "./framework-description.js";
import { personalRequests } from "./personal-requests.js";

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

/** Whom a guard let through; else what it answered. */
type Guard<U extends User, Answer> =
  { readonly user: U; readonly answer?: never } | { readonly user?: never; readonly answer: Answer };

/** What a guard was given: nothing, or requirements. One that is undefined is not the same as none. */
export type GivenRequirements<U extends User> = readonly [requirements?: Requirements<U> | undefined];

/** What an adapter is made of. */
export interface Adapted<U extends User, C extends HandlerContext, Answer> {
  readonly methods: FrameworkAuth<U, C, Answer>;
  /**
   * Makes what lets a logged-in person through who meets the requirements, or answers the request.
   *
   * @throws AuthError `parameter_refused` when the provider can never prove what is required
   */
  readonly guard: (requirements: GivenRequirements<U>) => (context: C) => Promise<Guard<U, Answer>>;
}

/** Puts the core behind a framework. */
export function adaptTo<U extends User, C extends HandlerContext, Answer>(
  core: Core<U>,
  framework: Framework<C, Answer>,
): Adapted<U, C, Answer> {
  const requests = personalRequests<U, C, Answer>(framework, contextOf(core).sessionBackend);
  const { makePersonal, sendCookiesOf, session } = requests;

  const answer = async (response: Promise<Response>, context: C): Promise<Answer> =>
    framework.send(await response, context);

  /** A handler's parameters, and those of ours that may follow. */
  function split<Own extends readonly unknown[]>(given: readonly unknown[]): [context: C, ...own: Own] {
    const { contextLength } = framework;
    return [given.slice(0, contextLength) as unknown as C, ...(given.slice(contextLength) as unknown as Own)];
  }

  const guard: Adapted<U, C, Answer>["guard"] = (requirements) => {
    core.requireProvable(...requirements);
    return async (context) => {
      const guarded = await core.requireUser(
        framework.parts(context),
        ...(requirements as [Requirements<U>?]),
      );
      if (guarded.response) return { answer: await framework.send(guarded.response, context) };
      makePersonal(context, guarded.setCookie, guarded.session);
      return { user: guarded.user };
    };
  };

  const methods: FrameworkAuth<U, C, Answer> = {
    user: (request) => session(request).user,
    session,
    async authenticate(...given) {
      if (framework.answers(given)) {
        const { session: found, setCookie, user } = await core.authenticate(framework.parts(given));
        makePersonal(given, setCookie, found);
        return user;
      }
      const [request] = given;
      const { session: found, user } = await core.authenticate(request);
      if (found) requests.remember(request, found);
      return user;
    },
    login(...given) {
      const [context, options] = split<[Omit<LoginOptions<U>, "request">?]>(given);
      return answer(core.login({ ...options, request: framework.parts(context) }), context);
    },
    selectOrganization(...given) {
      const [context, returnTo = "/"] = split<[string?]>(given);
      return answer(core.selectOrganization({ request: framework.parts(context), returnTo }), context);
    },
    updateUserinfo(...given) {
      const [context, returnTo = "/"] = split<[string?]>(given);
      return answer(core.updateUserinfo({ request: framework.parts(context), returnTo }), context);
    },
    async pendingLogin(...context) {
      const pending = await core.pendingLogin(framework.parts(context));
      makePersonal(context, []);
      return pending;
    },
    async refresh(...context) {
      const refreshed = await core.refresh(framework.parts(context)).catch((error: unknown) => {
        sendCookiesOf(error, context);
        throw error;
      });
      makePersonal(context, refreshed.setCookie, refreshed.session);
      return refreshed;
    },
    async createSession(...given) {
      const [context, ...own] = split<[OwnUserInput<U>, CreateSessionOptions?]>(given);
      const created = await core.createSession(framework.parts(context), ...own);
      makePersonal(context, created.setCookie, created.session);
      return created;
    },
    async updateSession(...given) {
      const [context, change] = split<[DataChange]>(given);
      const updated = await core.updateSession(framework.parts(context), change);
      makePersonal(context, updated.setCookie, updated.session);
      return updated;
    },
    async accessToken(...context) {
      const given = await core.accessToken(framework.parts(context)).catch((error: unknown) => {
        sendCookiesOf(error, context);
        throw error;
      });
      makePersonal(context, given.setCookie);
      return given;
    },
    async issueToken(...given) {
      const [context, options] = split<[IssueTokenOptions]>(given);
      const issued = await core.issueToken(framework.parts(context), options);
      framework.forbidCaching(context);
      return issued;
    },
    logout: (...context) => answer(core.logout(framework.parts(context)), context),
    sessions: (user, options) => core.sessions(user, options),
    endSession: (user, handle) => core.endSession(user, handle),
    logoutEverywhere: (user) => core.logoutEverywhere(user),
  };

  return { methods, guard };
}
