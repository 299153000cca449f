import type { AuthContext } from "../auth-context.js";
import { readCookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";

/** The second step of a logout that has an ID token to show: a navigation of the browser, which no script can follow. */
export function continueLogout(request: RequestParts, { notes, settings }: AuthContext): Response {
  const cookies = readCookies(request);
  const destination = notes.destination.read(cookies);
  return seeOther(destination?.location ?? `${settings.basePath}/`, notes.destination.remove(cookies));
}
