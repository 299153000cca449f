import type { IncomingMessage } from "node:http";
import type { FastifyPluginAsync } from "fastify";
import type { Profile, ProfileAlias, ProfileId, User, UserOf } from "@moncomptepro/profiles";
import { contextOf, rememberContext } from "../auth-context.js";
import { createAuth as createCore, type Auth as Core } from "../create-auth.js";
import type { Requirements } from "../guard/requirements.js";
import type { LoginOptions } from "../login/login-options.js";
import type { Session } from "../session/session.js";
import type { AuthOptions } from "../settings/options.js";
import { KeptSessions } from "./kept-sessions.js";
import { parts, toRequest } from "./node-request.js";

export type { AuthOptions } from "../settings/options.js";
export type { LoginOptions } from "../login/login-options.js";

/** A request of Fastify, whatever the types of its route. */
export interface FastifyRequestLike {
  readonly raw: object;
}

/** A reply of Fastify, whatever the types of its route. */
export interface FastifyReplyLike {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  send(payload?: string): unknown;
}

/** A hook of a route, as for `preHandler`. */
export type Guard = (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>;

/** The plugin that answers our routes, and what the application's own handlers need. */
export interface Auth<U extends User = User> extends FastifyPluginAsync {
  /**
   * A guard for `preHandler`: lets a logged-in person through who meets the requirements, sends a page to the login,
   * answers 401 or 403 to a script.
   *
   * @throws AuthError `parameter_refused` when the provider can never prove what is required
   */
  requireUser(requirements?: Requirements<U>): Guard;
  /**
   * The person, after the guard or {@link authenticate}.
   *
   * @throws AuthError `not_authenticated`
   */
  user(request: FastifyRequestLike): U;
  /**
   * The session, after the guard or {@link authenticate}: what hooks put there, kept claims.
   *
   * @throws AuthError `not_authenticated`
   */
  session(request: FastifyRequestLike): Session<U>;
  /** The person, or undefined: for pages that anybody may see. */
  authenticate(request: FastifyRequestLike, reply: FastifyReplyLike): Promise<U | undefined>;
  /** Starts a login: `return auth.login(request, reply)`. */
  login<R extends FastifyReplyLike>(
    request: FastifyRequestLike,
    reply: R,
    options?: Omit<LoginOptions, "request">,
  ): Promise<R>;
  /** Lets the person choose another organisation, then comes back. */
  selectOrganization<R extends FastifyReplyLike>(
    request: FastifyRequestLike,
    reply: R,
    returnTo?: string,
  ): Promise<R>;
  /** Lets the person update their personal data, then comes back. */
  updateUserinfo<R extends FastifyReplyLike>(
    request: FastifyRequestLike,
    reply: R,
    returnTo?: string,
  ): Promise<R>;
  /** Ends the session and leads to the provider's logout: `return auth.logout(request, reply)`. */
  logout<R extends FastifyReplyLike>(request: FastifyRequestLike, reply: R): Promise<R>;
}

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
export function createAuth<P extends ProfileId | ProfileAlias | Profile = "moncomptepro">(
  options: AuthOptions<P> = {},
): Auth<UserOf<P>> {
  return adapt(createCore(options));
}

function adapt<U extends User>(core: Core<U>): Auth<U> {
  const sessions = new KeptSessions<U>();

  const plugin: FastifyPluginAsync = async (app) => {
    // Before Fastify parses the body: it would refuse a form, which it does not know by itself.
    app.addHook("onRequest", async (request, reply) => {
      const ours = core.owns(of(request)) ? await core.handler(toRequest(request.raw)) : undefined;
      return ours && send(ours, reply);
    });
  };

  function keep(
    request: FastifyRequestLike,
    reply: FastifyReplyLike,
    session: Session<U>,
    setCookie: readonly string[],
  ): U {
    sessions.keep(request.raw, session);
    reply.header("cache-control", "no-store");
    addCookies(reply, setCookie);
    return session.user;
  }

  const auth: Auth<U> = Object.assign(plugin, {
    // Without it the hook would see no route outside of the plugin; the name is for Fastify's messages.
    [Symbol.for("skip-override")]: true,
    [Symbol.for("fastify.display-name")]: "@moncomptepro/server",
    requireUser(requirements: Requirements<U> = {}): Guard {
      core.requireProvable(requirements);
      return async (request, reply) => {
        const guarded = await core.requireUser(of(request), requirements);
        if (guarded.response) return send(guarded.response, reply);
        keep(request, reply, guarded.session, guarded.setCookie);
        return undefined;
      };
    },
    user: (request: FastifyRequestLike) => sessions.of(request.raw).user,
    session: (request: FastifyRequestLike) => sessions.of(request.raw),
    async authenticate(request: FastifyRequestLike, reply: FastifyReplyLike) {
      const { session, setCookie } = await core.authenticate(of(request));
      // The page differs by person even when nobody is logged in yet.
      reply.header("cache-control", "no-store");
      return session && keep(request, reply, session, setCookie);
    },
    login: async <R extends FastifyReplyLike>(
      request: FastifyRequestLike,
      reply: R,
      options?: Omit<LoginOptions, "request">,
    ) => send(await core.login({ ...options, request: of(request) }), reply),
    selectOrganization: async <R extends FastifyReplyLike>(
      request: FastifyRequestLike,
      reply: R,
      returnTo = "/",
    ) => send(await core.selectOrganization({ request: of(request), returnTo }), reply),
    updateUserinfo: async <R extends FastifyReplyLike>(
      request: FastifyRequestLike,
      reply: R,
      returnTo = "/",
    ) => send(await core.updateUserinfo({ request: of(request), returnTo }), reply),
    logout: async <R extends FastifyReplyLike>(request: FastifyRequestLike, reply: R) =>
      send(await core.logout(of(request)), reply),
  });
  rememberContext(auth, contextOf(core));
  return auth;
}
