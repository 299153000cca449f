import type { User } from "@moncomptepro/profiles";
import { AuthError } from "../errors.js";
import type { Authorization, Hooks, ReceivedLogin } from "./hooks.js";

/**
 * Asks the application whether a login may go on.
 *
 * @returns the data that it wants in the session
 * @throws AuthError `login_refused`
 */
export async function decide(
  login: ReceivedLogin,
  hooks: Hooks,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (hooks.authorize && !(await isAuthorized(login.user, hooks.authorize))) {
    throw new AuthError("login_refused", { hint: "the setting authorize does not let this person in" });
  }
  const decision = await hooks.onLogin?.(login);
  if (decision?.refuse !== undefined) throw new AuthError("login_refused", { hint: decision.refuse });
  return decision?.data;
}

/** Says whether the setting `authorize` lets a person in. */
export function isAuthorized(user: User, authorization: Authorization): boolean | Promise<boolean> {
  if (typeof authorization === "function") return authorization(user);
  const { sirets, emailDomains, roles } = authorization;
  const domain = user.email?.split("@").at(-1)?.toLowerCase();
  return (
    holds(sirets, user.organization?.siret) &&
    holds(
      emailDomains?.map((each) => each.toLowerCase()),
      domain,
    ) &&
    (!roles || roles.some((role) => rolesOf(user).includes(role)))
  );
}

function holds(list: readonly string[] | undefined, value: string | undefined): boolean {
  return !list || (value !== undefined && list.includes(value));
}

/** Only some profiles give roles. */
function rolesOf(user: User & { readonly roles?: unknown }): readonly unknown[] {
  return Array.isArray(user.roles) ? user.roles : [];
}
