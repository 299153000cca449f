import type { AuthContext } from "../auth-context.js";
import { report } from "../events.js";
import type { Cookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import { deviceOf } from "../session/device.js";
import type { SessionRecord } from "../session/session-record.js";

/**
 * Begins the session of a login, in place of the one that the browser had.
 *
 * @param cookies - of the browser, those that this answer removes left out
 * @returns `Set-Cookie` headers
 */
export async function beginSession(
  session: SessionRecord,
  request: RequestParts,
  cookies: Cookies,
  { notes, pendingLogins, sessionBackend, settings }: AuthContext,
): Promise<string[]> {
  const begun = await sessionBackend.begin(session, cookies, deviceOf(request));
  const setCookie = [...begun, ...notes.refused.remove(cookies), ...(await pendingLogins.end(cookies))];
  // Only now: without a session the person is not logged in.
  report("login_succeeded", { acrProven: session.user.authentication.acrProven }, settings.logger);
  return setCookie;
}
