import type { User } from "@moncomptepro/profiles";
import type { AuthContext } from "../auth-context.js";
import { revoke } from "../refresh/revoke.js";
import { clientOf, requireIdentity } from "../settings/identity.js";
import { reportLogout } from "./end-session.js";

/**
 * Ends one session of a person, by its handle in the list of that person: at every instance, and its tokens at the
 * provider.
 *
 * @returns whether there was such a session
 * @throws AuthError `store_unavailable` without a store, or when it cannot be reached; `parameter_refused` for a person
 *   of another issuer
 */
export async function endListedSession(
  user: Pick<User, "issuer" | "sub">,
  handle: unknown,
  context: AuthContext,
): Promise<boolean> {
  const { sessionBackend, settings } = context;
  const place = "auth.endSession()";
  const { issuer, sub } = requireIdentity(place, user);
  const open = await sessionBackend.list(clientOf(place, issuer, settings), sub);
  const session = open.find(({ listed }) => listed.handle === handle)?.session;
  if (!session) return false;
  await sessionBackend.end(session, {});
  await reportLogout(session, {}, settings);
  await revoke(session, context);
  return true;
}
