import type { FastifyPluginAsync } from "fastify";
import type { Profile, ProfileAlias, ProfileId, User } from "@moncomptepro/profiles";
import { createAuth as createCore, type Auth as Core } from "../create-auth.js";
import type { Requirements } from "../guard/requirements.js";
import { contextOf, rememberContext } from "../session-context.js";
import type { AuthOptions, ProviderEntries } from "../settings/options.js";
import type { UsersOf } from "../settings/users-of.js";
import { sendReply, type FastifyReplyLike, type FastifyRequestLike } from "./fastify-reply.js";
import type { Framework } from "./framework-description.js";
import { adaptTo, type FrameworkAuth, type GivenRequirements } from "./framework.js";
import { changeBeforeHeaders } from "./node-framework.js";
import { parts, whole, type NodeRequest } from "./node-request.js";

export type { AuthOptions } from "../settings/options.js";
export type { LoginOptions } from "../login/login-options.js";
export type { FastifyReplyLike, FastifyRequestLike } from "./fastify-reply.js";

type Context = [request: FastifyRequestLike, reply: FastifyReplyLike];

/** A hook of a route, for example `preHandler`. */
export type Guard = (...context: Context) => Promise<void>;

/** The plugin that answers our routes, and what the application's own handlers need. */
export interface Auth<U extends User = User> extends FastifyPluginAsync, FrameworkAuth<U, Context, void> {
  /**
   * A guard for `preHandler`: lets a logged-in person through who meets the requirements, sends a page to the login,
   * answers 401 or 403 to a script.
   *
   * @throws AuthError `parameter_refused` when the provider can never prove what is required
   */
  requireUser(requirements?: Requirements<U>): Guard;
}

/** Fastify keeps Node's request and response inside of its own. A request of HTTP/2 has all that is read here too. */
const fastifyFramework: Framework<Context, void> = {
  contextLength: 2,
  parts: ([{ raw }]) => parts(raw as NodeRequest),
  key: (request) => ("raw" in request ? request.raw : request),
  answers: (given): given is Context => given[1] !== undefined,
  send: (response, [, reply]) => sendReply(response, reply),
  forbidCaching: ([, reply]) => void reply.header("cache-control", "no-store"),
  beforeHeaders: (change, [, { raw }]) => changeBeforeHeaders(raw, change),
};

/**
 * Login for Fastify 5: `app.register(createAuth())`.
 *
 * @example
 * const auth = createAuth();
 * app.register(auth);
 * app.get("/dossiers", { preHandler: auth.requireUser() }, async (request) => auth.user(request).organization);
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
  const { guard, methods } = adaptTo(core, fastifyFramework);

  const plugin: FastifyPluginAsync = async (app) => {
    // Before Fastify parses the body: it would refuse a form, which it does not know by itself.
    app.addHook("onRequest", async ({ raw }, reply) => {
      const ours = core.owns(parts(raw)) ? await core.handler(whole(raw)) : undefined;
      if (ours) await sendReply(ours, reply);
    });
  };

  const auth = Object.assign(plugin, methods, {
    requireUser: (...requirements: GivenRequirements<U>): Guard => {
      const check = guard(requirements);
      return async (...context) => void (await check(context));
    },
    // Without it the hook would see no route outside of the plugin; the name is for Fastify's messages.
    [Symbol.for("skip-override")]: true,
    [Symbol.for("fastify.display-name")]: "@moncomptepro/server",
  });
  rememberContext(auth, contextOf(core));
  return auth;
}
