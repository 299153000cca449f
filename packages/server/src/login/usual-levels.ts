import type { Profile } from "@moncomptepro/profiles";
import type { AskedLogin } from "./login-options.js";

/** The levels that a login requires: its own, else those without which the provider takes no request. */
export function usualLevels(
  { acr, acrValues }: Pick<AskedLogin, "acr" | "acrValues">,
  { acr: { always } }: Profile,
): readonly string[] | undefined {
  return acr?.length || acrValues?.length ? acr : always;
}
