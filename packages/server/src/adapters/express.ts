import type { Request, RequestHandler, Response } from "express";
import type { Profile, ProfileAlias, ProfileId, User } from "@moncomptepro/profiles";
import { createAuth as createCore, type Auth as Core } from "../create-auth.js";
import type { Requirements } from "../guard/requirements.js";
import type { RequestParts } from "../http/request-parts.js";
import { contextOf, rememberContext } from "../session-context.js";
import type { AuthOptions, ProviderEntries } from "../settings/options.js";
import type { UsersOf } from "../settings/users-of.js";
import { adaptTo, type FrameworkAuth, type GivenRequirements } from "./framework.js";
import { answer, isOurs, nodeFramework } from "./node-framework.js";

export type { AuthOptions } from "../settings/options.js";
export type { LoginOptions } from "../login/login-options.js";

/** The middleware that answers our routes, and what the application's own handlers need. */
export interface Auth<U extends User = User>
  extends RequestHandler, FrameworkAuth<U, [request: Request, response: Response], void> {
  /**
   * A guard: lets a logged-in person through who meets the requirements, sends a page to the login, answers 401 or 403
   * to a script.
   *
   * @throws AuthError `parameter_refused` when the provider can never prove what is required
   */
  requireUser(requirements?: Requirements<U>): RequestHandler;
}

/**
 * Login for Express 4.18 and 5: `app.use(createAuth())`.
 *
 * @example
 * const auth = createAuth();
 * app.use(auth);
 * app.get("/dossiers", auth.requireUser(), (req, res) => res.json(auth.user(req).organization));
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
  const { guard, methods } = adaptTo(core, nodeFramework);

  // Express 4 hears of no rejection, and Node ends the process for one.
  const answerOurs: RequestHandler = async (request, response, next) => {
    try {
      await answer(core, request, response);
    } catch (error) {
      next(error);
    }
  };
  const middleware: RequestHandler = (request, response, next) =>
    isOurs(core, request) ? answerOurs(request, response, next) : next();

  const auth = Object.assign(middleware, methods, {
    requireUser: (...requirements: GivenRequirements<U>): RequestHandler => {
      const check = guard(requirements);
      return async (request, response, next) => {
        let user: U | undefined;
        try {
          ({ user } = await check([request, response]));
        } catch (error) {
          next(error);
          return;
        }
        if (user) next();
      };
    },
    // Who leaves the response out in a handler has one all the same.
    authenticate: (request: Request | RequestParts, response?: Response) => {
      const own = response ?? ("res" in request ? request.res : undefined);
      return own ? methods.authenticate(request as Request, own) : methods.authenticate(request);
    },
  });
  rememberContext(auth, contextOf(core));
  return auth;
}
