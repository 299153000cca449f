import type { AuthContext } from "../auth-context.js";
import { readCookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import { ofProvider, ofSession } from "../one-of-each.js";
import { goesOn } from "./asked-login.js";
import type { LoginOptions } from "./login-options.js";

/**
 * At which provider a login is: the one that it names; one that goes on from a session, at the session's; else at the
 * first one.
 */
export async function chooseProvider(options: LoginOptions, first: AuthContext): Promise<AuthContext> {
  const { provider, request } = options;
  // A name that no provider has is refused where the options are checked.
  if (provider !== undefined) return ofProvider(provider, first) ?? first;
  return goesOn(options) ? providerOfPerson(request, first) : first;
}

/** The provider that logged the person of a request in; the first one where none did. */
export async function providerOfPerson(
  request: RequestParts | undefined,
  first: AuthContext,
): Promise<AuthContext> {
  if (!request || first.each.length === 1) return first;
  // While the store is away it is unknown: what goes on from here reads the session itself, and says so.
  const session = await first.sessionBackend.read(readCookies(request)).catch(() => undefined);
  return (session && ofSession(session, first)) ?? first;
}
