import type { Profile } from "@moncomptepro/profiles";
import { mistake } from "../errors.js";
import { nearest } from "../settings/nearest.js";

/**
 * Refuses to require a level that no answer can prove: one that the browser can forge, and one that the provider does
 * not know. ProConnect answers a misspelt essential level by redirecting for ever.
 *
 * @throws AuthError `parameter_refused`, with what to ask instead
 */
export function requireProvableLevels(acr: readonly string[], { id, acr: rules }: Profile): void {
  const forgeable = acr.filter((value) => rules.forgeable.includes(value));
  if (forgeable.length > 0) {
    const same = rules.multiFactor.filter((value) => forgeable.some((weak) => value.startsWith(`${weak}-`)));
    const instead = same.length > 0 ? `ask for ${same.join(" or ")} instead, or` : "ask";
    throw mistake(
      `acr: ${forgeable.join(", ")} proves nothing at ${id}, because a person gets it by editing the request in ` +
        `their browser; ${instead} for several factors with all of ${rules.multiFactor.join(", ")} together`,
    );
  }
  for (const value of acr) {
    if (rules.values.includes(value)) continue;
    const meant = nearest(
      value,
      rules.values.filter((known) => !rules.forgeable.includes(known)),
    );
    throw mistake(
      `acr: ${id} does not know the level ${value}${meant ? `: perhaps ${meant} was meant` : ""}`,
    );
  }
}
