import type { AuthContext } from "../auth-context.js";
import { readCookies } from "../http/cookies.js";
import { isFrame } from "../http/navigation.js";
import { pathAndQuery, type RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { leaveFrame } from "../pages/leave-frame.js";

/** The second step of a logout that has an ID token to show: a navigation of the browser, which no script can follow. */
export function continueLogout(request: RequestParts, { notes, settings }: AuthContext): Response {
  if (isFrame(request)) return leaveFrame(`${settings.origin}${pathAndQuery(request)}`, request);
  const cookies = readCookies(request);
  const destination = notes.destination.read(cookies);
  return seeOther(destination?.location ?? `${settings.basePath}/`, notes.destination.remove(cookies));
}
