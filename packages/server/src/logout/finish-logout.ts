import type { AuthContext } from "../auth-context.js";
import { readCookies, removeCookie } from "../http/cookies.js";
import { query, type RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { ofProvider } from "../one-of-each.js";
import { routeAddress } from "../route-address.js";
import { stateCookie } from "./start-logout.js";

/**
 * The way back from the provider's logout: to where a logout ends, or to the login that was to follow it. With a `state`
 * that is not the one sent, the answer leads to the home page.
 */
export function finishLogout(request: RequestParts, context: AuthContext): Response {
  const { notes, settings } = context;
  const cookies = readCookies(request);
  const expected = cookies[stateCookie(settings)];
  const known = expected !== undefined && query(request).get("state") === expected;
  if (!known) return seeOther(`${settings.basePath}/`);
  const next = notes.nextLogin.read(cookies);
  const removals = [removeCookie(settings, stateCookie(settings)), ...notes.nextLogin.remove(cookies)];
  const login = next && (ofProvider(next.provider, context) ?? context);
  const destination =
    login && next.state === expected
      ? routeAddress("login", next.returnTo, login.settings)
      : settings.afterLogout;
  return seeOther(destination, removals);
}
