import type { Profile } from "@moncomptepro/profiles";
import { mistake } from "../errors.js";
import { nearest } from "../settings/nearest.js";

/**
 * Refuses to require a level that no answer can prove: one that the browser can forge, and one that the provider does
 * not know. ProConnect answers a misspelt essential level by redirecting for ever.
 *
 * @throws AuthError `parameter_refused`, with what to ask instead
 */
export function requireProvableLevels(acr: readonly string[], profile: Profile): void {
  const { id, acr: rules } = profile;
  const forgeable = acr.filter((value) => rules.forgeable.includes(value));
  if (forgeable.length > 0) {
    const same = rules.multiFactor.filter((value) => forgeable.some((weak) => value.startsWith(`${weak}-`)));
    const instead = same.length > 0 ? `ask for ${same.join(" or ")} instead, or` : "ask";
    throw mistake(
      `acr: ${forgeable.join(", ")} proves nothing at ${id}, because a person gets it by editing the request in ` +
        `their browser; ${instead} for several factors with all of ${rules.multiFactor.join(", ")} together`,
    );
  }
  refuseLevels(acr, profile);
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

/**
 * Refuses to ask for a level that the provider knows and answers with an error.
 *
 * @throws AuthError `parameter_refused`
 */
export function refuseLevels(
  wanted: readonly string[],
  { id, acr: { values, refused = [] } }: Profile,
): void {
  const hopeless = wanted.filter((value) => refused.includes(value));
  if (hopeless.length === 0) return;
  const given = values.filter((value) => !refused.includes(value)).join(", ");
  throw mistake(`acr: ${id} refuses a request for ${hopeless.join(", ")}: it gives ${given}`);
}
