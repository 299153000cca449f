import type { AuthContext } from "../auth-context.js";
import { readCookies, removeCookie } from "../http/cookies.js";
import { query, type RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { routeAddress } from "../route-address.js";
import { stateCookie } from "./start-logout.js";

/**
 * The way back from the provider's logout: to where a logout ends, or to the login that was to follow it. With a `state`
 * that is not the one sent, the answer leads to the home page.
 */
export function finishLogout(request: RequestParts, { notes, settings }: AuthContext): Response {
  const cookies = readCookies(request);
  const expected = cookies[stateCookie(settings)];
  const known = expected !== undefined && query(request).get("state") === expected;
  if (!known) return seeOther(`${settings.basePath}/`);
  const next = notes.nextLogin.read(cookies);
  const removals = [removeCookie(settings, stateCookie(settings)), ...notes.nextLogin.remove(cookies)];
  const destination =
    next?.state === expected ? routeAddress("login", next.returnTo, settings) : settings.afterLogout;
  return seeOther(destination, removals);
}
