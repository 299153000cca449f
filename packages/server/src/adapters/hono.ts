import type { Context, MiddlewareHandler } from "hono";
import type { Profile, ProfileAlias, ProfileId, User, UserOf } from "@moncomptepro/profiles";
import { contextOf, rememberContext } from "../auth-context.js";
import { createAuth as createCore, type Auth as Core } from "../create-auth.js";
import { AuthError } from "../errors.js";
import type { Requirements } from "../guard/requirements.js";
import type { LoginOptions } from "../login/login-options.js";
import type { Session } from "../session/session.js";
import type { AuthOptions } from "../settings/options.js";

export type { LoginOptions } from "../login/login-options.js";
export type { AuthOptions } from "../settings/options.js";

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
  user(context: Context): U;
  /** The session, as {@link user}. */
  session(context: Context): Session<U>;
  /** The person, or undefined: for pages that anybody may see. */
  authenticate(context: Context): Promise<U | undefined>;
  /** Starts a login: return it. */
  login(context: Context, options?: Omit<LoginOptions, "request">): Promise<Response>;
  /** Ends the session and leads to the provider's logout: return it. */
  logout(context: Context): Promise<Response>;
}

/**
 * Login for Hono: `app.use(createAuth())`, before `secureHeaders()`, which would write its headers over those of our
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
  options: AuthOptions<P> = {},
): Auth<UserOf<P>> {
  return adapt(createCore(options));
}

function adapt<U extends User>(core: Core<U>): Auth<U> {
  const sessions = new WeakMap<Request, Session<U>>();

  function sessionOf(context: Context): Session<U> {
    const session = sessions.get(context.req.raw);
    if (!session) throw new AuthError("not_authenticated", { hint: "use auth.requireUser() on this route" });
    return session;
  }

  function keep(context: Context, session: Session<U> | undefined, setCookie: readonly string[]): void {
    if (session) sessions.set(context.req.raw, session);
    context.header("cache-control", "no-store");
    for (const cookie of setCookie) context.header("set-cookie", cookie, { append: true });
  }

  const middleware: MiddlewareHandler = async (context, next) => {
    const ours = await core.handler(context.req.raw);
    if (ours) return ours;
    return next();
  };

  const auth = Object.assign(middleware, {
    requireUser: (requirements: Requirements<U> = {}): MiddlewareHandler => {
      core.requireProvable(requirements);
      return async (context, next) => {
        const guarded = await core.requireUser(context.req.raw, requirements);
        if (guarded.response) return guarded.response;
        keep(context, guarded.session, guarded.setCookie);
        return next();
      };
    },
    user: (context: Context): U => sessionOf(context).user,
    session: sessionOf,
    async authenticate(context: Context): Promise<U | undefined> {
      const { session, setCookie } = await core.authenticate(context.req.raw);
      keep(context, session, setCookie);
      return session?.user;
    },
    login: (context: Context, options?: Omit<LoginOptions, "request">) =>
      core.login({ ...options, request: context.req.raw }),
    logout: (context: Context) => core.logout(context.req.raw),
  });
  rememberContext(auth, contextOf(core));
  return auth;
}
