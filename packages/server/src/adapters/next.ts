// oxlint-disable-next-line typescript/triple-slash-reference -- an import would need Next to be installed
/// <reference path="./next-modules.d.ts" />
import type { Profile, ProfileAlias, ProfileId, User } from "@moncomptepro/profiles";
import { createAuth as createCore, type Auth as Core } from "../create-auth.js";
import { denialAddress } from "../guard/denial.js";
import { readGuard, type GuardRules } from "../guard/guard-rules.js";
import { requireUser } from "../guard/require-user.js";
import type { Requirements } from "../guard/requirements.js";
import { pathAndQuery, type RequestParts } from "../http/request-parts.js";
import type { PendingLogin } from "../login/pending-logins.js";
import { ofProvider } from "../one-of-each.js";
import type { Refreshed } from "../refresh/refresh.js";
import { contextOf, rememberContext } from "../session-context.js";
import type { Authenticated } from "../session/authenticate.js";
import type { Session } from "../session/session.js";
import { isBuilding } from "../settings/is-building.js";
import type { AuthOptions, ProviderEntries } from "../settings/options.js";
import type { UsersOf } from "../settings/users-of.js";
import type { FrameworkAuth } from "./framework.js";
import { PAGE_HEADER, pageRequest, personal, takeReturnTo, underBase } from "./next-request.js";
import type { PersonalAnswer } from "./personal-answer.js";

export type { AuthOptions } from "../settings/options.js";
export type { LoginOptions } from "../login/login-options.js";

/** A route handler of Next: what `route.ts` exports. */
export type RouteHandler<C = unknown> = (request: Request, context: C) => Promise<Response>;

/** What our routes export, and what the application's own pages and route handlers need. */
export interface Auth<U extends User = User> extends Pick<
  FrameworkAuth<U, [request: Request], Response>,
  | "login"
  | "selectOrganization"
  | "updateUserinfo"
  | "logout"
  | "logoutEverywhere"
  | "sessions"
  | "endSession"
  | "createSession"
  | "issueToken"
  | "accessToken"
  | "updateSession"
> {
  /** For `app/auth/[...auth]/route.ts`: `export const { GET, POST } = auth.handlers`. */
  readonly handlers: Readonly<Record<"GET" | "POST", (request: Request) => Promise<Response>>>;
  /**
   * For `proxy.ts`: `export const proxy = auth.proxy`. Renews the session, which no page of Next can, and tells the
   * guard of a page its address.
   */
  readonly proxy: (request: Request) => Promise<Response>;
  /** The person of a request, or undefined: in a route handler, or for the upgrade to a WebSocket of a server of one's own. */
  authenticate(request: RequestParts): Promise<U | undefined>;
  /** The person, or undefined. For server components, server actions and route handlers. */
  user(): Promise<U | undefined>;
  /**
   * What a login received whose person `onLogin` sent to a page of the application with `{ redirect }`, for ten minutes.
   * No person is logged in by it. To continue, send the person to the login route with its `returnTo`.
   */
  pendingLogin(): Promise<PendingLogin<U> | undefined>;
  /** The session, or undefined: what hooks put there, the claims of `keepClaims`. */
  session(): Promise<Session<U> | undefined>;
  /**
   * The person, who meets the requirements; any other person is redirected to the login and comes back. For server
   * components and server actions: a route handler that scripts call uses {@link guard}.
   *
   * @param requirements - with `returnTo` for the page to come back to where there is no {@link proxy} to tell it
   * @throws AuthError `parameter_refused` when the provider can never prove what is required
   */
  requireUser(requirements?: Requirements<U> & { readonly returnTo?: string }): Promise<U>;
  /**
   * A guard around a route handler: a page goes to the login and comes back, a script gets a 401 or 403.
   *
   * @throws AuthError `parameter_refused` when the provider can never prove what is required
   */
  guard<C>(
    handler: (request: Request, session: Session<U>, context: C) => Response | Promise<Response>,
    requirements?: Requirements<U>,
  ): RouteHandler<C>;
  /**
   * Redeems the session's refresh token, kept with `keepRefreshToken`, in a route handler: send its `setCookie` headers
   * with the answer.
   *
   * @throws AuthError `not_authenticated`, `refresh_unavailable`, `refresh_refused`, `store_unavailable`, or what a
   *   login throws
   */
  refresh(request: Request): Promise<Refreshed<U>>;
}

