import type { Profile } from "@moncomptepro/profiles";
import { checkLists } from "./authorization.js";
import type { CheckedSettings } from "./checked-settings.js";
import { checkOwnLogins } from "./own-logins.js";
import type { Problem } from "./problem.js";
import { scopeOf } from "./scopes.js";
import { sentAs } from "./sent-as.js";

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
  checkOwnLogins(checked.ownLogins, id, problems);
  for (const name of checked.allowLoginParameters ?? [])
    if (!authorization.parameters.includes(sentAs(name, profile)))
      refuse("allowLoginParameters", `holds ${name}, which ${id} does not know`);
  checkLists(checked.authorize, scopeOf(checked, profile), profile, problems);
}
