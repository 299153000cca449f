import type { Profile } from "@moncomptepro/profiles";
import { checkLists } from "./authorization.js";
import type { CheckedSettings } from "./checked-settings.js";
import { checkOwnLogins } from "./own-logins.js";
import type { Problem } from "./problem.js";
import { opens, scopesOf } from "./scopes.js";

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
    if (!authorization.parameters.includes(name))
      refuse("allowLoginParameters", `holds ${name}, which ${id} does not know`);
  const scope = scopeOf(checked, profile);
  checkMandatoryClaims(scope, checked, profile, refuse);
  checkLists(checked.authorize, scope, profile, problems);
}

/** A login without one of these claims is refused: with a scope that does not open it, every login. */
function checkMandatoryClaims(
  scope: string,
  { requireOrganization = true }: Partial<CheckedSettings>,
  { id, mandatoryClaims, scopes }: Profile,
  refuse: (setting: string, message: string) => void,
): void {
  for (const claim of mandatoryClaims) {
    if ((claim === "siret" && !requireOrganization) || opens(scope, claim, scopes)) continue;
    const without = claim === "siret" ? ", or requireOrganization: false" : "";
    const names = scopesOf(claim, scopes).join(" or ");
    refuse("scope", `gives no ${claim}, without which ${id} logs no person in: it needs ${names}${without}`);
  }
}

/** The scopes to ask for: those that the application gave, else the profile's. */
export function scopeOf(
  { requireOrganization = true, scope }: Partial<CheckedSettings>,
  { authorization: { defaultScope, scopeWithoutOrganization = defaultScope } }: Profile,
): string {
  const usual = requireOrganization ? defaultScope : scopeWithoutOrganization;
  return (scope ?? usual).split(/\s+/).join(" ");
}
