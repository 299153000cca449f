import type { Context, MiddlewareHandler } from "hono";
import type { Profile, ProfileAlias, ProfileId, User, UserOf } from "@moncomptepro/profiles";
import { contextOf, rememberContext } from "../session-context.js";
import { createAuth as createCore, type Auth as Core } from "../create-auth.js";
import type { Requirements } from "../guard/requirements.js";
import type { LoginOptions } from "../login/login-options.js";
import type { Refreshed } from "../refresh/refresh.js";
import type { Session } from "../session/session.js";
import type { AuthOptions } from "../settings/options.js";
import { unreadRequest } from "./hono-context.js";
import { KeptSessions } from "./kept-sessions.js";

export type { AuthOptions } from "../settings/options.js";
export type { LoginOptions } from "../login/login-options.js";

/** The middleware that answers our routes, and what the application's own handlers need. */
export interface Auth<U extends User = User> extends MiddlewareHandler {
  /**
   * A guard: lets a logged-in person through who meets the requirements, sends a page to the login, answers 401 or 403
   * to a script.
   *
   * @throws AuthError `parameter_refused` when the provider can never prove what is required
   */
  requireUser(requirements?: Requirements<U>): MiddlewareHandler;
  /**
   * The person, after the guard or {@link authenticate}.
   *
   * @throws AuthError `not_authenticated`
   */
  user(c: Context): U;
  /**
   * The session, after the guard or {@link authenticate}: what hooks put there, kept claims.
   *
   * @throws AuthError `not_authenticated`
   */
  session(c: Context): Session<U>;
  /** The person, or undefined: for pages that anybody may see. Answer with `c.html()`, `c.json()` and the like. */
  authenticate(c: Context): Promise<U | undefined>;
  /** Starts a login: `return auth.login(c)`. */
  login(c: Context, options?: Omit<LoginOptions, "request">): Promise<Response>;
  /** Lets the person choose another organisation, then comes back. */
  selectOrganization(c: Context, returnTo?: string): Promise<Response>;
  /** Lets the person update their personal data, then comes back. */
  updateUserinfo(c: Context, returnTo?: string): Promise<Response>;
  /**
   * Redeems the session's refresh token, kept with `keepRefreshToken`: an access token, and the person as they are now.
   *
   * @throws AuthError `not_authenticated`, `refresh_unavailable`, `refresh_refused`, or what a login throws
   */
  refresh(c: Context): Promise<Refreshed<U>>;
  /** Ends the session and leads to the provider's logout: `return auth.logout(c)`. */
  logout(c: Context): Promise<Response>;
}

/**
 * Login for Hono 4: `app.use(createAuth())`, before `secureHeaders()`, which would write its headers over those of our
 * pages.
 *
 * @example
 * const auth = createAuth();
 * app.use(auth);
 * app.get("/dossiers", auth.requireUser(), (c) => c.json(auth.user(c).organization));
 *
 * @throws SettingsError with every mistake in the settings at once
 */
export function createAuth<P extends ProfileId | ProfileAlias | Profile = "moncomptepro">(
  ...options: [options?: AuthOptions<P>]
): Auth<UserOf<P>> {
  return adapt(createCore(...options));
}

function adapt<U extends User>(core: Core<U>): Auth<U> {
  const sessions = new KeptSessions<U>();

  const middleware: MiddlewareHandler = async (c, next) => {
    const ours = core.owns(c.req.raw) ? await core.handler(await unreadRequest(c)) : undefined;
    return ours ?? next();
  };

  const methods: Omit<Auth<U>, keyof MiddlewareHandler> = {
    requireUser(...requirements) {
      core.requireProvable(...requirements);
      return async (c, next) => {
        const guarded = await core.requireUser(c.req.raw, ...requirements);
        if (guarded.response) return guarded.response;
        sessions.keep(c, guarded.session);
        await next();
        // Only now, for Hono drops what was set before when a handler gives a plain Response.
        if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
        addCookies(c, guarded.setCookie);
        return undefined;
      };
    },
    user: (c) => sessions.of(c).user,
    session: (c) => sessions.of(c),
    async authenticate(c) {
      const { session, setCookie } = await core.authenticate(c.req.raw);
      // The page differs by person even when nobody is logged in yet.
      c.header("cache-control", "no-store");
      addCookies(c, setCookie);
      if (session) sessions.keep(c, session);
      return session?.user;
    },
    login: (c, options) => core.login({ ...options, request: c.req.raw }),
    selectOrganization: (c, returnTo = "/") => core.selectOrganization({ request: c.req.raw, returnTo }),
    updateUserinfo: (c, returnTo = "/") => core.updateUserinfo({ request: c.req.raw, returnTo }),
    async refresh(c) {
      const refreshed = await core.refresh(c.req.raw);
      sessions.keep(c, refreshed.session);
      c.header("cache-control", "no-store");
      addCookies(c, refreshed.setCookie);
      return refreshed;
    },
    logout: (c) => core.logout(c.req.raw),
  };
  const auth = Object.assign(middleware, methods);
  rememberContext(auth, contextOf(core));
  return auth;
}

function addCookies(c: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
}
