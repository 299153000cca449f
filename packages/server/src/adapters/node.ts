import type { ServerResponse } from "node:http";
import type { Profile, ProfileAlias, ProfileId, User } from "@moncomptepro/profiles";
import { createAuth as createCore, type Auth as Core } from "../create-auth.js";
import type { Requirements } from "../guard/requirements.js";
import { contextOf, rememberContext } from "../session-context.js";
import type { AuthOptions, ProviderEntries } from "../settings/options.js";
import type { UsersOf } from "../settings/users-of.js";
import { adaptTo, type FrameworkAuth } from "./framework.js";
import { answer, isOurs, nodeFramework } from "./node-framework.js";
import { parts, send, type NodeRequest } from "./node-request.js";

export type { AuthOptions } from "../settings/options.js";
export type { LoginOptions } from "../login/login-options.js";
export type { NodeRequest } from "./node-request.js";

/** What answers our routes, and what the application's own code needs. */
export interface Auth<U extends User = User> extends FrameworkAuth<
  U,
  [request: NodeRequest, response: ServerResponse],
  void
> {
  /** Answers a request to one of our routes. False when the path isn't ours: the application answers. */
  handle(request: NodeRequest, response: ServerResponse): Promise<boolean>;
  /**
   * Lets a logged-in person through who meets the requirements. Undefined when the request was answered already: with
   * the way to the login for a page, with 401 or 403 for a script, with 500 when `check` throws.
   *
   * @throws AuthError `parameter_refused` when the provider can never prove what is required
   */
  requireUser(
    request: NodeRequest,
    response: ServerResponse,
    requirements?: Requirements<U>,
  ): Promise<U | undefined>;
}

/**
 * Login for a plain `node:http` server, and for the frameworks that use its requests and responses.
 *
 * @example
 * const auth = createAuth();
 * createServer(async (request, response) => {
 *   if (await auth.handle(request, response)) return;
 *   const user = await auth.requireUser(request, response);
 *   if (user) response.end(user.organization.siret);
 * }).listen(3000);
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
  const auth: Auth<U> = {
    ...methods,
    async handle(request, response) {
      if (!isOurs(core, request)) return false;
      await answer(core, request, response);
      return true;
    },
    async requireUser(request, response, ...requirements) {
      const check = guard(requirements);
      try {
        return (await check([request, response])).user;
      } catch (error) {
        // There is no error handler here, and the rejection would end the process.
        const { errorResponse } = await import("../pages/error-response.js");
        await send(await errorResponse(error, parts(request), contextOf(core).settings), response);
        return undefined;
      }
    },
  };
  rememberContext(auth, contextOf(core));
  return auth;
}
