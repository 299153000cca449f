import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { cookieName, readCookies, writeCookie, type Cookies } from "../http/cookies.js";
import { header, type RequestParts } from "../http/request-parts.js";
import { json } from "../http/responses.js";
import { forgetTurns } from "../login/turns.js";
import { errorResponse } from "../pages/error-response.js";
import { sendTo } from "../pages/send-to.js";
import { randomToken } from "../random.js";
import { revoke } from "../refresh/revoke.js";
import type { SessionRecord } from "../session/session-record.js";
import type { Settings } from "../settings/settings.js";
import { keepDestination, LOGOUT_LIFETIME } from "./continue-logout.js";
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
export async function startLogout(request: RequestParts, context: AuthContext): Promise<Response> {
  const { settings, provider } = context;
  const cookies = readCookies(request);
  const { session, setCookie: ended, failure } = await endSession(cookies, context);
  const setCookie = [...ended, ...forgetTurns(cookies, settings)];
  if (failure) {
    if (session) await revoke(context.redemptions.withNextToken(session), context);
    const error = new AuthError("logout_incomplete", { hint: failure.hint ?? "", cause: failure });
    return errorResponse(error, request, settings, { setCookie });
  }
  const state = randomToken();
  const [address] = await Promise.all([
    providerLogout(state, settings.postLogoutRedirectUri, provider),
    session && revoke(context.redemptions.withNextToken(session), context),
  ]);

  const way = address && wayTo(address, session, cookies, context);
  if (!way) return answerWithDestination(settings.afterLogout, setCookie, request);
  const recognition = writeCookie(settings, stateCookie(settings), state, LOGOUT_LIFETIME);
  return answerWithDestination(way.location, [...setCookie, ...way.setCookie, recognition], request);
}

/** With an ID token to show it goes by a route of ours, so that the page that logs out does not see it. */
function wayTo(
  address: URL,
  session: SessionRecord | undefined,
  cookies: Cookies,
  context: AuthContext,
): Way | undefined {
  const { logger, path, profile } = context.settings;
  const { idTokenHint } = profile.logout;
  if (session?.idToken && idTokenHint !== "unused") {
    const hinted = new URL(address);
    hinted.searchParams.set("id_token_hint", session.idToken);
    const setCookie = keepDestination(hinted.href, cookies, context);
    if (setCookie) return { location: `${path}/logout/continue`, setCookie };
    const bytes = session.idToken.length;
    logger.warn("The ID token is too large to be shown at the provider's logout.", { bytes });
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
