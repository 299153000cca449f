import * as v from "valibot";
import type { User } from "@moncomptepro/profiles";
import type { AuthContext } from "../auth-context.js";
import { report } from "../events.js";
import { readCookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import { safeReturnTo } from "../http/return-to.js";
import { refuseOtherSites } from "../http/same-origin.js";
import { ownScope } from "../sealing/scopes.js";
import { requireMembers } from "../settings/members.js";
import { asJson, type OwnData } from "./own-data.js";
import { readOwnUser } from "./read-own-user.js";
import { createSessionRecord } from "./session-record.js";
import { sessionView } from "./session-view.js";
import type { Session } from "./session.js";

/** What else a session of the application's own login begins with. */
export interface CreateSessionOptions {
  /** The application's own data, as JSON. */
  readonly data?: OwnData;
  /** Page to go on to, as the browser named it: what is checked is given back. Default `/`. */
  readonly returnTo?: string | null;
}

/** A session that has begun. */
export interface CreatedSession<U extends User = User> {
  readonly user: U;
  readonly session: Session<U>;
  /** Page to go on to: a path of the application, never another site. */
  readonly returnTo: string;
  /** `Set-Cookie` headers to send with the answer, which must not be cached. */
  readonly setCookie: readonly string[];
}

/**
 * Begins a session of the application's own login, in place of the one that the browser had: the application checked a
 * password, an e-mail link, a passkey. It has an identifier of its own (OWASP: session fixation) and proves nothing
 * to a guard that asks for a level or a recent login.
 *
 * @throws AuthError `parameter_refused`; `cross_origin_request` for a form of another site, which would log a person in as
 *   another one (OWASP: login CSRF); `session_too_large`; `store_unavailable`
 */
export async function createSession(
  request: RequestParts,
  given: unknown,
  options: unknown,
  { notes, pendingLogins, sessionBackend, settings }: AuthContext,
): Promise<CreatedSession> {
  const place = "auth.createSession()";
  const user = readOwnUser(given, settings);
  const { data, returnTo } = requireMembers(place, options, {
    data: v.optional(v.unknown()),
    returnTo: v.optional(v.unknown()),
  });
  const own = data === undefined ? undefined : asJson(place, data);
  refuseOtherSites(request, settings.origin);

  const client = ownScope(settings);
  const epochs = await sessionBackend.epochs(client, user.sub, undefined);
  const record = createSessionRecord({
    user,
    client,
    ...(epochs.length > 0 && { epochs }),
    ...(own && { data: own }),
  });
  const cookies = readCookies(request);
  const begun = await sessionBackend.begin(record, cookies);
  const setCookie = [...begun, ...notes.refused.remove(cookies), ...(await pendingLogins.end(cookies))];
  report("login_succeeded", { provider: user.provider, acrProven: false }, settings.logger);
  return { user, session: sessionView(record), returnTo: safeReturnTo(returnTo, settings), setCookie };
}
