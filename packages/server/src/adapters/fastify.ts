import type { FastifyPluginAsync } from "fastify";
import type { Profile, ProfileAlias, ProfileId, User, UserOf } from "@moncomptepro/profiles";
import { contextOf, rememberContext } from "../session-context.js";
import { createAuth as createCore, type Auth as Core } from "../create-auth.js";
import type { Requirements } from "../guard/requirements.js";
import type { RequestParts } from "../http/request-parts.js";
import type { LoginOptions } from "../login/login-options.js";
import type { Refreshed } from "../refresh/refresh.js";
import type { Session } from "../session/session.js";
import type { AuthOptions } from "../settings/options.js";
import { KeptSessions } from "./kept-sessions.js";
import {
  addReplyCookies,
  sendReply,
  type FastifyReplyLike,
  type FastifyRequestLike,
} from "./fastify-reply.js";
import { parts, whole, type NodeRequest } from "./node-request.js";

export type { AuthOptions } from "../settings/options.js";
export type { LoginOptions } from "../login/login-options.js";
export type { FastifyReplyLike, FastifyRequestLike } from "./fastify-reply.js";

/** A hook of a route, as for `preHandler`. */
export type Guard = (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<void>;

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
  /** Starts a login as the answer to this request. */
  login(
    request: FastifyRequestLike,
    reply: FastifyReplyLike,
    options?: Omit<LoginOptions, "request">,
  ): Promise<void>;
  /** Lets the person choose another organisation, then comes back. */
  selectOrganization(request: FastifyRequestLike, reply: FastifyReplyLike, returnTo?: string): Promise<void>;
  /** Lets the person update their personal data, then comes back. */
  updateUserinfo(request: FastifyRequestLike, reply: FastifyReplyLike, returnTo?: string): Promise<void>;
  /**
   * Redeems the session's refresh token, kept with `keepRefreshToken`: an access token, and the person as they are now.
   *
   * @throws AuthError `not_authenticated`, `refresh_unavailable`, `refresh_refused`, or what a login throws
   */
  refresh(request: FastifyRequestLike, reply: FastifyReplyLike): Promise<Refreshed<U>>;
  /** Ends the session and leads to the provider's logout, as the answer to this request. */
  logout(request: FastifyRequestLike, reply: FastifyReplyLike): Promise<void>;
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
  ...options: [options?: AuthOptions<P>]
): Auth<UserOf<P>> {
  return adapt(createCore(...options));
}

function adapt<U extends User>(core: Core<U>): Auth<U> {
  const sessions = new KeptSessions<U>();

  const plugin: FastifyPluginAsync = async (app) => {
    // Before Fastify parses the body: it would refuse a form, which it does not know by itself.
    app.addHook("onRequest", async (request, reply) => {
      const ours = core.owns(parts(request.raw)) ? await core.handler(whole(request.raw)) : undefined;
      if (ours) await sendReply(ours, reply);
    });
  };

  function keep(raw: object, reply: FastifyReplyLike, session: Session<U>, setCookie: readonly string[]): U {
    sessions.keep(raw, session);
    reply.header("cache-control", "no-store");
    addReplyCookies(reply, setCookie);
    return session.user;
  }

  const methods: Omit<Auth<U>, keyof FastifyPluginAsync> = {
    requireUser(...requirements) {
      core.requireProvable(...requirements);
      return async (request, reply) => {
        const guarded = await core.requireUser(read(request), ...requirements);
        if (guarded.response) await sendReply(guarded.response, reply);
        else keep(request.raw, reply, guarded.session, guarded.setCookie);
      };
    },
    user: ({ raw }) => sessions.of(raw).user,
    session: ({ raw }) => sessions.of(raw),
    async authenticate(request, reply) {
      const { session, setCookie } = await core.authenticate(read(request));
      // The page differs by person even when nobody is logged in yet.
      reply.header("cache-control", "no-store");
      return session && keep(request.raw, reply, session, setCookie);
    },
    login: async (request, reply, options) =>
      sendReply(await core.login({ ...options, request: read(request) }), reply),
    selectOrganization: async (request, reply, returnTo = "/") =>
      sendReply(await core.selectOrganization({ request: read(request), returnTo }), reply),
    updateUserinfo: async (request, reply, returnTo = "/") =>
      sendReply(await core.updateUserinfo({ request: read(request), returnTo }), reply),
    async refresh(request, reply) {
      const refreshed = await core.refresh(read(request));
      keep(request.raw, reply, refreshed.session, refreshed.setCookie);
      return refreshed;
    },
    logout: async (request, reply) => sendReply(await core.logout(read(request)), reply),
  };
  const auth = Object.assign(plugin, methods, {
    // Without it the hook would see no route outside of the plugin; the name is for Fastify's messages.
    [Symbol.for("skip-override")]: true,
    [Symbol.for("fastify.display-name")]: "@moncomptepro/server",
  });
  rememberContext(auth, contextOf(core));
  return auth;
}

/** A request of HTTP/2 has all that is read here too. */
function read({ raw }: FastifyRequestLike): RequestParts {
  return parts(raw as NodeRequest);
}
