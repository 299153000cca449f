import type { User } from "@moncomptepro/profiles";
import { AuthError } from "../errors.js";
import { ownerOf } from "../session/stored-sessions.js";
import { requireIdentity } from "../settings/identity.js";
import type { Settings } from "../settings/settings.js";

/** Ends all sessions of a person, at every instance that shares the store. */
export async function logoutEverywhere(
  user: Pick<User, "issuer" | "sub">,
  { session: { store } }: Settings,
): Promise<void> {
  const { issuer, sub } = requireIdentity("auth.logoutEverywhere()", user);
  if (!store)
    throw new AuthError("store_unavailable", { hint: "logoutEverywhere needs the option session.store" });
  try {
    await store.removeAll(ownerOf(issuer, "sub", sub));
  } catch (cause) {
    throw new AuthError("store_unavailable", { hint: `the session store: ${String(cause)}`, cause });
  }
}
