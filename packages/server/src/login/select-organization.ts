import * as v from "valibot";
import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { isNavigation, isNoNavigation, isPrefetch } from "../http/navigation.js";
import { formToOwnHost, sendToOwnHost } from "../http/other-host.js";
import type { RequestWithBody } from "../http/request-body.js";
import type { RequestParts } from "../http/request-parts.js";
import { safeReturnTo } from "../http/return-to.js";
import { isSameOrigin } from "../http/same-origin.js";
import { askFirst, wantedPage } from "../logout/sign-in-again.js";
import { logOut } from "../logout/start-logout.js";
import { errorResponse } from "../pages/error-response.js";
import { sendTo } from "../pages/send-to.js";
import { routeAddress } from "../route-address.js";
import { requireMembers } from "../settings/members.js";
import type { LoginOptions } from "./login-options.js";
import { startLogin } from "./start-login.js";

/** What a change of organisation may be started with. */
export type OrganizationOptions = Pick<LoginOptions, "request" | "returnTo">;

/**
 * Lets the person choose another organisation, as the profile says: by the provider's own prompt, or by signing out
 * there and in again. The latter ends the session, so that it takes a request that the application's own page made; any
 * other one, for example a link of another site, is asked first.
 */
export async function selectOrganization(
  options: OrganizationOptions,
  context: AuthContext,
): Promise<Response> {
  const { settings } = context;
  if (settings.profile.organizationChange !== "sign-in-again")
    return startLogin({ ...options, prompt: "select_organization" }, context);
  try {
    const entries = { request: v.optional(v.unknown()), returnTo: v.optional(v.unknown()) };
    const { request }: OrganizationOptions = requireMembers("auth.selectOrganization()", options, entries);
    const returnTo = safeReturnTo(options.returnTo, settings);
    if (request && isOwnAct(request, settings.origin))
      return await logOut(request, context, { at: context, returnTo });
    return sendTo(routeAddress("select-organization", returnTo, settings), [], request);
  } catch (error) {
    return errorResponse(error, options.request, settings);
  }
}

/** The route of the same, from a link: it starts the login where that ends no session, else it asks first. */
export async function organizationPage(request: RequestParts, context: AuthContext): Promise<Response> {
  const { settings } = context;
  if (settings.profile.organizationChange === "sign-in-again")
    return askFirst("select-organization", request, context);
  return (
    sendToOwnHost(request, settings) ??
    selectOrganization({ request, ...(await returnToOf(request)) }, context)
  );
}

/** The route of the same, from a form of the application. */
export async function organizationForm(request: RequestWithBody, context: AuthContext): Promise<Response> {
  const { settings } = context;
  // Where it starts a login there is nothing for a script, as there is nothing at the login route.
  const isLogin = settings.profile.organizationChange !== "sign-in-again";
  if (isLogin && isNoNavigation(request)) throw new AuthError("not_a_navigation");
  const asked = await returnToOf(request);
  const returnTo = safeReturnTo(asked.returnTo, settings);
  const own = formToOwnHost(request, routeAddress("select-organization", returnTo, settings), settings);
  return own === undefined ? selectOrganization({ request, ...asked }, context) : sendTo(own, [], request);
}

async function returnToOf(request: RequestWithBody): Promise<{ returnTo?: string }> {
  const returnTo = await wantedPage(request);
  return returnTo === undefined ? {} : { returnTo };
}

/** A form of the application, or a link on one of its pages that a person followed. */
function isOwnAct(request: RequestParts, origin: string): boolean {
  if (!isSameOrigin(request, origin)) return false;
  return request.method === "POST" || (isNavigation(request) && !isPrefetch(request));
}
