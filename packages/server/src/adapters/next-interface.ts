import type { User } from "@moncomptepro/profiles";
import type { Requirements } from "../guard/requirements.js";
import type { RequestParts } from "../http/request-parts.js";
import type { PendingLogin } from "../login/pending-logins.js";
import type { Refreshed } from "../refresh/refresh.js";
import type { Session } from "../session/session.js";
import type { FrameworkAuth } from "./framework.js";

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
   * Nobody is logged in by it. To continue, send the person to the login route with its `returnTo`.
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
