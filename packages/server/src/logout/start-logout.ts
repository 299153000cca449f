import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { cookieName, cookiesAfter, readCookies, writeCookie, type Cookies } from "../http/cookies.js";
import { loginAddress } from "../http/login-address.js";
import { header, type RequestParts } from "../http/request-parts.js";
import { json } from "../http/responses.js";
import { forgetTurns } from "../login/turns.js";
import { NOTE_LIFETIME } from "../notes.js";
import { errorResponse } from "../pages/error-response.js";
import { sendTo } from "../pages/send-to.js";
import { randomToken } from "../random.js";
import { revoke } from "../refresh/revoke.js";
import { isOwn } from "../session/is-own.js";
import type { Settings } from "../settings/settings.js";
import { endSession } from "./end-session.js";
import { providerLogout } from "./provider-logout.js";

/** Where a logout goes on to, and the `Set-Cookie` headers that it needs there. */
interface Way {
  readonly location: string;
  readonly setCookie: readonly string[];
}

/**
 * Ends the session here, then sends the browser to the provider's logout. When the provider is down the person is
 * logged out here anyway. When the store is down, the person reads that the session is still in it.
 */
export function startLogout(request: RequestParts, context: AuthContext): Promise<Response> {
  return logOut(request, context);
}

/**
 * The same; a login may follow once the provider's session has ended too.
 *
 * @param returnTo - the page that this login comes back to: a path of the application, checked
 */
export async function logOut(
  request: RequestParts,
  context: AuthContext,
  returnTo?: string,
): Promise<Response> {
  const { notes, settings, provider } = context;
  const cookies = readCookies(request);
  // Of the login that was refused last: it came after the one of the session.
  const refused = notes.refused.read(cookies);
  const { session, setCookie: ended, failure } = await endSession(cookies, context);
  const setCookie = [
    ...ended,
    ...notes.refused.remove(cookies),
    ...(await context.pendingLogins.end(cookies)),
    ...forgetTurns(cookies, settings),
  ];
  if (failure) {
    if (session) await revoke(context.redemptions.withNextToken(session), context);
    const error = new AuthError("logout_incomplete", { hint: failure.hint ?? "", cause: failure });
    return errorResponse(error, request, settings, { setCookie });
  }
  // The provider knows nothing of a login of the application's own, unless one there was refused beside it.
  if (session && !refused && isOwn(session.user, settings))
    return answerWithDestination(afterLogout(returnTo, settings), setCookie, request);
  const state = randomToken();
  const [address] = await Promise.all([
    providerLogout(state, settings.postLogoutRedirectUri, provider),
    session && revoke(context.redemptions.withNextToken(session), context),
  ]);

  const left = cookiesAfter(cookies, setCookie);
  const next = returnTo === undefined ? [] : (notes.nextLogin.write({ state, returnTo }, left) ?? []);
  const way =
    address && wayTo(address, refused?.idToken ?? session?.idToken, cookiesAfter(left, next), context);
  if (!way) {
    return answerWithDestination(afterLogout(returnTo, settings), setCookie, request);
  }
  const recognition = writeCookie(settings, stateCookie(settings), state, NOTE_LIFETIME);
  const all = [...setCookie, ...next, ...way.setCookie, recognition];
  return answerWithDestination(way.location, all, request);
}

/** Where a logout ends that does not come by the provider. */
function afterLogout(returnTo: string | undefined, settings: Settings): string {
  return returnTo === undefined ? settings.afterLogout : loginAddress(returnTo, settings);
}

/** With an ID token to show it goes by a route of ours, so that the page that logs out does not see it. */
function wayTo(
  address: URL,
  idToken: string | undefined,
  cookies: Cookies,
  { notes, settings: { logger, path, profile } }: AuthContext,
): Way | undefined {
  const { idTokenHint } = profile.logout;
  if (idToken && idTokenHint !== "unused") {
    const hinted = new URL(address);
    hinted.searchParams.set("id_token_hint", idToken);
    const setCookie = notes.destination.write({ location: hinted.href }, cookies);
    if (setCookie) return { location: `${path}/logout/continue`, setCookie };
    const bytes = idToken.length;
    logger.warn("id_token_too_large", "The ID token is too large to be shown at the provider's logout.", {
      bytes,
    });
  }
  return idTokenHint === "required" ? undefined : { location: address.href, setCookie: [] };
}

/** Name of the cookie that recognises the way back. */
export function stateCookie(settings: Settings): string {
  return cookieName(settings, "logout");
}

function answerWithDestination(
  location: string,
  setCookies: readonly string[],
  request: RequestParts,
): Response {
  const wantsJson = (header(request, "accept") ?? "").includes("application/json");
  return wantsJson ? json({ location }, { setCookie: setCookies }) : sendTo(location, setCookies, request);
}
