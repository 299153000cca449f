import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import { cookieName, removeCookie, writeCookie, type Cookies } from "../http/cookies.js";
import { names } from "../session/chunks.js";
import type { Settings } from "../settings/settings.js";

/** Seconds after a login within which the next one was hardly begun by the person. */
const SOON = 15;
/** Logins one after the other that left no session behind, or silent ones that were refused. */
const MOST = 3;
/** Logins one after the other whatever they left behind: more than ten tabs that are restored at once. */
const MOST_AT_ALL = 15;

/** How often the browser came back from the provider lately. */
export interface Turns {
  readonly logins: number;
  /** Refusals of `prompt=none`. */
  readonly silent: number;
}

/** How often the browser came back, as its cookie says: a person who changes it deceives themselves only. */
function turnsOf(cookies: Cookies, settings: Settings): Turns {
  const [, logins, silent, time] =
    /^(\d{1,3})\.(\d{1,3})\.(\d{1,12})$/.exec(cookies[nameOf(settings)] ?? "") ?? [];
  const isRecent = Math.abs(now() - Number(time ?? 0)) <= SOON;
  return isRecent ? { logins: Number(logins), silent: Number(silent) } : { logins: 0, silent: 0 };
}

/** @returns the `Set-Cookie` header that counts one more */
export function countTurn(kind: keyof Turns, cookies: Cookies, settings: Settings): string {
  const { logins, silent } = turnsOf(cookies, settings);
  const counted = kind === "logins" ? [logins + 1, silent] : [logins, silent + 1];
  const value = [...counted.map((count) => Math.min(count, 999)), now()].join(".");
  return writeCookie(settings, nameOf(settings), value, SOON);
}

/** @returns the `Set-Cookie` headers that forget what was counted: the person acted */
export function forgetTurns(cookies: Cookies, settings: Settings): string[] {
  const name = nameOf(settings);
  return cookies[name] === undefined ? [] : [removeCookie(settings, name)];
}

/**
 * Refuses to start one more login of a circle: the provider knows the person and sends them back without a click, the
 * page does not see the session, or asks silently again, and sends them to the provider.
 *
 * @throws AuthError `login_circle`
 */
export function refuseCircle(prompt: string | undefined, cookies: Cookies, settings: Settings): void {
  const { logins, silent } = turnsOf(cookies, settings);
  if (prompt === "none" && silent >= MOST)
    throw circle("a page asks with prompt=none again and again: ask once, and remember that you did");
  // A session that was ended elsewhere has left its cookie: its person logs in again, however soon.
  if (logins >= MOST && names(cookieName(settings, "session"), cookies).length === 0)
    throw circle(
      "logins succeed, but their session does not come back: a proxy or the browser loses its cookie",
    );
}

/**
 * Ends a circle in which the session is there: the page does not see what the callback sees.
 *
 * @throws AuthError `login_circle`
 */
export function refuseTurn(cookies: Cookies, settings: Settings): void {
  if (turnsOf(cookies, settings).logins < MOST_AT_ALL) return;
  throw circle("logins succeed one after the other: a page does not get the cookie that the callback gets");
}

function circle(hint: string): AuthError {
  return new AuthError("login_circle", { hint });
}

function nameOf(settings: Settings): string {
  return cookieName(settings, "turns");
}
