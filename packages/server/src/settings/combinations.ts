import type { Profile } from "@moncomptepro/profiles";
import { checkRoles } from "./authorization.js";
import type { Problem } from "./members.js";
import type { CheckedSettings } from "./settings-table.js";

/** Settings that are right each on its own, and can never work together, or not at this provider. */
export function checkCombinations(
  checked: Partial<CheckedSettings>,
  profile: Profile,
  problems: Problem[],
): void {
  const refuse = (setting: string, message: string): void => void problems.push({ setting, message });
  const { id, authorization } = profile;

  if (checked.browserRedirectUris?.length && profile.pkce === "forbidden")
    refuse("browserRedirectUris", `needs PKCE, which ${id} refuses`);
  if (checked.keepRefreshToken && !profile.refreshToken)
    refuse("keepRefreshToken", `is true, but ${id} gives no refresh token`);
  if (checked.idTokenClaims?.length && !authorization.parameters.includes("claims"))
    refuse("idTokenClaims", `needs the parameter claims, which ${id} does not know`);
  checkRoles(checked.authorize, scopeOf(checked, profile), profile, problems);
}

/** The scopes to ask for: those that the application gave, else the profile's. */
export function scopeOf({ scope }: Partial<CheckedSettings>, { authorization }: Profile): string {
  return (scope ?? authorization.defaultScope).split(/\s+/).join(" ");
}
