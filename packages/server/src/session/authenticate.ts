import type { User } from "@moncomptepro/profiles";
import type { SessionContext } from "../session-context.js";
import { readCookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import { isDue, type Session } from "./session.js";

/** Who makes a request. */
export interface Authenticated<U extends User = User> {
  readonly user?: U;
  readonly session?: Session<U>;
  /** `Set-Cookie` headers to send with the answer; empty unless the session was due to be renewed. */
  readonly setCookie: readonly string[];
}

/** From a request to its session: nothing but the Cookie header is read. */
export async function authenticate(
  request: RequestParts,
  { sessions, settings }: SessionContext,
): Promise<Authenticated> {
  const cookies = readCookies(request);
  const session = await sessions.read(cookies);
  if (!session) return { setCookie: [] };
  const setCookie = isDue(session, settings.session) ? await sessions.renew(session, cookies) : [];
  return { user: session.user, session, setCookie };
}
