import type { User } from "@moncomptepro/profiles";
import { readCookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import type { SessionContext } from "../session-context.js";
import type { Changed } from "./session-backend.js";
import { isDue } from "./session-limits.js";
import { sessionView } from "./session-view.js";
import type { Session } from "./session.js";

/** Who makes a request. */
export interface Authenticated<U extends User = User> {
  readonly user?: U;
  readonly session?: Session<U>;
  /** `Set-Cookie` headers to send with the answer; empty unless the session was due to be renewed. */
  readonly setCookie: readonly string[];
}

/**
 * From a request to its session: nothing but the Cookie header is read.
 *
 * @throws AuthError `store_unavailable` when it cannot be told who makes the request
 */
export async function authenticate(request: RequestParts, context: SessionContext): Promise<Authenticated> {
  const current = await currentSession(request, context);
  if (!current) return { setCookie: [] };
  const session = sessionView(current.session);
  return { user: session.user, session, setCookie: current.setCookie };
}

/** The session of a request, renewed when it is due. */
export async function currentSession(
  request: RequestParts,
  { sessionBackend, settings }: SessionContext,
): Promise<Changed | undefined> {
  const cookies = readCookies(request);
  const session = await sessionBackend.read(cookies);
  if (!session) return undefined;
  const renewed = isDue(session, settings.session) ? await sessionBackend.renew(session, cookies) : undefined;
  return renewed ?? { session, setCookie: [] };
}
