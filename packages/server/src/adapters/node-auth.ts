import type { ServerResponse } from "node:http";
import type { User } from "@moncomptepro/profiles";
import { contextOf, rememberContext } from "../session-context.js";
import type { Auth as Core } from "../create-auth.js";
import type { Requirements } from "../guard/requirements.js";
import type { LoginOptions } from "../login/login-options.js";
import type { Refreshed } from "../refresh/refresh.js";
import type { Session } from "../session/session.js";
import { KeptSessions } from "./kept-sessions.js";
import { addCookies, parts, send, whole, type NodeRequest } from "./node-request.js";

/** Login for whatever has Node's own requests and responses. */
export interface NodeAuth<U extends User = User> {
  /** Answers a request to one of our routes. False when the path isn't ours: the application answers. */
  handle(request: NodeRequest, response: ServerResponse): Promise<boolean>;
  /**
   * Lets a logged-in person through who meets the requirements. Undefined when the request was answered already: with
   * the way to the login for a page, with 401 or 403 for a script.
   *
   * @throws AuthError `parameter_refused` when the provider can never prove what is required
   */
  requireUser(
    request: NodeRequest,
    response: ServerResponse,
    requirements?: Requirements<U>,
  ): Promise<U | undefined>;
  /**
   * The person, after {@link requireUser} or {@link authenticate}.
   *
   * @throws AuthError `not_authenticated`
   */
  user(request: NodeRequest): U;
  /**
   * The session, after {@link requireUser} or {@link authenticate}: what hooks put there, kept claims.
   *
   * @throws AuthError `not_authenticated`
   */
  session(request: NodeRequest): Session<U>;
  /** The person, or undefined: for pages that anybody may see. */
  authenticate(request: NodeRequest, response: ServerResponse): Promise<U | undefined>;
  /** Starts a login as the answer to this request. */
  login(
    request: NodeRequest,
    response: ServerResponse,
    options?: Omit<LoginOptions, "request">,
  ): Promise<void>;
  /** Lets the person choose another organisation, then comes back. */
  selectOrganization(request: NodeRequest, response: ServerResponse, returnTo?: string): Promise<void>;
  /** Lets the person update their personal data, then comes back. */
  updateUserinfo(request: NodeRequest, response: ServerResponse, returnTo?: string): Promise<void>;
  /**
   * Redeems the session's refresh token, kept with `keepRefreshToken`: an access token, and the person as they are now.
   *
   * @throws AuthError `not_authenticated`, `refresh_unavailable`, `refresh_refused`, or what a login throws
   */
  refresh(request: NodeRequest, response: ServerResponse): Promise<Refreshed<U>>;
  /** Ends the session and leads to the provider's logout, as the answer to this request. */
  logout(request: NodeRequest, response: ServerResponse): Promise<void>;
}

/** Puts the core behind Node's requests and responses. */
export function adaptToNode<U extends User>(core: Core<U>): NodeAuth<U> {
  const sessions = new KeptSessions<U>();

  function keep(
    request: NodeRequest,
    response: ServerResponse,
    session: Session<U>,
    setCookie: readonly string[],
  ): U {
    sessions.keep(request, session);
    response.setHeader("cache-control", "no-store");
    addCookies(response, setCookie);
    return session.user;
  }

  const auth: NodeAuth<U> = {
    async handle(request, response) {
      const ours = core.owns(parts(request)) ? await core.handler(whole(request)) : undefined;
      if (ours) await send(ours, response);
      return ours !== undefined;
    },
    async requireUser(request, response, ...requirements) {
      const guarded = await core.requireUser(parts(request), ...requirements);
      if (!guarded.response) return keep(request, response, guarded.session, guarded.setCookie);
      await send(guarded.response, response);
      return undefined;
    },
    user: (request) => sessions.of(request).user,
    session: (request) => sessions.of(request),
    async authenticate(request, response) {
      const { session, setCookie } = await core.authenticate(parts(request));
      // The page differs by person even when nobody is logged in yet.
      response.setHeader("cache-control", "no-store");
      return session && keep(request, response, session, setCookie);
    },
    login: async (request, response, options) =>
      send(await core.login({ ...options, request: parts(request) }), response),
    selectOrganization: async (request, response, returnTo = "/") =>
      send(await core.selectOrganization({ request: parts(request), returnTo }), response),
    updateUserinfo: async (request, response, returnTo = "/") =>
      send(await core.updateUserinfo({ request: parts(request), returnTo }), response),
    async refresh(request, response) {
      const refreshed = await core.refresh(parts(request));
      keep(request, response, refreshed.session, refreshed.setCookie);
      return refreshed;
    },
    logout: async (request, response) => send(await core.logout(parts(request)), response),
  };
  rememberContext(auth, contextOf(core));
  return auth;
}
