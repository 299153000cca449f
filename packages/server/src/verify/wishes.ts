import type { Profile } from "@moncomptepro/profiles";
import { mistake } from "../errors.js";
import { checkLoginOptions } from "../login/check-login-options.js";
import { withCertification, withSecondFactor } from "../login/levels.js";
import type { AskedLogin, LoginOptions } from "../login/login-options.js";
import { requireProvableLevels } from "../login/provable-levels.js";

/** What a login asks for at the provider. What the provider does not know is refused before the redirect. */
export interface LoginWishes extends Omit<
  LoginOptions,
  "request" | "returnTo" | "provider" | "secondFactor"
> {
  /**
   * A second factor, by the provider's own list of levels: `true`, the login fails without; `"preferred"`, it is a wish,
   * and `user.authentication.secondFactor` tells.
   */
  secondFactor?: true | "preferred";
}

/**
 * What is asked for, in the provider's levels.
 *
 * @param place - what the wishes were given to
 * @throws AuthError `parameter_refused`, also when the provider can never prove it
 */
export function askedOf(wishes: unknown, place: string, profile: Profile): AskedLogin {
  const { secondFactor, certifiedOfficer, ...others } = checkLoginOptions(wishes, place);
  if (typeof secondFactor === "function") throw mistake(`${place}: secondFactor must be true or "preferred"`);
  const asked = certifiedOfficer ? { ...others, acr: withCertification(others.acr, profile) } : others;
  if (asked.acr) requireProvableLevels(asked.acr, profile);
  if (secondFactor === true) return { ...asked, acr: withSecondFactor(asked.acr, profile) };
  return { ...asked, ...(secondFactor && { secondFactor }) };
}
