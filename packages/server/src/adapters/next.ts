// oxlint-disable-next-line typescript/triple-slash-reference -- an import would need Next to be installed
/// <reference path="./next-modules.d.ts" />
import type { Profile, ProfileAlias, ProfileId, User } from "@moncomptepro/profiles";
import { createAuth as createCore, type Auth as Core } from "../create-auth.js";
import { denialAddress } from "../guard/denial.js";
import { readGuard } from "../guard/guard-rules.js";
import { requireUser } from "../guard/require-user.js";
import { pathAndQuery } from "../http/request-parts.js";
import { ofProvider } from "../one-of-each.js";
import { contextOf, rememberContext } from "../session-context.js";
import type { Authenticated } from "../session/authenticate.js";
import type { Session } from "../session/session.js";
import { isBuilding } from "../settings/is-building.js";
import type { AuthOptions, ProviderEntries } from "../settings/options.js";
import type { UsersOf } from "../settings/users-of.js";
import type { Auth } from "./next-interface.js";
import { PAGE_HEADER, pageRequest, personal, takeReturnTo, underBase } from "./next-request.js";
import type { PersonalAnswer } from "./personal-answer.js";

export type { AuthOptions } from "../settings/options.js";
export type { LoginOptions } from "../login/login-options.js";
export type { Auth, RouteHandler } from "./next-interface.js";

/**
 * Login for the App Router of Next 15 and 16.
 *
 * @example
 * // auth.ts
 * export const auth = createAuth();
 * // app/auth/[...auth]/route.ts
 * export const { GET, POST } = auth.handlers;
 * // proxy.ts
 * export const proxy = auth.proxy;
 * // app/dossiers/page.tsx
 * const { organization } = await auth.requireUser();
 *
 * @throws SettingsError with every mistake in the settings at once
 */
export function createAuth<
  P extends ProfileId | ProfileAlias | Profile = "moncomptepro",
  L extends string = never,
  R extends boolean = true,
  const Ps extends ProviderEntries = never,
>(...options: [options?: AuthOptions<P, L, R, Ps>]): Auth<UsersOf<P, L, R, Ps>> {
  let made: Core<UsersOf<P, L, R, Ps>> | undefined;
  const core = (): Core<UsersOf<P, L, R, Ps>> => (made ??= createCore(...options));
  const auth = adapt(core);
  if (!isBuilding()) rememberContext(auth, contextOf(core()));
  return auth;
}

function adapt<U extends User>(core: () => Core<U>): Auth<U> {
  async function handler(received: Request): Promise<Response> {
    const request = whole(received);
    return (await core().handler(request)) ?? new Response(null, { status: 404 });
  }

  function whole(request: Request): Request {
    return underBase(request, () => contextOf(core()).settings.basePath);
  }

  function answerOf(session: Session<U>, setCookie: readonly string[]): PersonalAnswer {
    const { sessionBackend } = contextOf(core());
    return { cookies: setCookie, isCurrent: () => sessionBackend.isCurrent(session) };
  }

  async function authenticate(): Promise<Authenticated<U>> {
    // First of all, because it tells `next build` that the page depends on the request.
    const request = await pageRequest();
    return core().authenticate(request);
  }

  return {
    handlers: { GET: handler, POST: handler },
    async proxy(request) {
      // Loaded when needed: the other parts work without, and outside of Next.
      const { NextResponse } = await import("next/server.js");
      const headers = new Headers(request.headers);
      headers.set(PAGE_HEADER, pathAndQuery(request));
      const { session, setCookie } = await core().authenticate(request);
      const answer = NextResponse.next({ request: { headers } });
      return session && setCookie.length > 0 ? personal(answer, answerOf(session, setCookie)) : answer;
    },
    authenticate: async (request) => (await core().authenticate(request)).user,
    user: async () => (await authenticate()).user,
    session: async () => (await authenticate()).session,
    pendingLogin: async () => core().pendingLogin(await pageRequest()),
    async requireUser(...given) {
      const { returnTo, requirements } = takeReturnTo(given);
      const request = await pageRequest(returnTo);
      const { redirect } = await import("next/navigation.js");
      const context = contextOf(core());
      const { user } = await requireUser(request, readGuard(requirements, context), context, (_, denial) => {
        const { sealing, settings } = ofProvider(denial.provider ?? "", context) ?? context;
        return redirect(denialAddress(denial, settings, sealing));
      });
      return user as U;
    },
    guard(handle, ...requirements) {
      if (!isBuilding()) core().requireProvable(...requirements);
      return async (request, routeContext) => {
        const asked = whole(request);
        const guarded = await core().requireUser(asked, ...requirements);
        if (guarded.response) return guarded.response;
        const { session, setCookie } = guarded;
        return personal(await handle(request, session, routeContext), answerOf(session, setCookie));
      };
    },
    login: (request, options) => core().login({ ...options, request }),
    selectOrganization: (request, returnTo = "/") => core().selectOrganization({ request, returnTo }),
    updateUserinfo: (request, returnTo = "/") => core().updateUserinfo({ request, returnTo }),
    createSession: (request, user, options) => core().createSession(request, user, options),
    accessToken: (request) => core().accessToken(request),
    issueToken: (request, options) => core().issueToken(request, options),
    updateSession: (request, change) => core().updateSession(request, change),
    refresh: (request) => core().refresh(request),
    logout: (request) => core().logout(request),
    sessions: (user, options) => core().sessions(user, options),
    endSession: (user, handle) => core().endSession(user, handle),
    logoutEverywhere: (user) => core().logoutEverywhere(user),
  };
}