/**
 * Login for the App Router of Next 15 and 16.
 *
 * @example
 * // auth.ts
 * export const auth = createAuth();
 * // app/auth/[...auth]/route.ts
 * export const { GET, POST } = auth.handlers;
 * // proxy.ts
 * export const proxy = auth.proxy;
 * // app/dossiers/page.tsx
 * const { organization } = await auth.requireUser();
 *
 * @throws SettingsError with every mistake in the settings at once
 */
export function createAuth<
  P extends ProfileId | ProfileAlias | Profile = "moncomptepro",
  L extends string = never,
  R extends boolean = true,
  const Ps extends ProviderEntries = never,
>(...options: [options?: AuthOptions<P, L, R, Ps>]): Auth<UsersOf<P, L, R, Ps>> {
  let made: Core<UsersOf<P, L, R, Ps>> | undefined;
  const core = (): Core<UsersOf<P, L, R, Ps>> => (made ??= createCore(...options));
  const auth = adapt(core);
  if (!isBuilding()) rememberContext(auth, contextOf(core()));
  return auth;
}

function adapt<U extends User>(core: () => Core<U>): Auth<U> {
  async function handler(received: Request): Promise<Response> {
    const request = whole(received);
    return (await core().handler(request)) ?? new Response(null, { status: 404 });
  }

  function whole(request: Request): Request {
    return underBase(request, () => contextOf(core()).settings.basePath);
  }

  function answerOf(session: Session<U>, setCookie: readonly string[]): PersonalAnswer {
    const { sessionBackend } = contextOf(core());
    return { cookies: setCookie, isCurrent: () => sessionBackend.isCurrent(session) };
  }

  async function authenticate(): Promise<Authenticated<U>> {
    // First of all, because it tells `next build` that the page depends on the request.
    const request = await pageRequest();
    return core().authenticate(request);
  }

  return {
    handlers: { GET: handler, POST: handler },
    async proxy(request) {
      // Loaded when needed: the other parts work without, and outside of Next.
      const { NextResponse } = await import("next/server.js");
      const headers = new Headers(request.headers);
      headers.set(PAGE_HEADER, pathAndQuery(request));
      const { session, setCookie } = await core().authenticate(request);
      const answer = NextResponse.next({ request: { headers } });
      return session && setCookie.length > 0 ? personal(answer, answerOf(session, setCookie)) : answer;
    },
    authenticate: async (request) => (await core().authenticate(request)).user,
    user: async () => (await authenticate()).user,
    session: async () => (await authenticate()).session,
    pendingLogin: async () => core().pendingLogin(await pageRequest()),
    async requireUser(...given) {
      const { returnTo, requirements } = takeReturnTo(given);
      const request = await pageRequest(returnTo);
      const { redirect } = await import("next/navigation.js");
      const context = contextOf(core());
      const rules = (): GuardRules => readGuard(requirements, context);
      const { user } = await requireUser(request, rules, context, (_, denial) => {
        const { sealing, settings } = ofProvider(denial.provider ?? "", context) ?? context;
        return redirect(denialAddress(denial, settings, sealing));
      });
      return user as U;
    },
    guard(handle, ...requirements) {
      if (!isBuilding()) core().requireProvable(...requirements);
      return async (request, routeContext) => {
        const asked = whole(request);
        const guarded = await core().requireUser(asked, ...requirements);
        if (guarded.response) return guarded.response;
        const { session, setCookie } = guarded;
        return personal(await handle(request, session, routeContext), answerOf(session, setCookie));
      };
    },
    login: (request, options) => core().login({ ...options, request }),
    selectOrganization: (request, returnTo = "/") => core().selectOrganization({ request, returnTo }),
    updateUserinfo: (request, returnTo = "/") => core().updateUserinfo({ request, returnTo }),
    createSession: (request, user, options) => core().createSession(request, user, options),
    accessToken: (request) => core().accessToken(request),
    issueToken: (request, options) => core().issueToken(request, options),
    updateSession: (request, change) => core().updateSession(request, change),
    refresh: (request) => core().refresh(request),
    logout: (request) => core().logout(request),
    sessions: (user, options) => core().sessions(user, options),
    endSession: (user, handle) => core().endSession(user, handle),
    logoutEverywhere: (user) => core().logoutEverywhere(user),
  };
}
