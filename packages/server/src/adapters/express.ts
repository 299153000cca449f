import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { Profile, ProfileAlias, ProfileId, User, UserOf } from "@moncomptepro/profiles";
import { contextOf, rememberContext } from "../session-context.js";
import { createAuth as createCore, type Auth as Core } from "../create-auth.js";
import type { Requirements } from "../guard/requirements.js";
import type { LoginOptions } from "../login/login-options.js";
import type { Refreshed } from "../refresh/refresh.js";
import type { Session } from "../session/session.js";
import type { AuthOptions } from "../settings/options.js";
import { adaptToNode } from "./node-auth.js";

export type { AuthOptions } from "../settings/options.js";
export type { LoginOptions } from "../login/login-options.js";

/** The middleware that answers our routes, and what the application's own handlers need. */
export interface Auth<U extends User = User> extends RequestHandler {
  /**
   * A guard: lets a logged-in person through who meets the requirements, sends a page to the login, answers 401 or 403
   * to a script.
   *
   * @throws AuthError `parameter_refused` when the provider can never prove what is required
   */
  requireUser(requirements?: Requirements<U>): RequestHandler;
  /**
   * The person, after the guard or {@link authenticate}.
   *
   * @throws AuthError `not_authenticated`
   */
  user(request: Request): U;
  /**
   * The session, after the guard or {@link authenticate}: what hooks put there, kept claims.
   *
   * @throws AuthError `not_authenticated`
   */
  session(request: Request): Session<U>;
  /** The person, or undefined: for pages that anybody may see. */
  authenticate(request: Request, response: Response): Promise<U | undefined>;
  /** Starts a login as the answer to this request. */
  login(request: Request, response: Response, options?: Omit<LoginOptions, "request">): Promise<void>;
  /** Lets the person choose another organisation, then comes back. */
  selectOrganization(request: Request, response: Response, returnTo?: string): Promise<void>;
  /** Lets the person update their personal data, then comes back. */
  updateUserinfo(request: Request, response: Response, returnTo?: string): Promise<void>;
  /**
   * Redeems the session's refresh token, kept with `keepRefreshToken`: an access token, and the person as they are now.
   *
   * @throws AuthError `not_authenticated`, `refresh_unavailable`, `refresh_refused`, or what a login throws
   */
  refresh(request: Request, response: Response): Promise<Refreshed<U>>;
  /** Ends the session and leads to the provider's logout, as the answer to this request. */
  logout(request: Request, response: Response): Promise<void>;
}

/**
 * Login for Express 5: `app.use(createAuth())`.
 *
 * @example
 * const auth = createAuth();
 * app.use(auth);
 * app.get("/dossiers", auth.requireUser(), (req, res) => res.json(auth.user(req).organization));
 *
 * @throws SettingsError with every mistake in the settings at once
 */
export function createAuth<P extends ProfileId | ProfileAlias | Profile = "moncomptepro">(
  ...options: [options?: AuthOptions<P>]
): Auth<UserOf<P>> {
  return adapt(createCore(...options));
}

function adapt<U extends User>(core: Core<U>): Auth<U> {
  const node = adaptToNode(core);

  async function middleware(request: Request, response: Response, next: NextFunction): Promise<void> {
    if (!(await node.handle(request, response))) next();
  }

  const auth = Object.assign(middleware, node, {
    requireUser: (...requirements: [Requirements<U>?]): RequestHandler => {
      core.requireProvable(...requirements);
      return async (request, response, next) => {
        if (await node.requireUser(request, response, ...requirements)) next();
      };
    },
  });
  rememberContext(auth, contextOf(core));
  return auth;
}
