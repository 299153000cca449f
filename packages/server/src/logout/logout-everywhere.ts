import type { User } from "@moncomptepro/profiles";
import { mistake } from "../errors.js";
import type { SessionContext } from "../session-context.js";
import { requireIdentity } from "../settings/identity.js";

/**
 * Ends all sessions of a person, at every instance that shares the store.
 *
 * @throws AuthError `store_unavailable` without a store, or when it cannot be reached; `parameter_refused` for a person
 *   of another provider
 */
export async function logoutEverywhere(
  user: Pick<User, "issuer" | "sub">,
  { sessions, settings }: SessionContext,
): Promise<void> {
  const { issuer, sub } = requireIdentity("auth.logoutEverywhere()", user);
  if (withoutSlash(issuer) !== withoutSlash(settings.issuer)) {
    throw mistake(`auth.logoutEverywhere(): expected a user of ${settings.issuer}`);
  }
  await sessions.endAll({ sub });
}

function withoutSlash(issuer: string): string {
  return issuer.replace(/\/$/, "");
}
