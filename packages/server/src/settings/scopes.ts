import type { Profile } from "@moncomptepro/profiles";

/** The scopes that open a claim. */
export function scopesOf(claim: string, scopes: Profile["scopes"]): readonly string[] {
  return Object.keys(scopes).filter((name) => scopes[name]?.includes(claim));
}

/** Says whether one of the scopes to ask for opens a claim. */
export function opens(scope: string, claim: string, scopes: Profile["scopes"]): boolean {
  return scopesOf(claim, scopes).some((name) => scope.split(" ").includes(name));
}
