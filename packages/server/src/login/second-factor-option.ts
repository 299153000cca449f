import type { User } from "@moncomptepro/profiles";

/**
 * Whether a second factor is wanted: `true`, it must be given; `"preferred"`, it is asked for as a wish, and
 * `user.authentication.secondFactor` says whether it was given; a function of the person, it must be given where the
 * function does not answer false (for example where the person's identity provider can ask for it).
 */
export type SecondFactor<U extends User = User> =
  true | "preferred" | ((user: U) => boolean | Promise<boolean>);
