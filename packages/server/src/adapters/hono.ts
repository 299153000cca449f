import type { Context, MiddlewareHandler } from "hono";
import type { Profile, ProfileAlias, ProfileId, User } from "@moncomptepro/profiles";
import { createAuth as createCore, type Auth as Core } from "../create-auth.js";
import type { Requirements } from "../guard/requirements.js";
import { contextOf, rememberContext } from "../session-context.js";
import type { AuthOptions, ProviderEntries } from "../settings/options.js";
import type { UsersOf } from "../settings/users-of.js";
import type { Framework } from "./framework-description.js";
import { adaptTo, type FrameworkAuth, type GivenRequirements } from "./framework.js";
import { changeWhenAnswered, unreadRequest, withChanges } from "./hono-context.js";
import { forbidCaching } from "./personal-answer.js";

export type { AuthOptions } from "../settings/options.js";
export type { LoginOptions } from "../login/login-options.js";

/** The middleware that answers our routes, and what the application's own handlers need: `return auth.login(c)`. */
export interface Auth<U extends User = User>
  extends MiddlewareHandler, FrameworkAuth<U, [c: Context], Response> {
  /**
   * A guard: lets a logged-in person through who meets the requirements, sends a page to the login, answers 401 or 403
   * to a script.
   *
   * @throws AuthError `parameter_refused` when the provider can never prove what is required
   */
  requireUser(requirements?: Requirements<U>): MiddlewareHandler;
}

const honoFramework: Framework<[c: Context], Response> = {
  contextLength: 1,
  parts: ([c]) => c.req.raw,
  key: (c) => c,
  answers: (given): given is [Context] => "req" in given[0],
  send: (response) => response,
  forbidCaching: ([c]) => changeWhenAnswered(c, forbidCaching),
  beforeHeaders: (change, [c]) => changeWhenAnswered(c, change),
};

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
export function createAuth<
  P extends ProfileId | ProfileAlias | Profile = "moncomptepro",
  L extends string = never,
  R extends boolean = true,
  const Ps extends ProviderEntries = never,
>(...options: [options?: AuthOptions<P, L, R, Ps>]): Auth<UsersOf<P, L, R, Ps>> {
  return adapt(createCore(...options));
}

function adapt<U extends User>(core: Core<U>): Auth<U> {
  const { guard, methods } = adaptTo(core, honoFramework);

  const middleware: MiddlewareHandler = async (c, next) => {
    const ours = core.owns(c.req.raw) ? await core.handler(await unreadRequest(c)) : undefined;
    return ours ?? withChanges(c, next);
  };

  const auth = Object.assign(middleware, methods, {
    requireUser: (...requirements: GivenRequirements<U>): MiddlewareHandler => {
      const check = guard(requirements);
      return (c, next) => withChanges(c, async () => (await check([c])).answer ?? next());
    },
  });
  rememberContext(auth, contextOf(core));
  return auth;
}
