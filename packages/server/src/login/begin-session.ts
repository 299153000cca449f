import type { AuthContext } from "../auth-context.js";
import { report } from "../events.js";
import type { Cookies } from "../http/cookies.js";
import type { Session } from "../session/session.js";

/**
 * Begins the session of a login, in place of the one that the browser had.
 *
 * @returns `Set-Cookie` headers
 */
export async function beginSession(
  session: Session,
  cookies: Cookies,
  { sessions, settings }: AuthContext,
): Promise<string[]> {
  report("login_succeeded", { acrProven: session.user.authentication.acrProven }, settings.logger);
  const previous = await sessions.read(cookies);
  const setCookie = await sessions.begin(session, cookies);
  if (previous) await sessions.supersede(previous);
  return setCookie;
}
