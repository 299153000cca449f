import type { User } from "@moncomptepro/profiles";
import { mistake } from "../errors.js";
import { isOwn } from "../session/is-own.js";
import { ownLoginsOf } from "../settings/own-logins.js";
import type { Settings } from "../settings/settings.js";

/** Which logins an application has. */
export type LoginSettings = Pick<Settings, "profile" | "ownLogins" | "origin" | "basePath">;

/** What a guard requires of the login. */
interface RequiredLogin {
  readonly provider?: readonly string[];
  readonly acr?: unknown;
  readonly secondFactor?: unknown;
  readonly certifiedOfficer?: unknown;
  readonly maxAge?: unknown;
}

/**
 * Refuses names of logins that the application does not have, and what none of the named ones can prove.
 *
 * @throws AuthError `parameter_refused`
 */
export function checkLogins({ provider, ...others }: RequiredLogin, settings: LoginSettings): void {
  if (!provider) return;
  const { profile } = settings;
  // Any name may be one of a login, but a name that was only mistyped would let nobody in.
  const known = [profile.id, ...ownLoginsOf(settings)];
  const unknown = provider.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw mistake(
      `requireUser(): provider may hold ${known.join(", ")}, and not ${unknown.join(", ")}: the setting ownLogins adds names`,
    );
  const proofs = (["acr", "secondFactor", "certifiedOfficer", "maxAge"] as const).filter(
    (name) => others[name] !== undefined,
  );
  if (proofs.length > 0 && !provider.includes(profile.id))
    throw mistake(
      `requireUser(): ${proofs.join(" and ")} need ${profile.id}: no other login of these proves that`,
    );
}

/**
 * Says whether a person is logged in by another login than those that are enough. By whom the user was issued: a profile
 * of the application's own may name its users as it likes.
 */
export function isOfOtherLogin(user: User, { provider }: RequiredLogin, settings: LoginSettings): boolean {
  return (
    provider !== undefined && !provider.includes(isOwn(user, settings) ? user.provider : settings.profile.id)
  );
}
