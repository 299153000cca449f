import type { AuthContext } from "../auth-context.js";
import { denialPath, type Denial } from "./denial.js";

/**
 * The login that asks for a second factor, by any of the provider's levels that mean one: a provider offers to set it up
 * where all of them are acceptable.
 *
 * @param required - levels that were not reached
 * @param returnTo - page to come back to: a path of the application
 * @returns undefined when a second factor would not help
 */
export function secondFactorAddress(
  required: readonly string[] | undefined,
  returnTo: string,
  { sealing, settings }: Pick<AuthContext, "sealing" | "settings">,
): string | undefined {
  const { multiFactor } = settings.profile.acr;
  if (!required?.some((level) => multiFactor.includes(level))) return undefined;
  const provider = settings.profile.id;
  const denial: Denial = { code: "acr_not_reached", returnTo, provider, login: { acr: multiFactor } };
  return denialPath(denial, settings, sealing);
}
