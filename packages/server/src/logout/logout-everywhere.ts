import type { User } from "@moncomptepro/profiles";
import type { SessionContext } from "../session-context.js";
import { clientOf, requireIdentity } from "../settings/identity.js";

/**
 * Ends all sessions of a person, at every instance that shares the store.
 *
 * @throws AuthError `store_unavailable` without a store, or when it cannot be reached; `parameter_refused` for a person
 *   of another issuer
 */
export async function logoutEverywhere(
  user: Pick<User, "issuer" | "sub">,
  { sessionBackend, settings }: SessionContext,
): Promise<void> {
  const { issuer, sub } = requireIdentity("auth.logoutEverywhere()", user);
  await sessionBackend.endAll(clientOf("auth.logoutEverywhere()", issuer, settings), { sub });
}
