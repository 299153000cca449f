import type { AuthContext } from "../auth-context.js";
import { readCookies } from "../http/cookies.js";
import { withSecondFactor } from "./levels.js";
import type { AskedLogin, LoginOptions } from "./login-options.js";
import { isDemanded } from "./second-factor.js";

/**
 * What a login asks the provider for, once it is known who makes the request.
 *
 * @throws AuthError `parameter_refused`; `store_unavailable` when it cannot be told who makes the request
 */
export async function askedLogin(
  { secondFactor, ...options }: LoginOptions,
  { sessionBackend, settings: { profile, logger } }: AuthContext,
): Promise<AskedLogin> {
  if (secondFactor === undefined) return options;
  if (secondFactor === "preferred") return { ...options, secondFactor };
  if (secondFactor !== true) {
    const session = options.request && (await sessionBackend.read(readCookies(options.request)));
    const isWish = !session || !(await isDemanded(secondFactor, session.user, logger));
    if (isWish) return { ...options, secondFactor: "preferred" };
  }
  return { ...options, acr: withSecondFactor(options.acr, profile) };
}
