import type { Profile } from "@moncomptepro/profiles";
import type { CheckedSettings } from "./checked-settings.js";
import type { Problem } from "./problem.js";

/** The scopes that open a claim. */
export function scopesOf(claim: string, scopes: Profile["scopes"]): readonly string[] {
  return Object.keys(scopes).filter((name) => scopes[name]?.includes(claim));
}

/** Says whether one of the scopes to ask for opens a claim. */
export function opens(scope: string, claim: string, scopes: Profile["scopes"]): boolean {
  return scopesOf(claim, scopes).some((name) => scope.split(" ").includes(name));
}

/** The scopes to ask for: those that the application gave, else the profile's. */
export function scopeOf(
  { requireOrganization = true, scope }: Partial<CheckedSettings>,
  { authorization: { defaultScope, scopeWithoutOrganization = defaultScope } }: Profile,
): string {
  const usual = requireOrganization ? defaultScope : scopeWithoutOrganization;
  return (scope ?? usual).split(/\s+/).join(" ");
}

/** A login without one of these claims is refused: with a scope that does not open it, every login. */
export function checkMandatoryClaims(
  checked: Partial<CheckedSettings>,
  profile: Profile,
  problems: Problem[],
): void {
  const { requireOrganization = true } = checked;
  const { id, mandatoryClaims, scopes } = profile;
  for (const claim of mandatoryClaims) {
    const isNeeded = claim !== "siret" || requireOrganization;
    if (!isNeeded || opens(scopeOf(checked, profile), claim, scopes)) continue;
    const without = claim === "siret" ? ", or requireOrganization: false" : "";
    const names = scopesOf(claim, scopes).join(" or ");
    problems.push({
      setting: "scope",
      message: `gives no ${claim}, without which ${id} logs no person in: it needs ${names}${without}`,
    });
  }
}
