import type { AuthContext } from "../auth-context.js";
import { readCookies, removeCookie } from "../http/cookies.js";
import { query, type RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { stateCookie } from "./start-logout.js";

/**
 * The way back from the provider's logout. With a `state` that is not the one sent, the answer leads to the home page.
 */
export function finishLogout(request: RequestParts, { settings }: AuthContext): Response {
  const expected = readCookies(request)[stateCookie(settings)];
  const known = expected !== undefined && query(request).get("state") === expected;
  if (!known) return seeOther(`${settings.basePath}/`);
  return seeOther(settings.afterLogout, [removeCookie(settings, stateCookie(settings))]);
}
