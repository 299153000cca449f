import type { AuthContext } from "../auth-context.js";
import { report } from "../events.js";
import { cookieName, readCookies, writeCookie } from "../http/cookies.js";
import { header, type RequestParts } from "../http/request-parts.js";
import { json } from "../http/responses.js";
import { sendTo } from "../pages/send-to.js";
import { withDeadline } from "../provider/deadline.js";
import type { Provider } from "../provider/provider.js";
import { randomToken } from "../random.js";
import { revoke } from "../refresh/revoke.js";
import { sessionView } from "../session/session-view.js";
import type { SessionRecord } from "../session/session.js";
import type { Settings } from "../settings/settings.js";

/** Seconds that the way to the provider and back may take. */
const LIFETIME = 600;

/**
 * Ends the session here, then sends the browser to the provider's logout (OpenID Connect RP-Initiated Logout 1.0). When
 * the provider is down the person is logged out here all the same.
 */
export async function startLogout(request: RequestParts, context: AuthContext): Promise<Response> {
  const { sessions, settings, provider } = context;
  const cookies = readCookies(request);
  const session = await sessions.read(cookies);
  const ended = await sessions.end(session, cookies);
  if (session) await tell(session, settings);
  const state = randomToken();
  const [location] = await Promise.all([
    logoutUrl(state, session, settings, provider),
    session && revoke(context.redemptions.withNextToken(session), context),
  ]);

  const setCookies = location
    ? [...ended, writeCookie(settings, stateCookie(settings), state, LIFETIME)]
    : ended;
  return leave(location ?? settings.afterLogout, setCookies, request);
}

async function tell(session: SessionRecord, { hooks, logger }: Settings): Promise<void> {
  report("logout", {}, logger);
  try {
    await hooks.onLogout?.(sessionView(session));
  } catch (error) {
    logger.error("The hook onLogout failed; the person is logged out all the same.", {
      reason: String(error),
    });
  }
}

/** Name of the cookie that recognises the way back. */
export function stateCookie(settings: Settings): string {
  return cookieName(settings, "logout");
}

async function logoutUrl(
  state: string,
  session: SessionRecord | undefined,
  { clientId, logger, postLogoutRedirectUri, profile }: Settings,
  provider: Provider,
): Promise<string | undefined> {
  if (profile.logout.idTokenHint === "required" && !session?.idToken) return undefined;
  try {
    const { end_session_endpoint: endpoint } = await withDeadline(provider.metadata());
    if (!endpoint) return undefined;
    const address = new URL(endpoint);
    address.searchParams.set("client_id", clientId);
    address.searchParams.set("post_logout_redirect_uri", postLogoutRedirectUri);
    address.searchParams.set("state", state);
    if (session?.idToken) address.searchParams.set("id_token_hint", session.idToken);
    return address.href;
  } catch (error) {
    logger.warn("Logged out here only: the provider cannot be reached.", { reason: String(error) });
    return undefined;
  }
}

function leave(location: string, setCookies: readonly string[], request: RequestParts): Response {
  const wantsJson = (header(request, "accept") ?? "").includes("application/json");
  return wantsJson ? json({ location }, { setCookie: setCookies }) : sendTo(location, setCookies, request);
}
