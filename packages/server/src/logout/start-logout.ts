import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { cookieName, cookiesAfter, readCookies, writeCookie, type Cookies } from "../http/cookies.js";
import { loginAddress } from "../http/login-address.js";
import { header, type RequestParts } from "../http/request-parts.js";
import { json } from "../http/responses.js";
import { forgetTurns } from "../login/turns.js";
import { NOTE_LIFETIME } from "../notes.js";
import { ofProvider, ofSession } from "../one-of-each.js";
import { errorResponse } from "../pages/error-response.js";
import { sendTo } from "../pages/send-to.js";
import { randomToken } from "../random.js";
import { revoke } from "../refresh/revoke.js";
import { isOwn } from "../session/is-own.js";
import type { SessionRecord } from "../session/session-record.js";
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
export function startLogout(request: RequestParts, first: AuthContext): Promise<Response> {
  return logOut(request, first);
}

/**
 * The same; a login may follow once the provider's session has ended too.
 *
 * @param next - the provider to log out and in again at, and the page that this login comes back to: a path of the
 *   application, checked
 */
export async function logOut(
  request: RequestParts,
  first: AuthContext,
  next?: { readonly at: AuthContext; readonly returnTo: string },
): Promise<Response> {
  const { notes } = first;
  const returnTo = next?.returnTo;
  const cookies = readCookies(request);
  const note = notes.refused.read(cookies);
  const { session, setCookie: ended, failure } = await endSession(cookies, first);
  const context = next?.at ?? providerToLeave(session, note?.provider, first);
  const { settings, provider } = context ?? first;
  // Of the login that was refused last: it came after the one of the session.
  const refused = note?.provider === settings.profile.id ? note : undefined;
  const own = session && ofSession(session, first) === context ? session : undefined;
  const setCookie = [
    ...ended,
    ...notes.refused.remove(cookies),
    ...(await first.pendingLogins.end(cookies)),
    ...forgetTurns(cookies, settings),
  ];
  if (failure) {
    if (session) await revokeNewest(session, first);
    const error = new AuthError("logout_incomplete", { hint: failure.hint ?? "", cause: failure });
    return errorResponse(error, request, settings, { setCookie });
  }
  // A provider knows nothing of a login of the application's own, unless one there was refused beside it.
  if (!context || (session && !refused && isOwn(session.user, settings)))
    return answerWithDestination(afterLogout(returnTo, settings), setCookie, request);
  const state = randomToken();
  const [address] = await Promise.all([
    providerLogout(state, settings.postLogoutRedirectUri, provider),
    session && revokeNewest(session, first),
  ]);

  const left = cookiesAfter(cookies, setCookie);
  const following = { provider: settings.profile.id, state, returnTo: returnTo ?? "" };
  const noted = next ? (notes.nextLogin.write(following, left) ?? []) : [];
  const way = address && wayTo(address, refused?.idToken ?? own?.idToken, cookiesAfter(left, noted), context);
  if (!way) {
    return answerWithDestination(afterLogout(returnTo, settings), setCookie, request);
  }
  const recognition = writeCookie(settings, stateCookie(settings), state, NOTE_LIFETIME);
  const all = [...setCookie, ...noted, ...way.setCookie, recognition];
  return answerWithDestination(way.location, all, request);
}

/**
 * At which provider a person is to be logged out: the session's, else the one that refused them last. With several
 * providers and neither it is unknown, and no page of one where they never were is shown.
 */
function providerToLeave(
  session: SessionRecord | undefined,
  refusedAt: string | undefined,
  first: AuthContext,
): AuthContext | undefined {
  const own = session && ofSession(session, first);
  const refusing = refusedAt === undefined ? undefined : ofProvider(refusedAt, first);
  return own ?? refusing ?? (first.each.length === 1 ? first : undefined);
}

async function revokeNewest(session: SessionRecord, first: AuthContext): Promise<void> {
  const { redemptions } = ofSession(session, first) ?? first;
  await revoke(redemptions.withNextToken(session), first);
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
