import { readCookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import { requireSameOrigin } from "../http/same-origin.js";
import type { LogoutWay, Verifier } from "../verify/verifier.js";

/** Cookies of a session of next-auth 4 and Auth.js 5, whole or in parts. */
const SESSION_COOKIE = /^(__(?:Secure|Host)-)?(?:next-auth|authjs)\.session-token(?:\.\d{1,2})?$/;

/** How a logout is answered. */
export interface Logout {
  /** Where the browser goes: the provider’s logout, or at once to the page after it. */
  readonly location: string;
  /** `Set-Cookie` headers that end the session. */
  readonly setCookie: string[];
}

/**
 * Ends the session of next-auth and tells where the provider’s logout is, for the POST of a form of the application:
 * the ID token that is shown there never reaches a page.
 *
 * @throws AuthError `cross_origin_request` when another site made the browser send it
 */
export async function logoutOfNextAuth(
  request: RequestParts,
  way: LogoutWay,
  logoutUrl: Verifier["logoutUrl"],
): Promise<Logout> {
  requireSameOrigin(request, new URL(way.postLogoutRedirectUri).origin);
  const setCookie = Object.keys(readCookies(request)).flatMap((name) => {
    const found = SESSION_COOKIE.exec(name);
    if (!found) return [];
    return [`${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${found[1] ? "; Secure" : ""}`];
  });
  return { location: (await logoutUrl(way)) ?? way.postLogoutRedirectUri, setCookie };
}
