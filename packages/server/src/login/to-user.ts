import { ClaimError, type Login, type Profile, type User } from "@moncomptepro/profiles";
import { AuthError } from "../errors.js";
import type { Settings } from "../settings/settings.js";
import { aboutLogin } from "./refused-login.js";

/**
 * Maps what was received to a user, as the profile says.
 *
 * @throws AuthError `claim_missing` or `claim_malformed`, naming the claim and its scope
 */
export function toUser(
  login: Login,
  { profile, requireOrganization, scope }: Pick<Settings, "profile" | "requireOrganization" | "scope">,
): User {
  try {
    return withFactors(profile.toUser({ ...login, requiresOrganization: requireOrganization }), profile);
  } catch (cause) {
    if (!(cause instanceof ClaimError)) throw cause;
    const scopes = Object.entries(profile.scopes).filter(([, claims]) => claims.includes(cause.claim));
    const error = new AuthError(cause.reason === "missing" ? "claim_missing" : "claim_malformed", {
      hint: `${cause.message} ${origin(scopes.map(([name]) => name))}; asked for: ${scope}`,
      cause,
    });
    throw aboutLogin(error, { mayBeOrganization: cause.claim === "siret" });
  }
}

function origin(scopes: readonly string[]): string {
  return scopes.length > 0
    ? `It comes with the scope ${scopes.join(" or ")}`
    : "No scope is known to open it";
}

/** The profile's own list says which levels mean several factors, so that no profile has to. */
function withFactors(user: User, { acr: { forgeable, multiFactor } }: Profile): User {
  const { acr } = user.authentication;
  // A profile that names no such level says nothing of the others: behind one of them there may be a card.
  if (acr === undefined || multiFactor.length === 0) return user;
  const secondFactor = multiFactor.includes(acr) && !forgeable.includes(acr);
  return { ...user, authentication: { ...user.authentication, secondFactor } };
}
