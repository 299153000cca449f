import { acrSatisfies, type Profile } from "@moncomptepro/profiles";
import { mistake } from "../errors.js";

/** The levels that mean several factors at this provider, each of which the browser cannot forge. */
export function secondFactorLevels({ id, acr: { multiFactor, forgeable } }: Profile): readonly string[] {
  const levels = multiFactor.filter((value) => !forgeable.includes(value));
  if (levels.length === 0) throw mistake(`secondFactor: ${id} has no level that means several factors`);
  return levels;
}

/** The levels that mean a certified officer of the organisation at this provider. */
function officerLevels({ id, acr: { certifiedOfficer = [], forgeable } }: Profile): readonly string[] {
  const levels = certifiedOfficer.filter((value) => !forgeable.includes(value));
  if (levels.length === 0) throw mistake(`certifiedOfficer: ${id} certifies no officers of companies`);
  return levels;
}

/** Whether a list of levels takes certified officers only. */
export function isForOfficers(
  acr: readonly string[] | undefined,
  { acr: { certifiedOfficer = [] } }: Profile,
): boolean {
  return acr !== undefined && acr.length > 0 && acr.every((value) => certifiedOfficer.includes(value));
}

/** The levels that satisfy two lists; without one of them the other. Empty when no level satisfies both. */
export function acceptedByBoth(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
  { acr: rules }: Profile,
): readonly string[] | undefined {
  if (!one || !other) return one ?? other;
  const either = [...new Set([...one, ...other])];
  return either.filter((value) => acrSatisfies(rules, value, one) && acrSatisfies(rules, value, other));
}

/**
 * The levels that are required of a certified officer, where `acr` says which levels are enough otherwise.
 *
 * @throws AuthError `parameter_refused` when no level means both
 */
export function withCertification(acr: readonly string[] | undefined, profile: Profile): readonly string[] {
  const levels = officerLevels(profile);
  const both = acceptedByBoth(acr, levels, profile) ?? levels;
  if (both.length > 0) return both;
  throw mistake(`certifiedOfficer: none of the levels in acr certifies an officer at ${profile.id}`);
}

/**
 * The levels that are required of a person who must give a second factor too.
 *
 * @throws AuthError `parameter_refused` when no level means both
 */
export function withSecondFactor(acr: readonly string[] | undefined, profile: Profile): readonly string[] {
  const levels = secondFactorLevels(profile);
  const both = acceptedByBoth(acr, levels, profile) ?? levels;
  if (both.length > 0) return both;
  throw mistake(
    isForOfficers(acr, profile)
      ? `secondFactor: at ${profile.id} no level means several factors of a certified officer: put one guard after the other`
      : `secondFactor: none of the levels in acr means several factors at ${profile.id}`,
  );
}
