import * as v from "valibot";
import type { User } from "@moncomptepro/profiles";
import type { SessionContext } from "../session-context.js";
import { clientOf, requireIdentity } from "../settings/identity.js";
import { requireMembers } from "../settings/members.js";
import type { Session } from "./session.js";

/** One session in the list of a person’s own. Times are in seconds since the epoch. */
export interface SessionOfPerson {
  /** Names it for `auth.endSession()`. It opens nothing, and holds nothing of the session’s identifier. */
  readonly handle: string;
  /** Browser and system of its login, for example `Firefox, Windows`; empty when neither is known. */
  readonly device: string;
  /** When it began: its login, or the last one in the same browser. */
  readonly since: number;
  /** When it was last renewed: requests of the last quarter of the idle time do not show. */
  readonly lastSeen: number;
  /** True for the session that was given as `current`. */
  readonly isCurrent?: true;
}

/** What else the list of a person’s sessions is told. */
export interface SessionsOptions {
  /** The session of the request, to know it again in the list. */
  readonly current?: Pick<Session, "id"> | undefined;
}

/**
 * The sessions of a person at every instance, newest first: the 20 newest.
 *
 * @throws AuthError `store_unavailable` without a store, or when it cannot be reached; `parameter_refused` for a person
 *   of another issuer
 */
export async function sessionsOf(
  user: Pick<User, "issuer" | "sub">,
  options: unknown,
  { sessionBackend, settings }: SessionContext,
): Promise<SessionOfPerson[]> {
  const place = "auth.sessions()";
  const { issuer, sub } = requireIdentity(place, user);
  const { current } = requireMembers(place, options, { current: v.optional(v.unknown()) }) as SessionsOptions;
  const open = await sessionBackend.list(clientOf(place, issuer, settings), sub);
  return open.map(({ listed: { handle, device, since }, session }) => ({
    handle,
    device,
    since,
    lastSeen: session.renewedAt,
    ...(session.id === current?.id && { isCurrent: true as const }),
  }));
}
