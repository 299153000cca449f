import type { AuthContext } from "../auth-context.js";
import { now } from "../clock.js";
import { cookieName, readCookies, removeCookie, writeCookie, type Cookies } from "../http/cookies.js";
import { isFrame } from "../http/navigation.js";
import { pathAndQuery, type RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { leaveFrame } from "../pages/leave-frame.js";
import { join, names, split } from "../session/chunks.js";
import type { Settings } from "../settings/settings.js";

/** Seconds that the way to the provider and back may take. */
export const LOGOUT_LIFETIME = 600;

/** What the cookies of one logout may take, alone and together with those of the logins that have begun. */
const MAXIMUM_BYTES = 6000;
const MAXIMUM_BYTES_WITH_LOGINS = 7000;

/** An address of the provider's logout that holds an ID token. */
interface Destination {
  readonly location: string;
  /** Seconds since the epoch. */
  readonly until: number;
}

/**
 * Keeps where a logout goes on to, sealed in cookies that no script reads: the ID token in the address is the person's
 * data, and the page that logs out must not see it.
 *
 * @returns `Set-Cookie` headers; undefined when they would not fit
 */
export function keepDestination(
  location: string,
  cookies: Cookies,
  { sealing, settings }: Pick<AuthContext, "sealing" | "settings">,
): string[] | undefined {
  const name = destinationCookie(settings);
  const destination: Destination = { location, until: now() + LOGOUT_LIFETIME };
  const sealed = sealing.seal(name, destination);
  const budget = Math.min(MAXIMUM_BYTES, MAXIMUM_BYTES_WITH_LOGINS - bytesOfLogins(cookies, settings));
  if (sealed.length > budget) return undefined;
  return split(name, sealed).map(([each, value]) => writeCookie(settings, each, value, LOGOUT_LIFETIME));
}

/** The second step of a logout that has an ID token to show: a navigation of the browser, which no script can follow. */
export function continueLogout(request: RequestParts, { sealing, settings }: AuthContext): Response {
  if (isFrame(request)) return leaveFrame(`${settings.origin}${pathAndQuery(request)}`, request);
  const cookies = readCookies(request);
  const name = destinationCookie(settings);
  const sealed = join(name, cookies);
  const destination = sealed ? (sealing.open(name, sealed) as Destination | undefined) : undefined;
  // What cannot be opened is another application's, which may still need it.
  const removals = destination ? names(name, cookies).map((each) => removeCookie(settings, each)) : [];
  const isThere = destination !== undefined && now() < destination.until;
  return seeOther(isThere ? destination.location : `${settings.basePath}/`, removals);
}

function destinationCookie(settings: Settings): string {
  return cookieName(settings, "logout.to");
}

function bytesOfLogins(cookies: Cookies, settings: Settings): number {
  const prefix = cookieName(settings, "login.");
  return Object.entries(cookies)
    .filter(([name]) => name.startsWith(prefix))
    .reduce((sum, [name, value = ""]) => sum + name.length + value.length, 0);
}
